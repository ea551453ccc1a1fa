from datetime import datetime

from django.db import transaction
from django.utils import timezone

from volunteers.models import Account, Appointment, Organization, Site
from volunteers.rules.serving import require_active


@transaction.atomic
def appoint(
    *,
    account: Account,
    role: str,
    organization: Organization | None = None,
    site: Site | None = None,
    by: Account | None,
    at: datetime,
) -> Appointment:
    """
    Give an account a role from today on; again: the appointment it has.

    :raises OrganizationNotActive: if the organization begins nothing new
    :raises IntegrityError: if the role does not go with the scope given
    """
    if organization:
        require_active(organization)
    return give_office(
        account=account, role=role, organization=organization, site=site, by=by, at=at
    )


def give_office(
    *,
    account: Account,
    role: str,
    organization: Organization | None = None,
    site: Site | None = None,
    by: Account | None,
    at: datetime,
) -> Appointment:
    """The same whatever the organization's state: its founders hold theirs early."""
    appointment, _ = Appointment.objects.get_or_create(
        account=account,
        role=role,
        organization=organization,
        site=site,
        ends_on=None,
        defaults={"starts_on": timezone.localdate(at), "appointed_by": by},
    )
    return appointment
