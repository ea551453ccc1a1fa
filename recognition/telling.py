"""What people are told of their stars, and how it reads."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy, ngettext

from config.templatetags.ui import full_day
from notices.events import Event, Subject, Words
from recognition.models import StarAward
from volunteers.models import Account

ANNOUNCED = "star_announced"
HELD = "star_held"
WITHDRAWN = "star_withdrawn"


def _own(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Stars of the reader, or of a child."""
    found = StarAward.objects.of(reader).filter(pk__in=ids).select_related("notice")
    return {
        one.pk: Subject(
            words={
                "level": one.level,
                "day": full_day(one.notice.last_day) if one.notice else "",
            },
            stands=one.get_state_display(),
            address=[],
        )
        for one in found
    }


def _announced(words: Words) -> str:
    said = ngettext(
        "You reached %(level)s star: on public notice up to and with %(day)s",
        "You reached %(level)s stars: on public notice up to and with %(day)s",
        words["level"],
    )
    return said % words


def _held(words: Words) -> str:
    said = ngettext(
        "%(level)s star is awarded to you. Thank you",
        "%(level)s stars are awarded to you. Thank you",
        words["level"],
    )
    return said % words


def _withdrawn(words: Words) -> str:
    said = ngettext(
        "%(level)s star was withdrawn; the page says why",
        "%(level)s stars were withdrawn; the page says why",
        words["level"],
    )
    return said % words


EVENTS = (
    Event(
        code=ANNOUNCED,
        name=gettext_lazy("Stars of yours on public notice"),
        say=_announced,
        icon="star",
        page="recognition:stars",
        look_up=_own,
    ),
    Event(
        code=HELD,
        name=gettext_lazy("Stars awarded to you"),
        say=_held,
        icon="star",
        page="recognition:stars",
        look_up=_own,
    ),
    Event(
        code=WITHDRAWN,
        name=gettext_lazy("Stars of yours that were withdrawn"),
        say=_withdrawn,
        icon="star-off",
        page="recognition:stars",
        look_up=_own,
    ),
)
