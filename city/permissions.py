"""Whose figures somebody reads."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from volunteers.models import Account, Organization, Site
from volunteers.permissions import (
    administered_organizations,
    answered_organizations,
    keeps_a_site,
    may_read_organization,
    read_organizations,
    read_sites,
    reads_the_city,
)


def may_read_city(account: Account | AnonymousUser) -> bool:
    """City staff and auditors read every figure."""
    return account.is_authenticated and reads_the_city(account)


def organizations_in_scope(account: Account) -> list[UUID] | None:
    """The organizations whose figures the account reads; None for all."""
    return None if reads_the_city(account) else read_organizations(account)


def sites_in_scope(account: Account) -> list[int] | None:
    """The sites one keeps and those of one's organizations; None for all."""
    if reads_the_city(account):
        return None
    kept = list(read_sites(account).values_list("pk", flat=True))
    own = Organization.objects.filter(pk__in=read_organizations(account))
    return kept + list(own.exclude(site=None).values_list("site", flat=True))


def reads_organization(
    account: Account | AnonymousUser, organization: Organization
) -> bool:
    return account.is_authenticated and may_read_organization(account, organization)


def reads_site(account: Account | AnonymousUser, site: Site) -> bool:
    if not account.is_authenticated:
        return False
    scope = sites_in_scope(account)
    return scope is None or site.pk in scope


def reads_changes_of_site(account: Account | AnonymousUser, site: Site) -> bool:
    """The clerks and dispatchers of the site or of one above it, and the city."""
    if not account.is_authenticated:
        return False
    return reads_the_city(account) or (
        keeps_a_site(account) and read_sites(account).filter(pk=site.pk).exists()
    )


def runs_organization(
    account: Account | AnonymousUser, organization: Organization
) -> bool:
    """Its administrators, whatever its state."""
    return account.is_authenticated and (
        organization.pk in administered_organizations(account)
    )


def answers_for(account: Account | AnonymousUser, organization: Organization) -> bool:
    """Its approvers and administrators, and those of its successor."""
    return account.is_authenticated and (
        organization.pk in answered_organizations(account)
    )
