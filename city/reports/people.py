"""A year's people beyond sums: medians, who came, and who stayed away."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.utils import timezone

from config.durations import decimal_hours
from hours.models import YearStatistics


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """
    People of a home district or of the whole city in one year.

    Medians are exact minutes, between two people half of both; None of nobody.
    """

    registered: int
    active: int
    first_timers: int
    went_on: int
    returned: int
    lapsed: int
    median_active: Fraction | None
    median_registered: Fraction | None

    @property
    def median_hours_active(self) -> str | None:
        return _hours(self.median_active)

    @property
    def median_hours_registered(self) -> str | None:
        return _hours(self.median_registered)

    @property
    def counts(self) -> tuple[int, ...]:
        """How many people each figure is about."""
        return (
            *(self.registered, self.active, self.lapsed),
            *(self.first_timers, self.went_on, self.returned),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictPeople(People):
    """The people at home in one district, by its code."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPeople(People):
    """
    The whole city's people in one year, and those of each district.

    All postings up to ``settled_at`` are in it. ``districts`` is None where some of
    their counts are too small to be shown.
    """

    settled_at: datetime
    districts: tuple[DistrictPeople, ...] | None

    def of(self, code: str) -> DistrictPeople | None:
        """The people at home in that district."""
        return next((one for one in self.districts or () if one.code == code), None)


def year_people(year: int) -> YearPeople | None:
    """The year's people as last computed; None where that was never done."""
    rows = list(YearStatistics.objects.filter(year=year).order_by("district"))
    whole = next((one for one in rows if one.district_id is None), None)
    if whole is None:
        return None
    return YearPeople(
        **_figures(whole),
        settled_at=timezone.localtime(whole.settled_at),
        districts=tuple(
            DistrictPeople(code=one.district_id, **_figures(one))
            for one in rows
            if one.district_id
        ),
    )


def _figures(one: YearStatistics) -> dict:
    return {
        "registered": one.registered,
        "active": one.active,
        "first_timers": one.first_timers,
        "went_on": one.went_on,
        "returned": one.returned,
        "lapsed": one.lapsed,
        "median_active": _exact(one.median_active),
        "median_registered": _exact(one.median_registered),
    }


def _exact(minutes: Decimal | None) -> Fraction | None:
    return None if minutes is None else Fraction(minutes)


def _hours(minutes: Fraction | None) -> str | None:
    return None if minutes is None else decimal_hours(minutes)
