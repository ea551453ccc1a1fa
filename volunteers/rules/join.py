from datetime import datetime

from django.db import transaction
from django.utils import timezone

from volunteers.models import Membership, Organization, Volunteer
from volunteers.rules.serving import require_active


@transaction.atomic
def join(
    *, volunteer: Volunteer, organization: Organization, at: datetime
) -> Membership:
    """
    Make the volunteer a member from today on; again: the membership there is.

    :raises OrganizationNotActive: if the organization begins nothing new
    """
    require_active(organization)
    membership, _ = Membership.objects.get_or_create(
        volunteer=volunteer,
        organization=organization,
        left_on=None,
        defaults={"joined_on": timezone.localdate(at)},
    )
    return membership
