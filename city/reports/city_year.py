"""The whole city's year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.utils import timezone

from city.reports.bands import BANDS, Band
from city.reports.moments import settled
from city.reports.past import past_months, past_people
from city.reports.reading import Labelled, Minutes, hours_per, read, rows, sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Month(Minutes):
    """One month of a year, 1 to 12."""

    month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter(Minutes):
    """Three months of a year, 1 to 4."""

    quarter: int

    @property
    def first_month(self) -> int:
        return self.quarter * 3 - 2

    @property
    def last_month(self) -> int:
        return self.quarter * 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Month):
    """One month in one district, by where the service was."""

    district: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictYear(Labelled):
    """
    One district's year: people by their home, minutes by where the service was.

    People are None where there are too few of them to be shown.
    """

    code: str
    name: str
    name_en: str
    residents: int
    registered: int | None
    active: int | None
    bands: tuple[int, ...]
    minutes: int
    sessions: int

    @property
    def value(self) -> Fraction:
        """Minutes for each registered person, for the shade of a tile."""
        return Fraction(self.minutes, self.registered or 1)

    @property
    def hours_per_registered(self) -> str | None:
        return hours_per(self.minutes, self.registered)

    @property
    def idle(self) -> int:
        """Registered and not active in the year: the band without hours."""
        return max(0, (self.registered or 0) - (self.active or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class CityYear(Minutes):
    """The city's year: people counted once, minutes of all counted sessions."""

    year: int
    as_of: datetime
    months: tuple[Month, ...]
    districts: tuple[DistrictYear, ...]
    registered: int | None
    active: int | None
    residents: int
    organizations: int
    sites: dict[str, int]

    @property
    def hours_per_registered(self) -> str | None:
        return hours_per(self.minutes, self.registered)

    @property
    def hours_per_active(self) -> str | None:
        return hours_per(self.minutes, self.active)

    @property
    def bands(self) -> list[tuple[Band, int]]:
        """Active people by hours band."""
        sums = (sum(column) for column in zip(*self._bands(), strict=True))
        return list(zip(BANDS, sums, strict=True))

    @property
    def idle(self) -> int:
        """Registered and not active in the year."""
        return max(0, (self.registered or 0) - (self.active or 0))

    @property
    def middle_band(self) -> int:
        """The hours band of the middle one of all registered; 0 is no hours at all."""
        reached = self.idle
        registered = self.registered or 0
        if reached * 2 >= registered:
            return 0
        for band, people in self.bands:
            reached += people
            if reached * 2 >= registered:
                return band.number
        return 0

    @property
    def of_ten(self) -> int | None:
        """How many of every ten residents are registered; None if not even one."""
        registered, residents = self.registered or 0, self.residents
        if not residents or registered * 10 < residents:
            return None
        return min(10, registered * 10 // residents)

    @property
    def one_in(self) -> int | None:
        """One in how many residents is registered; None without any."""
        return self.residents // self.registered if self.registered else None

    def _bands(self) -> list[tuple[int, ...]]:
        return [(0,) * len(BANDS), *(district.bands for district in self.districts)]


def city_year(year: int, *, at: datetime, as_of: datetime | None = None) -> CityYear:
    """
    The city's figures of a year of service dates; all zero for an unknown year.

    Registered people are those at the end of the year's last local day, or of the
    present day while it runs.

    :param at: the present moment, which the figures are stamped with
    :param as_of: a past moment; what was posted later is left out
    :raises AsOfNotYet: if ``as_of`` lies after the watermark
    """
    then = as_of or at
    on = min(date(year, 12, 31), timezone.localdate(then))
    if as_of:
        settled(as_of)
        cells = [Cell(**row) for row in past_months(year=year, as_of=as_of)]
        people = past_people(year=year, as_of=as_of, on=on)
    else:
        cells = read("city_months", Cell, year=year)
        people = rows(sql("city_people"), {"year": year, "on": on})
    districts = _districts(people, cells)
    places = rows(sql("places"), {})[0]
    return CityYear.sum_of(
        cells,
        year=year,
        as_of=timezone.localtime(then),
        months=months_of(cells),
        districts=districts,
        registered=sum(one.registered or 0 for one in districts),
        active=sum(one.active or 0 for one in districts),
        residents=sum(one.residents for one in districts),
        organizations=places.pop("organizations"),
        sites=places,
    )


def months_of(parts: Sequence[Month]) -> tuple[Month, ...]:
    """Twelve months out of finer parts, those without service too."""
    return tuple(
        Month.sum_of((part for part in parts if part.month == month), month=month)
        for month in range(1, 13)
    )


def quarters_of(months: Sequence[Month]) -> tuple[Quarter, ...]:
    """The four quarters out of their months."""
    return tuple(
        Quarter.sum_of(
            (one for one in months if (one.month + 2) // 3 == quarter),
            quarter=quarter,
        )
        for quarter in range(1, 5)
    )


def _districts(people: list[dict], cells: list[Cell]) -> tuple[DistrictYear, ...]:
    drawn = []
    for row in people:
        here = Minutes.sum_of(cell for cell in cells if cell.district == row["code"])
        bands = tuple(int(count) for count in row.pop("bands"))
        drawn.append(
            DistrictYear(
                **row,
                bands=bands,
                active=sum(bands),
                minutes=here.minutes,
                sessions=here.sessions,
            )
        )
    return tuple(drawn)
