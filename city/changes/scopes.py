"""Whose changes somebody reads: a person's, an organization's, a site's, the city's."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from activities.models import ActivityEvent
from city.models import TwoPeople, TwoPeopleEvent
from hours.models import (
    OrganizationLimit,
    OrganizationLimitEvent,
    ReasonEvent,
    ReasonWordsEvent,
)
from policies.models import CalendarDayEvent, PolicyEvent
from volunteers.models import (
    AccountEvent,
    Appointment,
    AppointmentEvent,
    CredentialKindEvent,
    DistrictEvent,
    Guardian,
    GuardianEvent,
    Membership,
    MembershipEvent,
    Organization,
    OrganizationEvent,
    ProfileEvent,
    Site,
    SiteEvent,
    Volunteer,
    VolunteerEvent,
)
from volunteers.models.account import Account
from volunteers.models.appointment import OF_THE_CITY


@dataclass(frozen=True, slots=True)
class Scope:
    """
    Where lines of history are looked for, and whom they are about.

    :param account: of the person they are about
    :param person: the person's record
    :param is_ones_own: whether who reads them is the person, or acts for a child
    """

    sources: "tuple[QuerySet[Any], ...]"
    account: int | None = None
    person: int | None = None
    is_of_a_person: bool = False
    is_ones_own: bool = False


def of_person(
    person: Volunteer | None, account: Account | None, *, ones_own: bool = False
) -> Scope:
    """
    Of somebody's record, account, memberships, offices and guardians.

    Which records seemed to be the same person's is about others too: the city reads
    that, and nobody of themselves.
    """
    offices = Q()
    sources: list[QuerySet[Any]] = []
    if person:
        offices |= Q(ward=person)
        sources += [
            VolunteerEvent.objects.filter(pgh_obj=person),
            MembershipEvent.objects.filter(pgh_obj__in=Membership.objects.of(person)),
            _guardians(person.guardians.all(), gone=Q(old__ward_id=person.pk)),
        ]
        if not ones_own:
            apart = TwoPeople.objects.of(person)
            sources.append(TwoPeopleEvent.objects.filter(pgh_obj__in=apart))
    if account:
        offices |= Q(account=account)
        sources += [
            AccountEvent.objects.filter(pgh_obj=account),
            _guardians(Guardian.objects.filter(account=account)),
        ]
    if offices:
        sources.append(_offices(Appointment.objects.filter(offices)))
    return Scope(
        tuple(sources),
        account=account.pk if account else None,
        person=person.pk if person else None,
        is_of_a_person=True,
        is_ones_own=ones_own,
    )


def of_organization(organization: Organization) -> Scope:
    """
    Of what it is and says, its numbers, offices and activities, and memberships that
    ended.
    """
    left = Membership.objects.past().filter(organization=organization)
    return Scope(
        (
            OrganizationEvent.objects.filter(pgh_obj=organization),
            ProfileEvent.objects.filter(pgh_obj=organization.pk),
            MembershipEvent.objects.filter(pgh_obj__in=left),
            _limits(organization),
            ActivityEvent.objects.filter(pgh_obj__in=organization.activities.all()),
            _offices(Appointment.objects.filter(organization=organization)),
        )
    )


def of_site(site: Site) -> Scope:
    """Of the site and its offices."""
    return Scope(
        (
            SiteEvent.objects.filter(pgh_obj=site),
            _offices(Appointment.objects.filter(site=site)),
        )
    )


def of_the_city() -> Scope:
    """
    Of the numbers, days, reasons and kinds of papers the city sets, its districts and
    own offices.

    Not that the program gave a new city its days, reasons and kinds.
    """
    by_somebody = Q(pgh_context__isnull=False)
    return Scope(
        (
            PolicyEvent.objects.all(),
            CalendarDayEvent.objects.filter(by_somebody),
            ReasonEvent.objects.filter(by_somebody),
            ReasonWordsEvent.objects.filter(by_somebody),
            CredentialKindEvent.objects.filter(by_somebody),
            DistrictEvent.objects.all(),
            _offices(Appointment.objects.filter(role__in=OF_THE_CITY)),
        )
    )


def _offices(appointments: "QuerySet[Appointment]") -> "QuerySet[AppointmentEvent]":
    return AppointmentEvent.objects.filter(pgh_obj__in=appointments)


def _limits(organization: Organization) -> "QuerySet[OrganizationLimitEvent]":
    """Of those it has, and of those it has taken away."""
    events = OrganizationLimitEvent.objects.all()
    gone = events.filter(pgh_label="delete", old__organization_id=str(organization.pk))
    own = OrganizationLimit.objects.filter(organization=organization)
    return events.filter(Q(pgh_obj__in=own) | Q(pgh_obj__in=gone.values("pgh_obj")))


def _guardians(
    named: "QuerySet[Guardian]", *, gone: Q | None = None
) -> "QuerySet[GuardianEvent]":
    """Of those, and of some ``gone`` that nobody names any more."""
    of = Q(pgh_obj__in=named)
    if gone is not None:
        last = GuardianEvent.objects.filter(gone, pgh_label="delete")
        of |= Q(pgh_obj__in=last.values("pgh_obj"))
    return GuardianEvent.objects.filter(of)
