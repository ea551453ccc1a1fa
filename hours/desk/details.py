"""The right of the desk: one session with all that helps to decide it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from hours.desk.lines import Line, lines
from hours.history import Step, steps, thread
from hours.models import Objection, Session, Status, VolunteerYear
from hours.rules.undo import REVOCABLE, undo_begins
from notices.models import Message
from volunteers.models import Account


@dataclass(frozen=True, slots=True)
class Details:
    """
    A session and its person.

    ``year_minutes`` are counted with the whole city in the session's year;
    ``day_minutes`` are all that takes time on its local day; ``objections`` are open,
    and for the decider to answer.
    """

    line: Line
    year: int
    year_minutes: int
    was_corrected: bool
    day_minutes: int
    thread: list[Message]
    steps: list[Step]
    objections: list[Objection]
    can_be_undone: bool


def details(session: Session, *, by: Account, at: datetime) -> Details:
    """What the decider sees of a session; a fixed number of queries."""
    (line,) = lines([session], by=by, at=at)
    year = session.service_date.year
    theirs = Session.objects.filter(volunteer=session.volunteer_id)
    that_day = theirs.taking_time().filter(service_date=session.service_date)
    known = VolunteerYear.objects.filter(volunteer=session.volunteer_id, year=year)
    return Details(
        line=line,
        year=year,
        year_minutes=known.values_list("minutes", flat=True).first() or 0,
        was_corrected=theirs.filter(status=Status.REVERSED).exists(),
        day_minutes=that_day.aggregate(sum=Sum("minutes"))["sum"] or 0,
        thread=thread(session),
        steps=steps(session),
        objections=_objections(session, by),
        can_be_undone=may_undo(session, by=by, at=at),
    )


def _objections(session: Session, by: Account) -> list[Objection]:
    if not session.is_disputed:
        return []
    return list(Objection.objects.open().about(session).answerable_by(by))


def may_undo(session: Session, *, by: Account, at: datetime) -> bool:
    """Whether the account decided this itself, and not too long ago."""
    return (
        session.status in REVOCABLE
        and session.decided_by_id == by.pk
        and session.decided_at is not None
        and session.decided_at >= undo_begins(at)
    )
