"""Totals asked anything, over the API."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hours import rules
from tests.api.calls import V1, problem, signed_in
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_account,
    make_organization,
    make_volunteer,
    moment,
)
from volunteers.models import Site

URL = f"{V1}/totals/query/"
JULY = moment("2020-07-01 20:00")


@pytest.fixture
def counted(lin, mei, association, beach_team, stranger, zhao):
    """Lin served for both teams, in March and in May; Mei in May."""
    hours = [
        (lin, association, zhao, "2020-03-05 09:00", 120),
        (lin, beach_team, stranger, "2020-05-04 09:00", 60),
        (mei, association, zhao, "2020-05-20 09:00", 30),
    ]
    for person, team, captain, start, minutes in hours:
        at = moment(start[:10] + " 20:00")
        session = log_session(
            volunteer=person, organization=team, start=start, minutes=minutes, at=at
        )
        rules.approve(sessions=[session], by=captain, at=at)


def asked(account, **query):
    answer = signed_in(account).get(URL, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def lines(answer):
    return {line["key"]: line["minutes"] for line in answer["results"]}


def test_staff_ask_what_they_like(counted, wang, association):
    assert asked(wang, year=2020)["minutes"] == 210
    assert asked(wang, year=2020, quarter=2)["minutes"] == 90
    assert asked(wang, year=2020, month=3)["minutes"] == 120
    some = asked(wang, **{"from": "2020-03-05", "to": "2020-05-04"})
    assert (some["minutes"], some["sessions"]) == (180, 2)
    assert lines(asked(wang, year=2020, by="month")) == {"2020-03": 120, "2020-05": 90}
    assert lines(asked(wang, year=2020, by="evidence")) == {"declared": 210}
    assert asked(wang, year=2020, organization=str(association.pk))["minutes"] == 150
    assert asked(wang, year=2020, evidence="timed")["minutes"] == 0


def test_an_answer_is_as_the_schema_says(counted, he):
    answer = asked(he, year=2020, by="organization", page_size=1)

    assert list(answer) == [
        "from",
        "to",
        "minutes",
        "hours",
        "sessions",
        "by_evidence",
        "registered",
        "by",
        "as_of",
        "count",
        "next",
        "previous",
        "results",
    ]
    assert (answer["from"], answer["to"], answer["count"]) == (
        "2020-01-01",
        "2020-12-31",
        2,
    )
    (first,) = answer["results"]
    assert (first["name"], first["hours"]) == ("海州青年志愿者协会", "2.50")
    second = signed_in(he).get(answer["next"]).json()
    assert lines(second) != lines(answer)
    assert second["next"] is None
    assert signed_in(he).get(second["previous"]).json()["results"] == [first]


def test_people_are_those_registered_on_the_last_day(wang, association):
    make_volunteer(registered_at=moment("2020-06-30 23:59"))
    make_volunteer(registered_at=moment("2020-07-01 00:00"), district_id="320703")

    def registered(**query):
        return asked(wang, year=2020, **query)["registered"]

    before = registered(quarter=1)
    assert registered(quarter=2) == before + 1
    assert registered() == before + 2
    assert registered(district="320703") == 1
    assert registered(organization=str(association.pk)) is None


def test_an_organization_asks_about_its_own(counted, zhao, beach_team):
    assert asked(zhao, year=2020)["minutes"] == 150
    assert lines(asked(zhao, year=2020, by="month")) == {"2020-03": 120, "2020-05": 30}
    others = signed_in(zhao).get(URL, {"organization": str(beach_team.pk)})
    assert others.status_code == 404


def test_who_keeps_a_site_asks_about_it(counted, db):
    site = Site.objects.create(
        code="320706", kind="center", name="海州区中心", district_id="320706"
    )
    there = Site.objects.create(
        code="320703", kind="center", name="连云区中心", district_id="320703"
    )
    team = make_organization("海州站", kind="site", site=site)
    captain = appoint(make_account("captain"), "approver", team)
    session = log_session(volunteer=make_volunteer("x"), organization=team, minutes=45)
    rules.approve(sessions=[session], by=captain, at=NOON)
    clerk = appoint(make_account("clerk"), "clerk", site=site)

    assert asked(clerk, year=2020)["minutes"] == 45
    assert lines(asked(clerk, year=2020, by="site")) == {site.code: 45}
    assert signed_in(clerk).get(URL, {"site": there.code}).status_code == 404


def test_a_past_moment_leaves_out_what_was_posted_later(counted, wang, zhao, lin):
    before = timezone.now()
    team = make_organization("后来队")
    captain = appoint(make_account("later"), "approver", team)
    session = log_session(
        volunteer=lin, organization=team, start="2020-06-04 09:00", at=JULY
    )
    rules.approve(sessions=[session], by=captain, at=JULY)

    past = {"year": 2020, "as_of": before.isoformat()}
    assert asked(wang, year=2020)["minutes"] == 330
    assert asked(wang, **past)["minutes"] == 210
    assert len(asked(wang, by="organization", **past)["results"]) == 2


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2020-01-01"},
        {"to": "2020-01-01"},
        {"from": "2020-01-02", "to": "2020-01-01"},
        {"from": "2020-01-01", "to": "2020-02-01", "year": 2020},
        {"year": 2020, "quarter": 1, "month": 2},
        {"quarter": 5},
        {"by": "person"},
        {"organization": "x"},
        {"cursor": "x"},
    ],
)
def test_what_is_malformed_is_refused(query, wang):
    assert problem(signed_in(wang).get(URL, query))[0] == 400


def test_days_are_asked_for_by_the_year(wang):
    query = {"from": "2018-01-01", "to": "2020-12-31", "by": "day"}
    assert problem(signed_in(wang).get(URL, query)) == (422, "too_many_lines")


@pytest.mark.parametrize("year", [1000, 9999])
@pytest.mark.parametrize("by", ["month", "site", ""])
def test_the_ends_of_the_calendar_are_just_years(year, by, wang):
    query = {"year": year} | ({"by": by} if by else {})
    assert asked(wang, **query)["minutes"] == 0
    days = {"from": f"{year}-12-02", "to": f"{year}-12-31"}
    assert asked(wang, **days)["minutes"] == 0


def test_the_same_number_of_queries_for_one_line_and_for_thirty(wang):
    caller = signed_in(wang)

    def serve(numbers):
        for n in numbers:
            team = make_organization(f"第{n}队")
            captain = appoint(make_account(f"captain{n}"), "approver", team)
            session = log_session(
                volunteer=make_volunteer(f"person{n}"), organization=team
            )
            rules.approve(sessions=[session], by=captain, at=NOON)

    def counts():
        for by in ("organization", "month"):
            with CaptureQueriesContext(connection) as queries:
                caller.get(URL, {"year": 2020, "by": by})
            yield len(queries)

    serve(range(1))
    list(counts())  # whatever only the first call asks for
    one = list(counts())
    serve(range(1, 30))
    assert one == list(counts()) == [8, 7]
