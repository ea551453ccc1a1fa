"""What people of an activity are called, to whoever organizes it."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

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


def name_at_any(
    person: Volunteer, *, organizations: Collection[UUID], reader: Account, on: date
) -> str:
    """The same of one person, to whoever reads for several organizations."""
    held = Membership.objects.current().filter(
        organization__in=organizations, volunteer=person
    )
    runs = administered_organizations(reader)
    is_whole = any(
        reads_name_in_lists(person, administers=one in runs, on=on)
        for one in held.values_list("organization", flat=True)
    )
    return person.name if is_whole else person.masked_name
