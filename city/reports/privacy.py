"""What anyone may know: no count of fewer than ten people (PIPL art. 51)."""

from dataclasses import replace

from city.reports.bands import BANDS
from city.reports.city_year import CityYear
from city.reports.people import People, YearPeople

LEAST = 10


def public(year: CityYear) -> CityYear:
    """
    The year without counts of fewer than ten people.

    Where one district's count falls away, the next smallest goes with it, so that
    it cannot be worked out from the sum.
    """
    registered = shown([one.registered or 0 for one in year.districts])
    active = shown([one.active or 0 for one in year.districts])
    districts = tuple(
        replace(one, registered=known, active=served, bands=(0,) * len(BANDS))
        for one, known, served in zip(year.districts, registered, active, strict=True)
    )
    return replace(
        year,
        districts=districts,
        registered=shown([year.registered or 0])[0],
        active=shown([year.active or 0])[0],
    )


def public_people(year: YearPeople | None) -> YearPeople | None:
    """
    The year's people without any count of fewer than ten, or None.

    One small count among them can be worked out from the others, so they are shown
    together or not at all; so are those of the districts.
    """
    if year is None or _has_few(year):
        return None
    if any(_has_few(one) for one in year.districts or ()):
        return replace(year, districts=None)
    return year


def _has_few(people: People) -> bool:
    return any(0 < count < LEAST for count in people.counts)


def shown(counts: list[int]) -> list[int | None]:
    hidden = {n for n, count in enumerate(counts) if 0 < count < LEAST}
    others = [n for n, count in enumerate(counts) if count and n not in hidden]
    if len(hidden) == 1 and others:
        hidden.add(min(others, key=lambda n: counts[n]))
    return [None if n in hidden else count for n, count in enumerate(counts)]
