"""What people find: the next shifts, and the activities they are of."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from activities.models import Activity, ServiceField, Shift
from activities.models.shift import ShiftQuerySet
from config.held import Held, HeldEach
from volunteers.models import Site


def _read(pk: UUID) -> Activity | None:
    activities = Activity.objects.select_related("service_field", "site")
    # Logging asks what its posts ask for; these are never changed once it is held.
    return activities.filter(pk=pk).prefetch_related("posts").first()


# The fields of service by their national code, and activities by their id.
FIELDS = Held(lambda: ServiceField.objects.in_bulk())
ACTIVITIES = HeldEach(_read)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """
    What somebody looks for; what is left out does not bind.

    ``since`` is a local date; a ``site`` means all below it as well; ``free_seats`` is
    how many people want to come together.
    """

    since: date | None = None
    district: str = ""
    site: Site | None = None
    service_field: str = ""
    free_seats: int = 0
    accessible: bool = False


def beginning(wanted: Wanted, *, at: datetime) -> datetime:
    """The beginning of the day that was asked for; of today, this moment."""
    if wanted.since is None or wanted.since == timezone.localdate(at):
        return at
    return timezone.make_aware(datetime.combine(wanted.since, time.min))


def find(wanted: Wanted, *, at: datetime) -> ShiftQuerySet:
    """
    Activities one can sign up for, each by its first shift that fits, the next first.

    The walk goes along the index of the shifts to come, and ends with the page.
    """
    fitting = Shift.objects.upcoming(beginning(wanted, at=at))
    if wanted.free_seats:
        fitting = fitting.with_free_seats(wanted.free_seats)
    found = fitting.findable().first_of_their_activities(fitting)
    if wanted.district:
        found = found.filter(activity__district=wanted.district)
    if wanted.site:
        # Named one by one: the planner then knows how few activities that may be.
        below = list(
            Site.objects.at_or_below([wanted.site.pk]).values_list("pk", flat=True)
        )
        found = found.filter(activity__site__in=below)
    if wanted.service_field:
        first = Q(activity__service_field=wanted.service_field)
        further = Q(activity__further_fields__contains=[wanted.service_field])
        found = found.filter(first | further)
    if wanted.accessible:
        found = found.filter(activity__accessible=True)
    return found.with_names().in_order()


def shifts_to_come(
    activities: Collection[UUID], *, since: datetime
) -> dict[UUID, list[Shift]]:
    """Of each of these activities the shifts from then on, in order."""
    found = Shift.objects.upcoming(since).filter(activity__in=activities)
    by_activity: dict[UUID, list[Shift]] = defaultdict(list)
    for shift in found.select_related("post").in_order():
        by_activity[shift.activity_id].append(shift)
    return by_activity
