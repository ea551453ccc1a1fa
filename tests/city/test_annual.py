"""A year in one sentence: the same on the page, in the file and over the API."""

from datetime import date

import pytest
from django.utils import timezone, translation

from city import reports
from city.reports.annual import about_hours, about_people
from tests.api.calls import V1, signed_in
from tests.city.conftest import DISTRICTS

pytestmark = pytest.mark.django_db

PAGE = "/city/annual/"


@pytest.mark.parametrize(
    ("people", "zh", "en"),
    [
        (1_432_101, "143余万", "more than 1.43 million"),
        (1_430_000, "143万", "1.43 million"),
        (14_300, "14,300", "14,300"),
    ],
)
def test_people_are_told_as_such_numbers_are(people, zh, en):
    with translation.override("zh-hans"):
        assert about_people(people) == zh
    with translation.override("en"):
        assert about_people(people) == en


@pytest.mark.parametrize(
    ("minutes", "people", "words"),
    [
        (20 * 60 * 7, 7, "20"),
        (20 * 60 * 7 + 1, 7, "约20"),
        (1199 * 7, 7, "约20"),
        (35, 1, "0.58"),
        (0, 0, "0"),
    ],
)
def test_hours_are_about_so_many_unless_they_are(minutes, people, words):
    with translation.override("zh-hans"):
        assert about_hours(minutes, people) == words


def test_the_page_the_file_and_the_api_say_the_same(busy_city, watch, client):
    year = reports.city_year(2020, at=timezone.now())
    client.force_login(watch)
    page = client.get(PAGE, {"year": "2020"}).content.decode()
    told = signed_in(watch).get(f"{V1}/totals/annual/?year=2020").json()
    lines = client.get("/city/annual.csv", {"year": "2020"}).getvalue().decode()

    assert told["sentence"]["zh"] in page
    assert told["sentence"]["en"] in page
    assert told["sentence"]["zh"].startswith("截至")
    assert "2020年人均服务时长" in told["sentence"]["zh"]
    assert (told["minutes"], told["people"]) == (year.minutes, year.registered)
    minutes = [int(line.split(",")[4]) for line in lines.splitlines()[1:]]
    assert sum(minutes) == year.minutes


def test_a_district_has_its_own(busy_city, watch, client):
    year = reports.city_year(2020, at=timezone.now())
    one = next(one for one in year.districts if one.code == DISTRICTS[0])
    client.force_login(watch)

    page = client.get(PAGE, {"year": "2020", "district": one.code}).content.decode()
    told = signed_in(watch).get(f"{V1}/totals/annual/?year=2020&district={one.code}")

    assert one.name in told.json()["sentence"]["zh"]
    assert told.json()["sentence"]["zh"] in page
    assert told.json()["minutes"] == one.minutes
    unknown = signed_in(watch).get(f"{V1}/totals/annual/?year=2020&district=999999")
    assert unknown.status_code == 404


def test_as_of_a_day_of_the_past(busy_city, watch, client):
    told = reports.annual(2020, on=date(2020, 9, 30), at=timezone.now())
    assert told is not None
    with translation.override("zh-hans"):
        assert told.people == sum(one.registered or 0 for one in told.city.districts)
    assert dict(told.sentences)["zh-hans"].startswith("截至2020年9月底，")
    assert dict(told.sentences)["en"].startswith("By the end of September 2020, ")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"on": "2999-01-01"}, "That day has not come yet."),
        ({"year": "2020", "on": "2019-12-31"}, "The year had not begun then."),
    ],
)
def test_what_cannot_be_told_is_said(busy_city, watch, client, asked, words):
    client.force_login(watch)
    client.cookies["django_language"] = "en"
    answer = client.get(PAGE, asked)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert client.get("/city/annual.csv", asked).url == f"{PAGE}?" + "&".join(
        f"{name}={value}" for name, value in asked.items()
    )
