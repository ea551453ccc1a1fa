from datetime import datetime

from django.db import transaction
from django.utils import timezone

from volunteers.models import Account, Appointment, Organization, Site


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

    :raises IntegrityError: if the role does not go with the scope given
    """
    appointment, _ = Appointment.objects.get_or_create(
        account=account,
        role=role,
        organization=organization,
        site=site,
        ends_on=None,
        defaults={"starts_on": timezone.localdate(at), "appointed_by": by},
    )
    return appointment
