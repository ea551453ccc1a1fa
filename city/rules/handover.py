"""What is in one pair of hands only, and so has to be handed over first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from volunteers.models import Account, Appointment, Role, Volunteer
from volunteers.models.organization_states import OrganizationStatus

# What is over needs nobody to run it.
RUNNING = (
    OrganizationStatus.PENDING,
    OrganizationStatus.QUERIED,
    OrganizationStatus.ACTIVE,
    OrganizationStatus.SUSPENDED,
)


@dataclass(frozen=True, slots=True)
class Holding:
    """Something only this account looks after, and the page where that can change."""

    what: str
    url: str = ""


def in_hand(account: Account, *, on: date) -> list[Holding]:
    """
    What only this account looks after on the local date.

    An organization without another administrator, a ward without another guardian,
    the city without other staff, the program without another operator.
    """
    # A deputy's office ends with the one it stands in for: it is nobody's hand.
    held = account.appointments.in_force(on).in_their_own_right()
    return [
        *_organizations(account, held, on),
        *_wards(account, held, on),
        *_city(account, held, on),
        *_operator(account),
    ]


def lock(account: Account) -> None:
    """Let whoever gives up the same offices at this moment wait for each other."""
    held = account.appointments.filter(role__in=[Role.ADMIN, Role.GUARDIAN, Role.STAFF])
    same = Q(pk__in=[])
    for one in held:
        same |= Q(role=one.role, organization=one.organization_id, ward=one.ward_id)
    shared = Appointment.objects.filter(same).order_by("pk")
    list(shared.select_for_update(no_key=True, of=("self",)))


def _others(
    account: Account, on: date, held: "QuerySet[Appointment]", field: str
) -> set[object]:
    """Of what is held, what somebody else holds as well."""
    active = (
        Appointment.objects.in_force(on)
        .in_their_own_right()
        .filter(
            account__is_active=True,
            role__in=held.values("role"),
            **{f"{field}__in": held.values(field)},
        )
    )
    return {*active.exclude(account=account).values_list(field, flat=True)}


def _organizations(
    account: Account, held: "QuerySet[Appointment]", on: date
) -> list[Holding]:
    run = held.filter(role=Role.ADMIN, organization__status__in=RUNNING)
    others = _others(account, on, run, "organization")
    return [
        Holding(
            what=one.organization.label,
            url=reverse("city:organization", args=[one.organization_id]),
        )
        for one in run.select_related("organization").order_by("organization__name")
        if one.organization and one.organization_id not in others
    ]


def _wards(account: Account, held: "QuerySet[Appointment]", on: date) -> list[Holding]:
    kept = held.filter(
        role=Role.GUARDIAN, ward__status=Volunteer.Status.REGISTERED
    ).select_related("ward")
    others = _others(account, on, kept, "ward")
    return [
        Holding(what=_("your ward %(name)s") % {"name": one.ward.name})
        for one in kept.order_by("pk")
        if one.ward and one.ward_id not in others
    ]


def _city(account: Account, held: "QuerySet[Appointment]", on: date) -> list[Holding]:
    if not held.filter(role=Role.STAFF).exists():
        return []
    others = (
        Appointment.objects.in_force(on)
        .in_their_own_right()
        .filter(role=Role.STAFF, account__is_active=True)
    )
    if others.exclude(account=account).exists():
        return []
    return [Holding(what=_("the city's office"))]


def _operator(account: Account) -> list[Holding]:
    if not account.is_superuser:
        return []
    others = Account.objects.filter(is_superuser=True, is_active=True)
    if others.exclude(pk=account.pk).exists():
        return []
    return [Holding(what=_("the operation of this program"))]
