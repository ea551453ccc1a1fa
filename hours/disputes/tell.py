"""Tell those who answer that somebody says hours are not right."""

from datetime import datetime

from django.utils import timezone

from hours.disputes.telling import RAISED
from hours.models import Objection, Session
from hours.models.office import who_decides
from notices import rules as notices
from volunteers.models import Account, Appointment, Role


def tell_answerers(objection: Objection, *, session: Session, at: datetime) -> None:
    """
    Tell who decides the session; the city, of what is about the decision itself.

    Not whoever does not answer it themselves: who raised it, whose hours they are,
    and who decided what is reported. Where nobody else is left, the city answers.

    :param session: the objection's, read with its volunteer and organization
    """
    wanted = set() if objection.about_decision else who_decides(session, at=at)
    apart = _apart(objection, session, at=at)
    answering = wanted - apart or _staff(at) - apart
    whom = [(account, objection.pk) for account in answering]
    notices.tell(event=RAISED, whom=whom, at=at)


def _apart(objection: Objection, session: Session, *, at: datetime) -> set[int]:
    guardians = Appointment.objects.in_force(timezone.localdate(at)).filter(
        role=Role.GUARDIAN, ward=session.volunteer_id
    )
    apart = {objection.raised_by_id, *guardians.values_list("account", flat=True)}
    if session.volunteer.account_id:
        apart.add(session.volunteer.account_id)
    if objection.is_confidential and session.decided_by_id:
        apart.add(session.decided_by_id)
    return apart


def _staff(at: datetime) -> set[int]:
    held = Appointment.objects.in_force(timezone.localdate(at)).filter(role=Role.STAFF)
    staff = Account.objects.filter(pk__in=held.values("account"), is_active=True)
    return set(staff.values_list("pk", flat=True))
