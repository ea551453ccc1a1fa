"""By what stars are given on a day: numbers of the city (domain.md section 6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hours.models import Evidence, VolunteerYear
from policies.reports import numbers
from recognition.models.stars import LEVELS

# The minutes of a year of one grade, by both.
ByYear = Mapping[tuple[int, str], int]


@dataclass(frozen=True, slots=True)
class Scheme:
    """
    The minutes each level needs, the grades of evidence that count, and the year that
    counts by itself: ``of_year`` is None where all years count together.
    """

    needed: dict[int, int]
    grades: list[str]
    of_year: int | None
    notice_working_days: int

    @classmethod
    def on(cls, day: date) -> "Scheme":
        """As it holds on the local date."""
        held = numbers(on=day)
        graded = [
            one.value
            for one in Evidence
            if one == Evidence.TIMED or held[f"star_{one.value}"]
        ]
        return cls(
            needed={level: held[f"star_{level}_minutes"] for level in LEVELS},
            grades=graded,
            of_year=day.year if held["star_yearly"] else None,
            notice_working_days=held["star_notice_working_days"],
        )

    @property
    def is_yearly(self) -> bool:
        return self.of_year is not None

    def counted(self, minutes: ByYear) -> int:
        """How many of the minutes count towards a star now."""
        return counted(minutes, grades=self.grades, of_year=self.of_year)


def by_year(years: Iterable[VolunteerYear]) -> dict[tuple[int, str], int]:
    """The minutes of somebody's years by grade."""
    return {
        (one.year, grade): minutes
        for one in years
        for grade, minutes in one.by_evidence.items()
    }


def counted(minutes: ByYear, *, grades: list[str], of_year: int | None) -> int:
    """Those of the grades, of one year or of all."""
    return sum(
        found
        for (year, grade), found in minutes.items()
        if grade in grades and of_year in (None, year)
    )
