"""Until when somebody who waits may expect an answer."""

from collections import defaultdict
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from hours.limits import limits, stricter_of
from hours.models import Evidence, Session
from hours.models.escalation import day_after
from policies.calendar import add_working_days, overdue_since
from policies.reports import number

NOTICE = "notice_working_days_entered"


def decision_working_days() -> int:
    """Within how many working days sessions are to be decided, as of today."""
    return number("decision_working_days", on=timezone.localdate())


def escalation_working_days() -> int:
    """After how many working days those above may decide as well, as of today."""
    return number("escalation_working_days", on=timezone.localdate())


def notice_working_days(organization: UUID) -> int:
    """For how many working days an organization shows entered hours, as of today."""
    return limits(organization, on=timezone.localdate())[NOTICE]


def notice_until(session: Session) -> date | None:
    """The last local date on which the session is shown before it may be approved."""
    if session.evidence != Evidence.ENTERED or session.submitted_at is None:
        return None
    working_days = notice_working_days(session.organization_id)
    if not working_days:
        return None
    return add_working_days(timezone.localdate(session.submitted_at), working_days)


def in_notice(at: datetime) -> Q:
    """Hours entered later that are still shown to the public first (L16)."""
    today = timezone.localdate()
    shown = _begun_within(number(NOTICE, on=today), at)
    longer: dict[int, list[UUID]] = defaultdict(list)
    for organization, days in stricter_of(NOTICE, on=today).items():
        longer[days].append(organization)
    for days, organizations in longer.items():
        shown |= Q(organization__in=organizations) & _begun_within(days, at)
    return Q(evidence=Evidence.ENTERED) & shown


def in_notice_of(organization: UUID, *, at: datetime) -> Q:
    """The same of one organization, by its own number alone."""
    shown = _begun_within(notice_working_days(organization), at)
    return Q(organization=organization, evidence=Evidence.ENTERED) & shown


def _begun_within(working_days: int, at: datetime) -> Q:
    """What was submitted so few working days ago; with none, nothing."""
    if not working_days:
        return Q(pk__in=[])
    since = overdue_since(timezone.localdate(at), limit=working_days)
    return Q(submitted_at__gte=day_after(since))


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
