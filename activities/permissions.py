"""Who may do what with activities, as named predicates and scoped querysets."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from activities.models import Activity, Guest, SignUp
from activities.models.activity import ActivityQuerySet
from activities.models.sign_up import SignUpQuerySet
from volunteers.identifiers import fold
from volunteers.models import Account, Organization, Volunteer
from volunteers.models.organization import OrganizationQuerySet
from volunteers.models.volunteer import VolunteerQuerySet
from volunteers.permissions import (
    administered_organizations,
    clerk_of_sites,
    keeps_a_site,
    people_of,
    reads_the_city,
)
from volunteers.scopes import spoken_for


def organized_by(account: Account | AnonymousUser) -> OrganizationQuerySet:
    """
    The organizations for whose activities the account speaks.

    Those it runs; and a practice site that organizes by itself, by the site's clerks.
    """
    if not isinstance(account, Account):
        return Organization.objects.none()
    runs = Q(pk__in=administered_organizations(account))
    if keeps_a_site(account):
        runs |= Q(kind=Organization.Kind.SITE, site__in=clerk_of_sites(account))
    return Organization.objects.filter(runs)


def may_organize(account: Account | AnonymousUser, organization: Organization) -> bool:
    """Whether the account drafts, publishes and cancels its activities."""
    return organized_by(account).filter(pk=organization.pk).exists()


def organized_activities(account: Account | AnonymousUser) -> ActivityQuerySet:
    """Those the account speaks for, drafts among them."""
    return Activity.objects.filter(organization__in=organized_by(account))


def visible_activities(account: Account | AnonymousUser) -> ActivityQuerySet:
    """
    Those the account may read: what anyone may, and its own organizations' drafts.

    What is only for the invited is known to them, to its organizers and to the city.
    """
    anyone = Activity.objects.known_to_all()
    if not isinstance(account, Account):
        return anyone
    if reads_the_city(account):
        return Activity.objects.exclude(state=Activity.State.DRAFT) | (
            organized_activities(account)
        )
    return Activity.objects.filter(
        (~Q(state=Activity.State.DRAFT) & ~Q(audience=Activity.Audience.INVITED))
        | Q(organization__in=organized_by(account))
        | (~Q(state=Activity.State.DRAFT) & Q(pk__in=_invited_to(account)))
    )


def visitor_of(account: Account | AnonymousUser, number: str) -> Volunteer | None:
    """Whom the account signs up at its desk, by that number; None if that is nobody."""
    if not isinstance(account, Account):
        return None
    people = spoken_for(account).select_related("district")
    return people.filter(number=fold(number)).first()


def own_sign_ups(account: Account) -> SignUpQuerySet:
    """One's own, and those of the children one acts for."""
    return SignUp.objects.filter(volunteer__in=people_of(account))


def own_invitations(account: Account) -> QuerySet[Guest]:
    """What oneself and the children one acts for are invited to."""
    return Guest.objects.filter(volunteer__in=people_of(account))


def _invited_to(account: Account) -> QuerySet[Any]:
    return own_invitations(account).values("activity")


def leads_in(
    account: Account | AnonymousUser, organization: Organization
) -> VolunteerQuerySet:
    """Whom the account may ask to come: of the teams it leads there, itself not."""
    if not isinstance(account, Account):
        return Volunteer.objects.none()
    leader = account.as_volunteer
    led = Volunteer.objects.registered().led_by(leader, organization=organization)
    return led.exclude(account=account)


def asks_team_of(
    account: Account, organization: Organization, *, among: Collection[int]
) -> set[int]:
    """Those among the people whom the account may ask to come."""
    if not among:
        return set()
    led = leads_in(account, organization).filter(pk__in=among)
    return set(led.values_list("pk", flat=True))


def reads_roster(account: Account | AnonymousUser, activity: Activity) -> bool:
    """Its organizers, and who reads the city, see who comes."""
    if not isinstance(account, Account):
        return False
    return reads_the_city(account) or may_organize(account, activity.organization)


def reads_contact(account: Account | AnonymousUser, activity: Activity) -> bool:
    """Whoever has signed up reaches the contact, public or not; so do organizers."""
    if not isinstance(account, Account):
        return False
    signed_up = own_sign_ups(account).living().filter(shift__activity=activity)
    return signed_up.exists() or may_organize(account, activity.organization)
