"""Whose hours an account decides, by the level that must approve (L07, L15, L17)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from hours.models.escalation import Escalation, escalation
from hours.models.states import Level, Status
from volunteers import permissions
from volunteers.models import Appointment, Organization, Role

if TYPE_CHECKING:
    from hours.models.session import Session
    from volunteers.models import Account


@dataclass(frozen=True, slots=True)
class Office:
    """
    What an account has the office to decide.

    Approvers decide their organization's hours of its own level, and of the
    organizations next below what goes up to them: hours of level ``parent``, and those
    that have waited too long. City staff decide ``everywhere``.

    ``seen`` and ``decided`` ask of many sessions what ``sees`` and ``decides`` ask of
    one: what stands at the account's desk, and what of it is not for those above.
    """

    account: int
    everywhere: bool
    organizations: list[UUID]
    escalation: Escalation

    @property
    def seen(self) -> Q:
        if self.everywhere:
            return Q()
        return Q(organization__in=self.organizations) | self._from_below

    @property
    def decided(self) -> Q:
        if self.everywhere:
            return Q()
        # The commonest first: nothing more is asked of what it is true of.
        own = Q(level=Level.ORGANIZATION, organization__in=self.organizations)
        return own | self._from_below

    @property
    def _from_below(self) -> Q:
        below = Organization.objects.filter(parent__in=self.organizations)
        old = Q(
            level=Level.ORGANIZATION,
            submitted_at__lt=self.escalation.submitted_before,
        )
        overdue = Q(status=Status.SUBMITTED) & self.escalation.has_waited
        # What was decided here once is still one's own to undo or to correct.
        mine = Q(decided_by=self.account)
        return Q(organization__in=below.values("pk")) & (
            Q(level=Level.PARENT) | (old & (overdue | mine))
        )

    def sees(self, session: "Session") -> bool:
        return (
            self.everywhere
            or session.organization_id in self.organizations
            or self._comes_up(session)
        )

    def decides(self, session: "Session") -> bool:
        own = session.organization_id in self.organizations
        return (
            self.everywhere
            or (own and session.level == Level.ORGANIZATION)
            or self._comes_up(session)
        )

    def _comes_up(self, session: "Session") -> bool:
        if not self.organizations or session.level == Level.CITY:
            return False
        if session.organization.parent_id not in self.organizations:
            return False
        if session.level == Level.PARENT:
            return True
        since, before = session.submitted_at, self.escalation.submitted_before
        if since is None or since >= before:
            return False
        return session.decided_by_id == self.account or (
            session.is_submitted and self.escalation.reached(session)
        )


def office_of(account: "Account", *, at: datetime) -> Office:
    """What the account may decide at that moment."""
    return Office(
        account=account.pk,
        everywhere=permissions.is_staff(account),
        organizations=permissions.approved_organizations(account),
        escalation=escalation(at),
    )


def who_decides(session: "Session", *, at: datetime) -> set[int]:
    """The accounts whose office it is to decide the session, by its level."""
    held = Appointment.objects.in_force(timezone.localdate(at))
    if session.level == Level.CITY:
        held = held.filter(role=Role.STAFF)
    else:
        here = session.organization
        answering = here.pk if session.level == Level.ORGANIZATION else here.parent_id
        held = held.answering_for(answering).filter(
            role=Role.APPROVER, organization__status=Organization.Status.ACTIVE
        )
    return set(held.filter(account__is_active=True).values_list("account", flat=True))
