"""Which people an office attends to: sees their record, and acts on it at its desk."""

from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from volunteers.ages import OF_AGE, born_by
from volunteers.models import Account, Organization, Site, Volunteer
from volunteers.models.volunteer import VolunteerQuerySet
from volunteers.permissions import (
    administered_organizations,
    clerk_of_sites,
    is_staff,
    recorded_organizations,
)


def attended(account: Account) -> VolunteerQuerySet:
    """
    The people whose record the account sees at its desk.

    City staff: everybody. A site's clerks: those of the site and all below it, those
    registered there, and those of its district who have chosen no site. Who runs or
    records for an organization: those it has registered. Nobody attends to oneself.
    """
    others = Volunteer.objects.exclude(account=account)
    if is_staff(account):
        return others
    sites = list(clerk_of_sites(account).values_list("pk", "district_id"))
    here = [pk for pk, _district in sites]
    return others.filter(
        Q(home_site__in=here)
        | Q(reception__site__in=here)
        | Q(home_site=None, district__in={district for _pk, district in sites})
        | Q(reception__organization__in=receiving_organizations(account))
    )


def spoken_for(account: Account) -> VolunteerQuerySet:
    """
    Of them those who sign in nowhere and say at the desk what is to be done for them.
    Who is not of age has a guardian, who does.
    """
    of_age = born_by(timezone.localdate(), age=OF_AGE)
    return (
        attended(account)
        .registered()
        .filter(account__isnull=True, birth_date__lte=of_age)
    )


def receiving_organizations(account: Account) -> list[UUID]:
    """The organizations for which the account registers people."""
    held = [*recorded_organizations(account), *administered_organizations(account)]
    return list(dict.fromkeys(held))


def receives_for(account: Account, organization: Organization) -> bool:
    return organization.is_active and organization.pk in receiving_organizations(
        account
    )


def receives_at(account: Account, site: Site) -> bool:
    """City staff, and the clerks of the site or of one above it."""
    return is_staff(account) or clerk_of_sites(account).filter(pk=site.pk).exists()


def is_official(account: Account) -> bool:
    """Who may say that they have seen a document: a site's clerks, and city staff."""
    return is_staff(account) or clerk_of_sites(account).exists()
