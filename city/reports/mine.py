"""One person's own figures."""

from dataclasses import dataclass

from django.utils import timezone

from city.reports.reading import Minutes
from hours.disputes.minutes import disputed_by_year
from hours.models import VolunteerYear
from recognition.reports import stars
from volunteers.models import Volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class MyYear(Minutes):
    """A person's year, and the stars that undisputed minutes reach."""

    year: int
    all_time_minutes: int
    stars: int


def my_year(*, volunteer: Volunteer, year: int) -> MyYear:
    """The person's year, all zero where nothing was counted."""
    years = list(VolunteerYear.objects.filter(volunteer=volunteer))
    all_time = sum(one.minutes for one in years)
    this = [
        Minutes(minutes=one.minutes, sessions=one.sessions, **one.by_evidence)
        for one in years
        if one.year == year
    ]
    disputed = disputed_by_year(volunteer=volunteer)
    return MyYear.sum_of(
        this,
        year=year,
        all_time_minutes=all_time,
        stars=stars(years=years, disputed=disputed, on=timezone.localdate()).level,
    )
