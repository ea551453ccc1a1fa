"""
Who waits for whom: people by id, then the activity, then its shifts by id.

Whatever seats people or moves an activity's life holds the shifts it is about, so
each sees the other's act done or not begun.
"""

from collections.abc import Iterable
from uuid import UUID

from activities.errors import NotAnOrganizer
from activities.models import Activity, Shift
from activities.permissions import may_organize
from volunteers.models import Account, Organization, Volunteer


def lock_people(people: Iterable[Volunteer]) -> list[Volunteer]:
    """Several people as they are now, in order of their ids."""
    ids = {one.pk for one in people}
    locked = Volunteer.objects.select_for_update(no_key=True).filter(pk__in=ids)
    return list(locked.order_by("pk"))


def lock_activity(activity: Activity) -> Activity:
    """The activity as it is now; whoever else would move it waits."""
    activities = Activity.objects.select_for_update(no_key=True, of=("self",))
    return activities.select_related("organization").get(pk=activity.pk)


def lock_shifts(activity: Activity) -> list[Shift]:
    """Its shifts as they are now, the first first; nobody is seated meanwhile."""
    own = Shift.objects.select_for_update(no_key=True).filter(activity=activity)
    found = list(own.order_by("pk"))
    return sorted(found, key=lambda shift: (shift.starts_at, shift.pk))


def lock_shift(pk: UUID) -> Shift:
    """
    The shift as it is now, with its post and activity.

    Everyone who wants it waits here, so two people never get one seat.
    """
    (shift,) = lock_some([pk])
    return shift


def lock_some(pks: Iterable[UUID]) -> list[Shift]:
    """Several of them, in order of their ids."""
    locked = Shift.objects.select_for_update(no_key=True).filter(pk__in=list(pks))
    held = list(locked.order_by("pk").values_list("pk", flat=True))
    # Read once they are held: what a statement that waits reads of other tables is as
    # it was before, the activity perhaps not cancelled yet.
    named = Shift.objects.select_related("post__credential", "activity__organization")
    return list(named.filter(pk__in=held).order_by("pk"))


def require_organizer(organization: Organization, by: Account) -> None:
    """
    :raises NotAnOrganizer: if the account does not speak for its activities
    """
    if not may_organize(by, organization):
        raise NotAnOrganizer
