"""Until when somebody who waits may expect an answer."""

from datetime import date, datetime

from django.utils import timezone

from hours.models import Evidence, Session
from hours.models.escalation import day_after
from policies.calendar import add_working_days, overdue_since
from policies.reports import number


def decision_working_days() -> int:
    """Within how many working days sessions are to be decided, as of today."""
    return number("decision_working_days", on=timezone.localdate())


def escalation_working_days() -> int:
    """After how many working days those above may decide as well, as of today."""
    return number("escalation_working_days", on=timezone.localdate())


def notice_working_days() -> int:
    """For how many working days hours entered later are shown first, as of today."""
    return number("notice_working_days_entered", on=timezone.localdate())


def notice_until(session: Session, *, working_days: int) -> date | None:
    """
    The last local date on which the session is shown before it may be approved.

    :param working_days: see ``notice_working_days``, read once for a whole list
    """
    if not working_days or session.evidence != Evidence.ENTERED:
        return None
    if session.submitted_at is None:
        return None
    return add_working_days(timezone.localdate(session.submitted_at), working_days)


def notice_begun_since(at: datetime) -> datetime | None:
    """What was entered from this moment on is still shown; None if nothing is."""
    days = notice_working_days()
    if not days:
        return None
    return day_after(overdue_since(timezone.localdate(at), limit=days))


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
