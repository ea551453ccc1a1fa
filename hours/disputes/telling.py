"""What people are told about objections, and how it reads."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hours.models import Objection
from hours.telling import words_of
from notices.events import Event, Subject, Words
from volunteers.models import Account

RAISED = "objection_raised"
ANSWERED = "objection_answered"


def _seen(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Objections that the reader raised or answers."""
    visible = Objection.objects.visible_to(reader).filter(pk__in=ids)
    return {
        one.pk: Subject(
            words={**words_of(one.session), "is_report": one.is_report},
            stands=one.get_state_display(),
        )
        for one in visible.with_names()
    }


def _raised(words: Words) -> str:
    if words["is_report"]:
        return _("Somebody says that this is not right: “%(title)s”, %(day)s") % words
    return _("A correction is asked for: “%(title)s”, %(day)s") % words


def _answered(words: Words) -> str:
    return _("What you said was answered: “%(title)s”, %(day)s") % words


EVENTS = (
    Event(
        code=RAISED,
        name=gettext_lazy("Hours that somebody says are not right"),
        say=_raised,
        icon="flag",
        page="hours:objection",
        look_up=_seen,
        asks=True,
        of_office=True,
    ),
    Event(
        code=ANSWERED,
        name=gettext_lazy("Answers to what you said is not right"),
        say=_answered,
        icon="flag-check",
        page="hours:objection",
        look_up=_seen,
    ),
)
