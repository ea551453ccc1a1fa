"""Who may do what, as named predicates and scoped querysets."""

from collections.abc import Collection
from datetime import date
from operator import attrgetter
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    OuterRef,
    Prefetch,
    QuerySet,
    prefetch_related_objects,
)
from django.utils import timezone

from policies.reports import number
from volunteers.ages import OF_AGE, age_on, born_by
from volunteers.models import (
    Account,
    Appointment,
    Organization,
    Role,
    Site,
    Volunteer,
)
from volunteers.models.appointment import OF_A_SITE, OF_AN_ORGANIZATION, OF_THE_CITY


def appointments_of(account: Account | AnonymousUser) -> list[Appointment]:
    """
    The appointments that hold today, read once per account object.

    Each knows the dissolved organizations its own one succeeds, as ``succeeded``. A
    guardian's ends by itself when the ward is of age.
    """
    if not account.is_authenticated:
        return []
    if account.appointments_today is None:
        account.appointments_today = _read_appointments(account, timezone.localdate())
    return account.appointments_today


def _read_appointments(account: Account, today: date) -> list[Appointment]:
    """Every page begins with this: it asks for little, and is put in order here."""
    held: list[Appointment] = sorted(
        account.appointments.in_force(today)
        .select_related("organization", "site", "ward")
        .annotate(succeeded=_succeeded_by("organization_id"))
        .exclude(ward__birth_date__lte=born_by(today, age=OF_AGE)),
        key=attrgetter("pk"),
    )
    own = Appointment.objects.select_related("account__volunteer")
    deputies = [one for one in held if one.deputy_of_id]
    prefetch_related_objects(deputies, Prefetch("deputy_of", own))
    return held


def _succeeded_by(organization: str) -> ArraySubquery:
    ended = Organization.objects.filter(successor=OuterRef(organization))
    return ArraySubquery(ended.order_by("pk").values("pk"))


def _holds(account: Account, roles: Collection[str]) -> list[Appointment]:
    return [held for held in appointments_of(account) if held.role in roles]


def _organizations(account: Account, roles: Collection[str]) -> list[UUID]:
    held = (one.organization_id for one in _holds(account, roles))
    return list(dict.fromkeys(pk for pk in held if pk))


def _with_succeeded(account: Account, roles: Collection[str]) -> list[UUID]:
    """Those where one holds a role, and the dissolved ones they answer for now."""
    held = _holds(account, roles)
    taken_over = (pk for one in held for pk in one.__dict__["succeeded"])
    return list(dict.fromkeys([*_organizations(account, roles), *taken_over]))


def wards_of(account: Account | AnonymousUser) -> list[Volunteer]:
    """The minors whose guardian the account is."""
    held = [one for one in appointments_of(account) if one.role == Role.GUARDIAN]
    return [one.ward for one in held if one.ward]


def wards_acted_for(account: Account | AnonymousUser) -> list[Volunteer]:
    """Those of them who sign in nowhere: their guardian acts for them."""
    return [ward for ward in wards_of(account) if ward.account_id is None]


def people_of(account: Account) -> list[Volunteer]:
    """Oneself, and the children one acts for."""
    own = account.as_volunteer
    return [*([own] if own else []), *wards_acted_for(account)]


def acts_for(account: Account, volunteer: Volunteer) -> bool:
    """Whether the account is the guardian who acts for this child."""
    return any(one.pk == volunteer.pk for one in wards_acted_for(account))


def is_staff(account: Account) -> bool:
    """City staff: decide, reverse and read anything."""
    return bool(_holds(account, [Role.STAFF]))


def reads_the_city(account: Account) -> bool:
    """City staff and auditors."""
    return bool(_holds(account, OF_THE_CITY))


def needs_second_factor(account: Account) -> bool:
    """The city's staff and auditors, and the operator, prove themselves twice."""
    return account.is_staff or account.is_superuser or reads_the_city(account)


def approved_organizations(account: Account) -> list[UUID]:
    """
    The organizations whose sessions the account decides: active ones.

    What waits with a dissolved one is its successor's to decide; with a suspended
    one, the city's.
    """
    held = [
        one
        for one in _holds(account, [Role.APPROVER])
        if one.organization and one.organization.is_active
    ]
    own = (one.organization_id for one in held if one.organization_id)
    taken_over = (pk for one in held for pk in one.__dict__["succeeded"])
    return list(dict.fromkeys([*own, *taken_over]))


def stood_in_for(account: Account) -> list[Appointment]:
    """
    The offices in which the account decides only as somebody's deputy.

    Whoever holds the same in their own right stands in for nobody there.
    """
    held = _holds(account, [Role.APPROVER, Role.STAFF])
    own = {(one.role, one.organization_id) for one in held if not one.deputy_of_id}
    return [
        one
        for one in held
        if one.deputy_of_id and (one.role, one.organization_id) not in own
    ]


def recorded_organizations(account: Account) -> list[UUID]:
    """The organizations for whose volunteers the account records."""
    return _organizations(account, [Role.RECORDER])


def administered_organizations(account: Account) -> list[UUID]:
    """The organizations the account runs."""
    return _organizations(account, [Role.ADMIN])


def answered_organizations(account: Account) -> list[UUID]:
    """The organizations the account answers for: as their approver or admin."""
    return _with_succeeded(account, [Role.APPROVER, Role.ADMIN])


def read_organizations(account: Account) -> list[UUID]:
    """The organizations whose sessions and totals the account reads."""
    own = _organizations(account, OF_AN_ORGANIZATION)
    return list(dict.fromkeys([*own, *answered_organizations(account)]))


def read_sites(account: Account) -> QuerySet[Site]:
    """The sites the account keeps, and all below them."""
    kept = [held.site_id for held in _holds(account, OF_A_SITE) if held.site_id]
    return Site.objects.at_or_below(kept)


def clerk_of_sites(account: Account) -> QuerySet[Site]:
    """The sites at whose desk the account attends to people, and all below them."""
    kept = [held.site_id for held in _holds(account, [Role.CLERK]) if held.site_id]
    return Site.objects.at_or_below(kept)


def keeps_a_site(account: Account) -> bool:
    return bool(_holds(account, OF_A_SITE))


def may_register_others(account: Account) -> bool:
    """Operators, the city, and who keeps a site, runs or records for others."""
    roles = [Role.STAFF, Role.RECORDER, Role.ADMIN, *OF_A_SITE]
    # Anybody may apply to be an organization; only an active one registers people.
    return account.is_superuser or any(
        held.organization is None or held.organization.is_active
        for held in _holds(account, roles)
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


def speaks_for(account: Account, volunteer: Volunteer) -> bool:
    """Who says yes or no for a person: the person, or the guardian of a child."""
    return volunteer.account_id == account.pk or acts_for(account, volunteer)


def may_be_let_sign_in(volunteer: Volunteer) -> bool:
    """Whether who keeps the record may make it the person's own: old enough today."""
    today = timezone.localdate()
    least = number("minimum_age_to_register", on=today)
    return (
        volunteer.account_id is None
        and volunteer.is_registered
        and age_on(today, born=volunteer.birth_date) >= least
    )
