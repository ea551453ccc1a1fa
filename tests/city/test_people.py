"""A year's people on the city's pages and over the API, with the moment they are of."""

from fractions import Fraction

import pytest
from rest_framework.test import APIClient

from city import reports
from config.database.owner import as_owner
from hours import statistics
from hours.models import YearStatistics
from tests.factories import make_volunteer, moment

CITY = "/api/v1/totals/city/"
NOW = moment("2020-12-31 23:00")


@pytest.fixture
def counted(busy_city):
    statistics.refresh(at=NOW)
    return busy_city


def api(account=None):
    client = APIClient()
    client.force_authenticate(account)
    return client


def test_they_agree_with_the_totals(counted):
    year, people = reports.city_year(2020, at=NOW), reports.year_people(2020)

    assert people.registered == year.registered
    assert people.active == year.active == people.first_timers
    for one in year.districts:
        here = people.of(one.code)
        assert (here.registered, here.active) == (one.registered, one.active)


def test_staff_read_them_over_the_api(counted, wang):
    people = reports.year_people(2020)
    told = api(wang).get(CITY, {"year": 2020}).json()["people"]

    assert told["settled_at"].endswith("+08:00")
    assert Fraction(told["median_minutes_active"]) == people.median_active
    assert told["median_hours_active"] == people.median_hours_active
    assert [one["code"] for one in told["by_district"]] == [
        one.code for one in people.districts
    ]
    assert sum(one["active"] for one in told["by_district"]) == told["active"]


def test_of_a_past_moment_and_of_an_unknown_year_nothing_is_told(counted, wang):
    past = {"year": 2020, "as_of": reports.watermark().isoformat()}
    assert api(wang).get(CITY, past).json()["people"] is None
    assert api(wang).get(CITY, {"year": 1999}).json()["people"] is None


@pytest.fixture
def kept():
    """Plain figures, none under ten."""

    def _keep(district=None, **fields):
        usual = {"registered": 90, "active": 60, "first_timers": 20, "returned": 20}
        usual |= {"lapsed": 10, "median_active": 90.5, "median_registered": 10}
        with as_owner():
            return YearStatistics.objects.create(
                year=2020, district_id=district, settled_at=NOW, **usual | fields
            )

    return _keep


@pytest.mark.parametrize(
    "few", ["registered", "active", "first_timers", "returned", "lapsed"]
)
def test_the_public_sees_no_count_of_fewer_than_ten_people(few, db, kept, wang):
    kept(**{few: 9})
    assert api().get(CITY, {"year": 2020}).json()["people"] is None
    assert api(wang).get(CITY, {"year": 2020}).json()["people"][few] == 9


def test_who_went_on_cannot_be_worked_out_either(db, kept):
    kept(first_timers=30, returned=25)
    assert api().get(CITY, {"year": 2020}).json()["people"] is None


def test_the_public_sees_districts_only_where_all_can_be_shown(db, kept):
    kept()
    one = kept(district="320706")
    told = api().get(CITY, {"year": 2020}).json()["people"]
    assert told["median_minutes_active"] == 90.5
    assert told["by_district"][0]["code"] == "320706"

    one.lapsed = 1
    with as_owner():
        one.save()
    told = api().get(CITY, {"year": 2020}).json()["people"]
    assert (told["lapsed"], told["by_district"]) == (10, None)


def test_the_register_grows_month_by_month(db):
    for day in ("2019-06-01", "2020-01-31", "2020-03-01", "2020-03-31"):
        make_volunteer(registered_at=moment(f"{day} 23:59"))

    def grown(today):
        at = moment(today)
        registered = reports.city_year(2020, at=at).registered
        months = reports.registered_months(2020, today=at.date(), registered=registered)
        return [(one.more, one.registered) for one in months]

    assert grown("2020-03-30 12:00") == [(1, 2), (0, 2), (1, 3)]
    assert grown("2021-01-01 12:00")[:4] == [(1, 2), (0, 2), (2, 4), (0, 4)]
    assert len(grown("2021-01-01 12:00")) == 12
    assert grown("2019-12-31 12:00") == []


def test_quarters_add_up_to_the_year(busy_city):
    year = reports.city_year(2020, at=NOW)
    quarters = reports.quarters_of(year.months)

    assert sum(one.minutes for one in quarters) == year.minutes
    assert quarters[1].minutes == sum(one.minutes for one in year.months[3:6])


@pytest.mark.parametrize(
    "path", ["/city/", "/city/districts/", "/city/districts/320706/"]
)
def test_pages_say_as_of_when_they_are(path, counted, wang, client):
    client.force_login(wang)
    client.cookies["django_language"] = "en"
    words = client.get(f"{path}?year=2020").content.decode()
    assert "counted in the background, last as of" in words
    assert client.get(f"{path}?year=1999").status_code == 200
