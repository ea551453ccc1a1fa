from datetime import datetime

from django.db import transaction

from volunteers.errors import (
    OrganizationKnown,
    SiteOrganizesAlready,
    TooManyApplications,
    WrongMoment,
)
from volunteers.models import (
    Account,
    Act,
    Draft,
    Organization,
    OrganizationStatus,
    Role,
)
from volunteers.rules.appoint import give_office
from volunteers.rules.organizations.application import (
    OWN,
    OWN_PLACES,
    Application,
    require_active_company,
    write,
    write_profile,
)
from volunteers.rules.organizations.moving import lock, note, require_administrator

MOST_AT_ONCE = 3


@transaction.atomic
def apply(*, application: Application, by: Account, at: datetime) -> Organization:
    """
    Ask to be an organization (志愿服务条例 art. 8): it waits for the city's review.

    Whoever founds it is its administrator and approver, and can use both offices
    once it is active.

    :raises TooManyApplications: if the account has three under review
    :raises SponsorNotActive, ParentNotActive: if such a one does not serve
    :raises OrganizationKnown: if its credit code is known already
    :raises SiteOrganizesAlready: if its site organizes already
    """
    _check_room(by)
    require_active_company(application)
    own = {name: getattr(application, name) for name in (*OWN, *OWN_PLACES)}
    organization = Organization(**own, status=OrganizationStatus.PENDING, created_at=at)
    _insert(organization)
    write_profile(organization, application)
    note(organization, act=Act.APPLIED, by=by, at=at, old="")
    for role in (Role.ADMIN, Role.APPROVER):
        give_office(account=by, role=role, organization=organization, by=by, at=at)
    Draft.objects.filter(account=by).delete()
    return organization


@transaction.atomic
def amend(
    *, organization: Organization, application: Application, by: Account, at: datetime
) -> Organization:
    """
    Correct an application the city has not decided about.

    :raises NotItsAdministrator: if it is not one's own
    :raises WrongMoment: if the city has decided
    :raises RuleBroken: whatever ``apply`` refuses of the data
    """
    require_administrator(organization, by)
    locked = lock(organization)
    if not locked.is_applying:
        raise WrongMoment(state=locked.get_status_display())
    require_active_company(application)
    write(locked, application)
    note(locked, act=Act.AMENDED, by=by, at=at)
    return locked


def _check_room(by: Account) -> None:
    # Whoever applies twice at once waits here.
    Account.objects.select_for_update(no_key=True).get(pk=by.pk)
    waiting = (
        Organization.objects.applying()
        .filter(steps__act=Act.APPLIED, steps__by=by)
        .count()
    )
    if waiting >= MOST_AT_ONCE:
        raise TooManyApplications(count=waiting)


def _insert(organization: Organization) -> None:
    # Two applications with one code at the same moment wait for each other here.
    inserted = Organization.objects.bulk_create([organization], ignore_conflicts=True)
    if Organization.objects.filter(pk=inserted[0].pk).exists():
        return
    coded = Organization.objects.exclude(status=OrganizationStatus.REJECTED)
    if organization.uscc and coded.filter(uscc=organization.uscc).exists():
        raise OrganizationKnown
    raise SiteOrganizesAlready
