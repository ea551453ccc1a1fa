from datetime import datetime

from django.db import transaction
from django.utils import timezone

from volunteers.models import Membership, Organization, Volunteer


@transaction.atomic
def join(
    *, volunteer: Volunteer, organization: Organization, at: datetime
) -> Membership:
    """Make the volunteer a member from today on; again: the membership there is."""
    membership, _ = Membership.objects.get_or_create(
        volunteer=volunteer,
        organization=organization,
        left_on=None,
        defaults={"joined_on": timezone.localdate(at)},
    )
    return membership
