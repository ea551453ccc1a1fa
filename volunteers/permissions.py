"""Who may do what, as named predicates and scoped querysets."""

from collections.abc import Collection
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from volunteers.models import Account, Appointment, Organization, Role, Site
from volunteers.models.belonging import OF_A_SITE, OF_AN_ORGANIZATION, OF_THE_CITY


def appointments_of(account: Account | AnonymousUser) -> list[Appointment]:
    """The appointments that hold today, read once per account object."""
    if not account.is_authenticated:
        return []
    if "appointments_today" not in account.__dict__:
        today = timezone.localdate()
        account.__dict__["appointments_today"] = list(
            account.appointments.in_force(today)
            .select_related("organization", "site")
            .order_by("pk")
        )
    return account.__dict__["appointments_today"]


def _holds(account: Account, roles: Collection[str]) -> list[Appointment]:
    return [held for held in appointments_of(account) if held.role in roles]


def _organizations(account: Account, roles: Collection[str]) -> list[UUID]:
    held = (one.organization_id for one in _holds(account, roles))
    return list(dict.fromkeys(pk for pk in held if pk))


def is_staff(account: Account) -> bool:
    """City staff: decide, reverse and read anything."""
    return bool(_holds(account, [Role.STAFF]))


def reads_the_city(account: Account) -> bool:
    """City staff and auditors."""
    return bool(_holds(account, OF_THE_CITY))


def approved_organizations(account: Account) -> list[UUID]:
    """The organizations whose sessions the account decides."""
    return _organizations(account, [Role.APPROVER])


def recorded_organizations(account: Account) -> list[UUID]:
    """The organizations for whose volunteers the account records."""
    return _organizations(account, [Role.RECORDER])


def administered_organizations(account: Account) -> list[UUID]:
    """The organizations the account runs."""
    return _organizations(account, [Role.ADMIN])


def answered_organizations(account: Account) -> list[UUID]:
    """The organizations the account answers for: as their approver or admin."""
    return _organizations(account, [Role.APPROVER, Role.ADMIN])


def read_organizations(account: Account) -> list[UUID]:
    """The organizations whose sessions and totals the account reads."""
    return _organizations(account, OF_AN_ORGANIZATION)


def read_sites(account: Account) -> QuerySet[Site]:
    """The sites the account keeps, and all below them."""
    kept = [held.site_id for held in _holds(account, OF_A_SITE) if held.site_id]
    return Site.objects.at_or_below(kept)


def keeps_a_site(account: Account) -> bool:
    return bool(_holds(account, OF_A_SITE))


def may_register_others(account: Account) -> bool:
    """Operators, the city, and who keeps a site, runs or records for others."""
    return account.is_superuser or bool(
        _holds(account, [Role.STAFF, Role.RECORDER, Role.ADMIN, *OF_A_SITE])
    )


def approves(account: Account, organization: Organization) -> bool:
    return organization.pk in approved_organizations(account)


def records_for(account: Account, organization: Organization) -> bool:
    return organization.pk in recorded_organizations(account)


def known_organizations(account: Account | AnonymousUser) -> QuerySet[Organization]:
    """Those anyone may know of; under review, for their people and the city only."""
    public = Organization.objects.public()
    if not account.is_authenticated:
        return public
    if reads_the_city(account):
        return Organization.objects.all()
    return public | Organization.objects.filter(pk__in=read_organizations(account))


def may_read_organization(account: Account, organization: Organization) -> bool:
    """Its people, city staff and auditors read an organization's figures."""
    return reads_the_city(account) or organization.pk in read_organizations(account)
