from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from city import reports
from hours import rules
from tests.factories import NOON, appoint, log_session, make_account, make_volunteer

CITY = "/api/v1/totals/city/"


def api(account=None):
    client = APIClient()
    if account:
        client.force_authenticate(account)
    return client


def test_the_city_answers_as_the_contract_says(busy_city, wang):
    answer = api(wang).get(CITY, {"year": 2020}).json()

    assert list(answer) == [
        "minutes",
        "hours",
        "sessions",
        "by_evidence",
        "year",
        "as_of",
        "registered",
        "active",
        "hours_per_registered",
        "hours_per_active",
        "by_month",
        "by_district",
        "organizations",
        "sites",
        "people",
    ]
    assert answer["year"] == 2020
    assert answer["as_of"].endswith("+08:00")
    assert answer["sites"] == {"center": 3, "institute": 0, "station": 0}
    assert answer["organizations"] == 4
    assert sum(answer["by_evidence"].values()) == answer["minutes"]
    assert [one["month"] for one in answer["by_month"]] == list(range(1, 13))
    assert set(answer["by_district"][0]) == {
        "code",
        "name",
        "registered",
        "active",
        "minutes",
    }


def test_the_public_sees_no_count_of_fewer_than_ten_people(busy_city):
    answer = api().get(CITY, {"year": 2020}).json()

    assert answer["registered"] == 25 or answer["registered"] >= 10
    for district in answer["by_district"]:
        for people in (district["registered"], district["active"]):
            assert people is None or people == 0 or people >= 10


def test_one_hidden_count_hides_a_second_so_that_no_sum_gives_it_away(db):
    for _ in range(12):
        make_volunteer(district_id="320703")
        make_volunteer(district_id="320706")
    make_volunteer(district_id="320707")
    year = reports.public(reports.city_year(2020, at=timezone.now()))

    assert [one.registered for one in year.districts] == [None, 12, None, 0, 0, 0]
    assert year.registered == 25


def test_an_unknown_year_is_all_zero_and_a_bad_one_is_refused(busy_city):
    answer = api().get(CITY, {"year": 1998}).json()
    assert (answer["minutes"], answer["hours"], answer["active"]) == (0, "0.00", 0)
    assert answer["hours_per_active"] is None

    for bad in ("soon", "20200", "-1", ""):
        refused = api().get(CITY, {"year": bad})
        assert refused.status_code == 400
        assert "year" in refused.json()["errors"]


def test_a_past_moment_leaves_out_what_was_posted_later(lin, association, zhao, wang):
    first = log_session(volunteer=lin, organization=association, minutes=120)
    rules.approve(sessions=[first], by=zhao, at=NOON)
    between = timezone.now()
    second = log_session(
        volunteer=lin, organization=association, start="2020-03-05 14:00", minutes=60
    )
    mei = make_volunteer("other", district_id="320703")
    third = log_session(volunteer=mei, organization=association, minutes=30)
    rules.approve(sessions=[second, third], by=zhao, at=NOON)
    rules.reverse(sessions=[first], by=zhao, at=NOON, reason_code="not_present")

    now = api(wang).get(CITY, {"year": 2020}).json()
    then = api(wang).get(CITY, {"year": 2020, "as_of": between.isoformat()}).json()

    assert (now["minutes"], now["active"], now["sessions"]) == (90, 2, 2)
    assert (then["minutes"], then["active"], then["sessions"]) == (120, 1, 1)
    assert then["by_evidence"]["declared"] == 120
    assert then["by_month"][2] == {"month": 3, "minutes": 120, "sessions": 1}
    people = {one["code"]: one["active"] for one in then["by_district"]}
    assert (people["320706"], people["320703"]) == (1, 0)


def test_a_moment_to_come_is_not_settled_yet(wang):
    later = timezone.now() + timedelta(hours=1)
    refused = api(wang).get(CITY, {"as_of": later.isoformat()})

    assert refused.status_code == 422
    assert refused.json()["code"] == "as_of_not_yet"


def test_past_moments_are_for_staff_and_auditors(wang, he, zhao):
    asked = {"year": 2020, "as_of": "2020-06-01T00:00:00+08:00"}

    assert api().get(CITY, asked).status_code == 403
    assert api(zhao).get(CITY, asked).status_code == 403
    assert api(he).get(CITY, asked).status_code == 200


def test_staff_read_all_lines_and_an_organization_its_own(busy_city, wang):
    captain = appoint(make_account("captain"), "approver", busy_city[0])
    url = "/api/v1/totals/organizations/?year=2020"

    everything = api(wang).get(url).json()["results"]
    assert {line["organization"]["id"] for line in everything} >= {
        str(one.pk) for one in busy_city
    }
    (own,) = api(captain).get(url).json()["results"]
    assert own["organization"] == {"id": str(busy_city[0].pk), "name": "队0"}
    assert own in everything


def test_an_organization_reads_its_site(busy_city, wang):
    captain = appoint(make_account("captain"), "approver", busy_city[0])
    url = "/api/v1/totals/sites/?year=2020"

    (own,) = api(captain).get(url).json()["results"]
    assert own["site"]["code"] == busy_city[0].site.code
    assert len(api(wang).get(url).json()["results"]) == 3


def test_an_organization_counts_its_people_only_for_hours_with_it(busy_city, wang):
    captain = appoint(make_account("captain"), "approver", busy_city[0])
    url = "/api/v1/totals/volunteers/?year=2020"

    lines = api(captain).get(url).json()["results"]
    total = reports.organization_year(organization=busy_city[0].pk, year=2020)
    assert sum(line["minutes"] for line in lines) == total.minutes
    assert "*" not in lines[0]["volunteer"]["name"]

    others = f"{url}&organization={busy_city[1].pk}"
    assert api(captain).get(others).status_code == 404
    everyone = api(wang).get(url).json()["results"]
    assert all(line["volunteer"]["name"].endswith("*") for line in everyone)


def test_lists_are_paged_by_cursor(busy_city, wang):
    url = "/api/v1/totals/volunteers/?year=2020&page_size=7"
    seen, page = [], api(wang).get(url).json()
    first = page["results"]
    assert page["previous"] is None
    while True:
        seen += [line["volunteer"]["number"] for line in page["results"]]
        if page["next"] is None:
            break
        page = api(wang).get(page["next"]).json()

    assert len(seen) == len(set(seen)) > 14
    back = page
    while back["previous"]:
        back = api(wang).get(back["previous"]).json()
    assert back["results"] == first
    assert api(wang).get(f"{url}&cursor=x").status_code == 400


@pytest.mark.parametrize("path", ["organizations", "sites", "volunteers"])
def test_lines_are_not_there_for_others(path, lin):
    url = f"/api/v1/totals/{path}/"

    assert api().get(url).status_code == 401
    assert api(lin.account).get(url).status_code == 404


def test_my_totals(lin, association, wang):
    for start in ("2019-12-30 09:00", "2020-03-05 09:00"):
        session = log_session(
            volunteer=lin,
            organization=association,
            start=start,
            minutes=125,
            at=NOON,
        )
        rules.approve(sessions=[session], by=wang, at=NOON)

    assert api(lin.account).get("/api/v1/me/totals/?year=2020").json() == {
        "minutes": 125,
        "hours": "2.08",
        "sessions": 1,
        "by_evidence": {"timed": 0, "witnessed": 0, "declared": 125, "entered": 0},
        "year": 2020,
        "all_time_minutes": 250,
        "stars": 0,
    }
    nobody = make_account("nobody")
    assert api(nobody).get("/api/v1/me/totals/").status_code == 404


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_posting_still_running_holds_the_watermark_back(wang):
    with connection.copy().cursor() as elsewhere:
        elsewhere.execute("BEGIN")
        elsewhere.execute("SELECT pg_current_xact_id(), now()")
        began = elsewhere.fetchone()[1]
        assert reports.watermark() == began

        refused = api(wang).get(CITY, {"as_of": timezone.now().isoformat()})
        assert refused.json()["code"] == "as_of_not_yet"
        elsewhere.execute("ROLLBACK")
        elsewhere.connection.close()
    assert reports.watermark() > began
