"""Until when somebody who waits may expect an answer."""

from datetime import date

from django.utils import timezone

from hours.models import Session
from policies.calendar import add_working_days
from policies.reports import number


def decision_working_days() -> int:
    """Within how many working days sessions are to be decided, as of today."""
    return number("decision_working_days", on=timezone.localdate())


def expected_decision_on(
    session: Session, *, working_days: int, stopped: int = 0
) -> date | None:
    """
    The local date by which the session is to be decided; None if it does not wait.

    :param working_days: see ``decision_working_days``, read once for a whole list
    :param stopped: working days in which its volunteer was asked, see ``hours.stops``
    """
    if not session.is_submitted or session.submitted_at is None:
        return None
    since = timezone.localdate(session.submitted_at)
    return add_working_days(since, working_days + stopped)


def objection_due_on(day: date) -> date:
    """The local date by which an objection raised on that day is answered (L19)."""
    return add_working_days(day, number("objection_working_days", on=day))
