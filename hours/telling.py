"""What people are told about sessions, and how it reads."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from config.templatetags.ui import hours, short_day
from hours.models import Session, Status
from hours.models.queries import SessionQuerySet
from notices.events import Event, Subject, Words
from volunteers.models import Account

QUERIED = "hours_queried"
ANSWERED = "question_answered"
ADDED = "words_added"
REJECTED = "hours_rejected"
REVERSED = "hours_reversed"
CORRECTED = "hours_corrected"
ENTERED = "hours_entered"
FORCED_OUT = "checked_out_by_time"
# Once a day, see ``hours.daily``
COUNTED = "hours_counted"
COUNTED_OF_WARDS = "hours_of_wards_counted"
AT_THE_DESK = "desk_waiting"


def _seen(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Sessions that the reader may see."""
    return _subjects(Session.objects.visible_to(reader), ids)


def _at_the_desk(reader: Account, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Sessions that the reader decides."""
    return _subjects(Session.objects.decidable_by(reader), ids)


def _subjects(sessions: SessionQuerySet, ids: Collection[UUID]) -> dict[UUID, Subject]:
    return {
        one.pk: Subject(words=words_of(one), stands=str(Status(one.status).label))
        for one in sessions.filter(pk__any_of=ids).with_names()
    }


def words_of(session: Session) -> dict[str, str]:
    """What sentences call a session, read with its names."""
    return {
        "title": session.title,
        "day": short_day(session.service_date),
        "organization": session.organization.label,
    }


def _queried(words: Words) -> str:
    return _("%(organization)s has a question: “%(title)s”, %(day)s") % words


def _answered(words: Words) -> str:
    return _("Your question was answered: “%(title)s”, %(day)s") % words


def _added(words: Words) -> str:
    return _("More was said about “%(title)s”, %(day)s") % words


def _rejected(words: Words) -> str:
    return _("%(organization)s did not accept “%(title)s”, %(day)s") % words


def _reversed(words: Words) -> str:
    return _("%(organization)s corrected “%(title)s”, %(day)s: no longer counted") % (
        words
    )


def _corrected(words: Words) -> str:
    return _("%(organization)s corrected “%(title)s”, %(day)s: other times count") % (
        words
    )


def _entered(words: Words) -> str:
    return _("%(organization)s entered hours for you: “%(title)s”, %(day)s") % words


def _forced_out(words: Words) -> str:
    return _(
        "You did not check out of “%(title)s”, %(day)s. How long were you there?"
    ) % (words)


def _counted(words: Words) -> str:
    said = ngettext(
        "%(hours)s hours were counted: %(sessions)s session",
        "%(hours)s hours were counted: %(sessions)s sessions",
        words["sessions"],
    )
    return said % {"hours": hours(words["minutes"]), "sessions": words["sessions"]}


def _counted_of_wards(words: Words) -> str:
    return _("Of your children: %(counted)s") % {"counted": _counted(words)}


def _at_the_desk_wait(words: Words) -> str:
    waiting = ngettext(
        "%(count)s session waits at your desk",
        "%(count)s sessions wait at your desk",
        words["count"],
    )
    if not words["days"]:
        return waiting % words
    oldest = ngettext(
        "the oldest for %(days)s working day",
        "the oldest for %(days)s working days",
        words["days"],
    )
    return _("%(waiting)s, %(oldest)s") % {
        "waiting": waiting % words,
        "oldest": oldest % words,
    }


EVENTS = (
    Event(
        code=QUERIED,
        name=gettext_lazy("Questions about your hours"),
        say=_queried,
        icon="message-question",
        page="hours:session",
        look_up=_seen,
        asks=True,
    ),
    Event(
        code=ANSWERED,
        name=gettext_lazy("Answers to your questions"),
        say=_answered,
        icon="message-circle",
        page="hours:desk_session",
        look_up=_at_the_desk,
        of_office=True,
    ),
    Event(
        code=ADDED,
        name=gettext_lazy("What is added to an answer"),
        say=_added,
        icon="messages",
        page="hours:desk_session",
        look_up=_at_the_desk,
        of_office=True,
    ),
    Event(
        code=REJECTED,
        name=gettext_lazy("Hours that were not accepted"),
        say=_rejected,
        icon="circle-x",
        page="hours:session",
        look_up=_seen,
    ),
    Event(
        code=REVERSED,
        name=gettext_lazy("Hours that no longer count"),
        say=_reversed,
        icon="arrows-exchange",
        page="hours:session",
        look_up=_seen,
    ),
    Event(
        code=CORRECTED,
        name=gettext_lazy("Hours that were corrected"),
        say=_corrected,
        icon="clock-edit",
        page="hours:session",
        look_up=_seen,
    ),
    Event(
        code=ENTERED,
        name=gettext_lazy("Hours entered for you"),
        say=_entered,
        icon="calendar-plus",
        page="hours:session",
        look_up=_seen,
    ),
    Event(
        code=FORCED_OUT,
        name=gettext_lazy("When you did not check out"),
        say=_forced_out,
        icon="logout",
        page="hours:session",
        look_up=_seen,
        asks=True,
    ),
    Event(
        code=COUNTED,
        name=gettext_lazy("Hours that were counted"),
        say=_counted,
        icon="circle-check",
        page="city:me",
    ),
    Event(
        code=COUNTED_OF_WARDS,
        name=gettext_lazy("Hours of your children that were counted"),
        say=_counted_of_wards,
        icon="circle-check",
        page="city:family",
    ),
    Event(
        code=AT_THE_DESK,
        name=gettext_lazy("What waits at your desk"),
        say=_at_the_desk_wait,
        icon="clipboard-check",
        page="hours:desk",
        of_office=True,
    ),
)
