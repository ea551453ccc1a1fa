"""What people of an activity are called, to whoever organizes it."""

from collections.abc import Sequence
from datetime import date

from activities.models import Activity
from volunteers.models import Account, Membership, Volunteer
from volunteers.permissions import administered_organizations
from volunteers.reveals import reads_name_in_lists


def names_of(
    people: Sequence[Volunteer], *, activity: Activity, reader: Account, on: date
) -> dict[int, str]:
    """
    Names of members as the lists of members tell them, of others masked; by person.

    :param on: the local date on which minors are minors
    """
    held = Membership.objects.current().filter(
        organization=activity.organization_id,
        volunteer__in=[one.pk for one in people],
    )
    members = set(held.values_list("volunteer", flat=True))
    runs = activity.organization_id in administered_organizations(reader)
    return {
        one.pk: one.name
        if one.pk in members and reads_name_in_lists(one, administers=runs, on=on)
        else one.masked_name
        for one in people
    }
