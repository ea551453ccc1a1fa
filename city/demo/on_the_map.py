"""Where the sites are: made up, but inside their districts, villages by their town."""

import random

from volunteers.models import Site
from volunteers.models.point import Point

# The seat of the district, and a part of it that is land and no other's: from the south
# and west to the north and east.
SEATS = {
    "320706": Point(34.597, 119.179),
    "320703": Point(34.735, 119.381),
    "320707": Point(34.837, 119.126),
    "320722": Point(34.543, 118.771),
    "320723": Point(34.289, 119.246),
    "320724": Point(34.088, 119.328),
}
LAND = {
    "320706": (Point(34.44, 119.05), Point(34.66, 119.28)),
    "320703": (Point(34.56, 119.32), Point(34.73, 119.46)),
    "320707": (Point(34.77, 118.85), Point(35.08, 119.14)),
    "320722": (Point(34.28, 118.45), Point(34.68, 118.95)),
    "320723": (Point(34.18, 119.08), Point(34.42, 119.55)),
    "320724": (Point(33.99, 119.15), Point(34.20, 119.55)),
}
AROUND_A_TOWN = 0.03  # degrees, some three kilometres


def put_on_the_map(sites: list[Site]) -> None:
    """Give each its point; those above come first in the list."""
    for site in sites:
        # Of its own, so that nothing else of the city changes with it.
        chance = random.Random(f"{site.code} on the map")  # noqa: S311
        point = _point(site, chance)
        site.latitude = round(point.latitude, 4)
        site.longitude = round(point.longitude, 4)


def _point(site: Site, chance: random.Random) -> Point:
    if site.kind == Site.Kind.CENTER:
        return SEATS[site.district_id]
    least, most = LAND[site.district_id]
    if site.kind == Site.Kind.STATION and site.parent and (town := site.parent.point):
        least, most = _around(town, least, most)
    return Point(
        chance.uniform(least.latitude, most.latitude),
        chance.uniform(least.longitude, most.longitude),
    )


def _around(town: Point, least: Point, most: Point) -> tuple[Point, Point]:
    """What of the district is around its town."""
    return (
        Point(
            max(least.latitude, town.latitude - AROUND_A_TOWN),
            max(least.longitude, town.longitude - AROUND_A_TOWN),
        ),
        Point(
            min(most.latitude, town.latitude + AROUND_A_TOWN),
            min(most.longitude, town.longitude + AROUND_A_TOWN),
        ),
    )
