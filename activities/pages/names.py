"""What people are called on an organizer's pages."""

from collections.abc import Collection
from datetime import date

from volunteers.models import Account, Membership, Organization, Volunteer
from volunteers.permissions import administered_organizations
from volunteers.reveals import reads_name_in_lists


def names_for(
    reader: Account,
    organization: Organization,
    people: Collection[Volunteer],
    *,
    on: date,
) -> dict[int, str]:
    """Names of members as the lists of members tell them; of others masked."""
    held = Membership.objects.current().filter(
        organization=organization, volunteer__in=[one.pk for one in people]
    )
    members = set(held.values_list("volunteer", flat=True))
    runs = organization.pk in administered_organizations(reader)

    def name(one: Volunteer) -> str:
        is_whole = one.pk in members and reads_name_in_lists(
            one, administers=runs, on=on
        )
        return one.name if is_whole else one.masked_name

    return {one.pk: name(one) for one in people}
