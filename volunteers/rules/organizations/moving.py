"""Move an organization along its table, and write down every step."""

from datetime import datetime
from typing import Any
from uuid import UUID

from volunteers.errors import (
    NotItsAdministrator,
    NotTheCity,
    OwnOrganization,
    WordsNeeded,
    WrongMoment,
)
from volunteers.models import ORGANIZATION_NEXT, Account, Organization, OrganizationStep
from volunteers.models.organization_states import OrganizationStatus
from volunteers.permissions import administered_organizations, is_staff
from volunteers.signals import organization_stopped

STOPPED = (OrganizationStatus.SUSPENDED, OrganizationStatus.DISSOLVED)


def lock(organization: Organization) -> Organization:
    """The organization as it is now; whoever else would move it waits."""
    return lock_all(organization.pk)[organization.pk]


def lock_all(*ids: UUID) -> dict[UUID, Organization]:
    """Several of them, always in order of their ids: nobody waits for each other."""
    found = Organization.objects.filter(pk__in=ids).order_by("pk")
    return {one.pk: one for one in found.select_for_update(no_key=True, of=("self",))}


def require_city(organization: Organization, by: Account) -> None:
    """
    :raises NotTheCity: if the account is no city staff
    :raises OwnOrganization: if it runs the organization itself
    """
    if not is_staff(by):
        raise NotTheCity
    if organization.pk in administered_organizations(by):
        raise OwnOrganization


def require_administrator(organization: Organization, by: Account) -> None:
    """
    :raises NotItsAdministrator: if the account does not run the organization
    """
    if organization.pk not in administered_organizations(by):
        raise NotItsAdministrator


def require_words(words: str) -> str:
    """
    The words without what surrounds them.

    :raises WordsNeeded: if there are none
    """
    if not words.strip():
        raise WordsNeeded
    return words.strip()


def move(
    organization: Organization,
    *,
    to: OrganizationStatus,
    act: str,
    by: Account | None,
    at: datetime,
    words: str = "",
    **changes: Any,
) -> Organization:
    """
    Move the locked organization, change what goes with it, and note the step.

    :raises WrongMoment: if the table of moves does not lead there
    """
    old = OrganizationStatus(organization.status)
    if to not in ORGANIZATION_NEXT[old]:
        raise WrongMoment(state=organization.get_status_display())
    organization.status = to
    for name, value in changes.items():
        setattr(organization, name, value)
    organization.save(update_fields=["status", *changes])
    note(organization, act=act, by=by, at=at, words=words, old=old)
    if to in STOPPED:
        organization_stopped.send(
            sender=Organization,
            organization=organization,
            words=words,
            by=by,
            at=at,
        )
    return organization


def note(
    organization: Organization,
    *,
    act: str,
    by: Account | None,
    at: datetime,
    words: str = "",
    old: str | None = None,
) -> OrganizationStep:
    """Write down what was done; ``old`` is where it stood before, if not here."""
    return OrganizationStep.objects.create(
        organization=organization,
        act=act,
        old=organization.status if old is None else old,
        new=organization.status,
        words=words.strip(),
        by=by,
        at=at,
    )
