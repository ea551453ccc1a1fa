"""What anyone may know: no count of fewer than ten people (PIPL art. 51)."""

from dataclasses import replace

from city.reports.bands import BANDS
from city.reports.city_year import CityYear

LEAST = 10


def public(year: CityYear) -> CityYear:
    """
    The year without counts of fewer than ten people.

    Where one district's count falls away, the next smallest goes with it, so that
    it cannot be worked out from the sum.
    """
    registered = _shown([one.registered or 0 for one in year.districts])
    active = _shown([one.active or 0 for one in year.districts])
    districts = tuple(
        replace(one, registered=known, active=served, bands=(0,) * len(BANDS))
        for one, known, served in zip(year.districts, registered, active, strict=True)
    )
    return replace(
        year,
        districts=districts,
        registered=_shown([year.registered or 0])[0],
        active=_shown([year.active or 0])[0],
    )


def _shown(counts: list[int]) -> list[int | None]:
    hidden = {n for n, count in enumerate(counts) if 0 < count < LEAST}
    others = [n for n, count in enumerate(counts) if count and n not in hidden]
    if len(hidden) == 1 and others:
        hidden.add(min(others, key=lambda n: counts[n]))
    return [None if n in hidden else count for n, count in enumerate(counts)]
