"""What people are told about records, and how it reads."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.templatetags.ui import full_day
from notices.events import Event, Subject, Words
from volunteers.models import Account, Takeover
from volunteers.scopes import attended

TAKEN_OVER = "record_taken_over"
SIGNS_IN_NOW = "person_signs_in_now"


def _own(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """That the reader has taken over their record."""
    mine = Takeover.objects.filter(key__in=ids, volunteer__account=reader)
    return {
        one.key: Subject(
            words={
                "day": full_day(one.at),
                "name": one.place.label if one.place else "",
            },
            address=[],
        )
        for one in mine.select_related("organization", "site")
    }


def _kept(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Whose records the reader's office kept, as far as it still sees them."""
    seen = attended(reader).filter(takeover__key__in=ids).select_related("takeover")
    return {
        one.takeover.key: Subject(words={"name": one.masked_name}, address=[one.number])
        for one in seen
    }


def _taken_over(words: Words) -> str:
    if words["name"]:
        said = _("Since %(day)s the record that %(name)s kept for you is your own.")
    else:
        said = _("Since %(day)s your record is your own.")
    if_not = _("If it was not you who took it over, please tell a station.")
    return f"{said % words} {if_not}"


def _signs_in_now(words: Words) -> str:
    return _("%(name)s signs in now: the record you kept is their own") % words


EVENTS = (
    Event(
        code=TAKEN_OVER,
        name=gettext_lazy("A record of yours that becomes your own"),
        say=_taken_over,
        icon="user-check",
        page="city:me",
        look_up=_own,
    ),
    Event(
        code=SIGNS_IN_NOW,
        name=gettext_lazy("People who take over the record you kept"),
        say=_signs_in_now,
        icon="user-check",
        page="volunteers:person",
        look_up=_kept,
        of_office=True,
    ),
)
