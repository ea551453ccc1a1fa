"""What whoever checks in or out tells beside the code: where they are, and the time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from hours.models import CheckPoint
from volunteers.models import ConsentPurpose, Volunteer
from volunteers.models.point import Point

# A clock that is further off than this is flagged.
ON_TIME = timedelta(minutes=2)
MOST_SECONDS = 2_000_000_000  # what the database keeps


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """
    What came with a code, if anything.

    :param position: latitude and longitude in degrees (WGS 84): compared, never kept
    :param clock_skew: by how many seconds their clock is ahead of ours
    """

    position: tuple[Decimal, Decimal] | None = None
    clock_skew: int = 0


NOTHING = Told()


def skew_of(sent_at: datetime | None, *, at: datetime) -> int:
    """By how many seconds the sender's clock is ahead of ours; 0 if it was not told."""
    if sent_at is None:
        return 0
    ahead = round((sent_at - at).total_seconds())
    return max(-MOST_SECONDS, min(MOST_SECONDS, ahead))


def compares_place(point: CheckPoint, person: Volunteer) -> bool:
    """Whether the person is asked where they are: with their own consent alone."""
    if not point.radius:
        return False
    agreed = person.consents.in_force().filter(purpose=ConsentPurpose.LOCATION)
    return agreed.exists()


def metres_away(point: CheckPoint, person: Volunteer, told: Told) -> int | None:
    """How far from the place the person was; None if nobody compares."""
    if told.position is None or not compares_place(point, person):
        return None
    latitude, longitude = told.position
    here = Point(float(latitude), float(longitude))
    return round(here.km_to(_place_of(point)) * 1000)


def _place_of(point: CheckPoint) -> Point:
    """Of one with a radius, which is about a place."""
    return Point(float(point.latitude or 0), float(point.longitude or 0))
