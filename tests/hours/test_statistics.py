"""Medians, first-timers and who stayed away: as counting people one by one says."""

import random
from collections import defaultdict
from datetime import timedelta
from statistics import median

import pytest
from django.utils import timezone

from config import upkeep
from hours import rules, statistics
from hours.models import Session, YearStatistics
from tests.factories import (
    appoint,
    log_session,
    make_account,
    make_volunteer,
    moment,
)
from volunteers.models import Volunteer

YEARS = (2017, 2018, 2020, 2021)
AT = moment("2021-12-31 20:00")
DISTRICTS = ("320703", "320706", "320722")


@pytest.fixture
def office(association):
    return appoint(make_account("office"), "approver", association)


@pytest.fixture
def serve(association, office):
    """Logs so many minutes of a person's day, and has them counted."""

    def _serve(volunteer, day, minutes):
        session = log_session(
            volunteer=volunteer,
            organization=association,
            start=f"{day} 08:00",
            minutes=minutes,
            at=moment(f"{day} 20:00"),
        )
        rules.approve(sessions=[session], by=office, at=AT)
        return session

    return _serve


@pytest.fixture
def some_years(serve, office):
    """People come, go and come back, at random; some of it is taken back."""
    draw = random.Random(11)
    for n in range(24):
        years = draw.sample(YEARS, draw.randint(0, 4))
        person = make_volunteer(
            f"person{n}",
            district_id=draw.choice(DISTRICTS),
            registered_at=moment(f"{min(years, default=2019)}-01-01 10:00"),
        )
        for year in years:
            for month in draw.sample(range(1, 13), draw.randint(1, 2)):
                session = serve(person, f"{year}-{month:02}-07", draw.randint(1, 470))
                if draw.random() < 0.2:
                    rules.reverse(
                        sessions=[session], by=office, at=AT, reason_code="not_present"
                    )


def one_by_one(year, district=None):
    """The same figures, bare: by looking at every person."""
    minutes = defaultdict(lambda: defaultdict(int))
    for session in Session.objects.filter(status="approved"):
        minutes[session.volunteer_id][session.service_date.year] += session.minutes
    people = (
        Volunteer.objects.filter(district=district)
        if district
        else (Volunteer.objects.all())
    )
    registered = [
        one.pk for one in people if timezone.localdate(one.registered_at).year <= year
    ]
    years = {one.pk: minutes[one.pk] for one in people}
    active = [mine for mine in years.values() if year in mine]
    everyone = [years[pk].get(year, 0) for pk in registered]
    return {
        "registered": len(registered),
        "active": len(active),
        "first_timers": sum(min(mine) == year for mine in active),
        "returned": sum(min(mine) < year and year - 1 not in mine for mine in active),
        "lapsed": sum(year - 1 in mine and year not in mine for mine in years.values()),
        "median_active": median(mine[year] for mine in active) if active else None,
        "median_registered": median(everyone) if everyone else None,
    }


FIGURES = (
    *("registered", "active", "first_timers", "returned", "lapsed"),
    *("median_active", "median_registered"),
)


def test_they_are_what_counting_people_one_by_one_says(some_years):
    statistics.refresh(at=AT)

    kept = YearStatistics.objects.filter(district__in=[*DISTRICTS, "320707"])
    for one in [*kept, *YearStatistics.objects.filter(district=None)]:
        counted = one_by_one(one.year, one.district_id)
        assert {name: getattr(one, name) for name in FIGURES} == counted, one
    whole = YearStatistics.objects.filter(district=None).order_by("year")
    assert [one.year for one in whole] == [2017, 2018, 2019, 2020, 2021]
    assert all(one.returned for one in whole if one.year > 2019)
    assert all(one.lapsed for one in whole if one.year in (2018, 2019, 2021))


def test_a_year_of_a_person_who_comes_goes_and_comes_back(lin, mei, serve):
    for day in ("2019-03-05", "2020-03-05", "2020-03-06", "2022-03-05"):
        serve(lin, day, 61)
    serve(mei, "2020-03-05", 90)
    statistics.refresh(at=moment("2022-06-01 12:00"))

    def of(year):
        one = YearStatistics.objects.get(year=year, district=None)
        return one.active, one.first_timers, one.went_on, one.returned, one.lapsed

    assert of(2019) == (1, 1, 0, 0, 0)
    assert of(2020) == (2, 1, 1, 0, 0)
    assert of(2021) == (0, 0, 0, 0, 2)
    assert of(2022) == (1, 0, 0, 1, 0)
    # Half of 90 and 122; all registered with those without any hours.
    both = YearStatistics.objects.get(year=2020, district=None)
    assert both.median_active == 106
    assert YearStatistics.objects.get(year=2021, district=None).median_active is None


def test_whoever_left_the_register_still_gave_their_hours(lin, mei, serve):
    serve(lin, "2020-03-05", 60)
    Volunteer.objects.filter(pk__in=[lin.pk, mei.pk]).update(status="closed")
    statistics.refresh(at=timezone.now())

    one = YearStatistics.objects.get(year=timezone.localdate().year, district=None)
    assert (one.registered, one.median_registered) == (0, None)
    then = YearStatistics.objects.get(year=2020, district=None)
    assert (then.registered, then.active, then.median_active) == (2, 1, 60)


def test_an_empty_city_has_a_row_for_this_year(db):
    statistics.refresh(at=AT)
    assert [one.year for one in YearStatistics.objects.filter(district=None)] == [2021]
    assert not YearStatistics.objects.exclude(active=0, median_active=None).exists()


@pytest.fixture
def known_at(lin, serve):
    """When the statistics were computed: some time ago, and true since."""
    serve(lin, "2020-03-05", 60)
    upkeep.run(at=timezone.now())
    return YearStatistics.objects.values_list("settled_at", flat=True).first()


def later(known_at, **time):
    return statistics.refresh_if_due(at=known_at + timedelta(**time))


def test_upkeep_leaves_them_alone_while_nothing_happened(known_at):
    assert not later(known_at, minutes=1)
    assert not later(known_at, minutes=11)
    assert later(known_at, days=1, minutes=1)


@pytest.mark.django_db(transaction=True)
def test_upkeep_computes_them_again_after_a_posting(mei, known_at, serve):
    serve(mei, "2020-03-05", 60)

    assert not later(known_at, minutes=9)
    assert later(known_at, minutes=11)
    assert YearStatistics.objects.get(year=2020, district=None).active == 2


def test_upkeep_computes_them_again_after_a_registration(known_at):
    make_volunteer(registered_at=timezone.now())
    assert later(known_at, minutes=11)
