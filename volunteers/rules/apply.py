from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from volunteers.errors import OrganizationKnown
from volunteers.models import Account, District, Organization, Role
from volunteers.rules.appoint import appoint


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """
    What an organization says of itself, well-formed.

    ``uscc`` is folded, or None where there is none; then ``sponsor`` stands behind.
    """

    name: str
    name_en: str
    kind: str
    uscc: str | None
    sponsor: str
    district: District


@transaction.atomic
def apply(*, application: Application, by: Account, at: datetime) -> Organization:
    """
    Ask to be an organization (志愿服务条例 art. 8): it waits for the city's review.

    Whoever founds it is its administrator and approver, and can use both offices
    once it is active.

    :raises OrganizationKnown: if its credit code is known already
    """
    organization = Organization(
        name=application.name,
        name_en=application.name_en,
        kind=application.kind,
        uscc=application.uscc,
        sponsor=application.sponsor,
        district=application.district,
        status=Organization.Status.PENDING,
        created_at=at,
    )
    _insert(organization)
    for role in (Role.ADMIN, Role.APPROVER):
        appoint(account=by, role=role, organization=organization, by=by, at=at)
    return organization


def _insert(organization: Organization) -> None:
    # Two applications with one code at the same moment wait for each other here.
    inserted = Organization.objects.bulk_create([organization], ignore_conflicts=True)
    if not Organization.objects.filter(pk=inserted[0].pk).exists():
        raise OrganizationKnown
