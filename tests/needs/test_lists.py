"""The lists that everybody reads: what is wanted, offered, organized and solved."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from needs import rules
from needs.models import ContactLook
from needs.rules import Result
from tests.activities.making import draft, publish, times
from tests.api.calls import V1, signed_in
from tests.api.calls import client as api_client
from tests.factories import NOON, make_activity, make_organization
from tests.needs.making import (
    GRANNYS_PHONE,
    accepted,
    claimed,
    delivered,
    dispatched,
    report,
)
from tests.needs.test_pages import told
from volunteers.models import Profile

pytestmark = pytest.mark.django_db

SECRETS = ("老人想在家理个发", "新南街道", "幸福路", "许海燕", "13900139001")


def read(client, address):
    """The page in English, and the rows of its file without the headings."""
    client.cookies["django_language"] = "en"
    page = told(client.get(f"/needs/{address}"))
    sent = client.get("/needs/" + address.replace("/", ".csv", 1))
    file = b"".join(sent.streaming_content).decode("utf-8-sig")
    assert not any(secret in page + file for secret in SECRETS)
    return page, list(csv.reader(io.StringIO(file)))[1:]


def test_what_is_wanted_is_what_a_site_took_on_and_nobody_meets(
    client, station, sun, association, zhao
):
    report(station)
    claimed(station, sun, association, zhao)
    dispatched(station, sun, association, urgent=True)
    rules.offer(order=accepted(station, sun), by=sun, at=NOON)

    page, rows = read(client, "wanted/")
    assert [row[5] for row in rows] == [
        "Waiting for an organization",
        "Open to organizations",
    ]
    assert [row[3] for row in rows] == ["yes", ""]
    assert "Everyday help" in page
    assert read(client, "wanted/?category=repairs")[1] == []
    assert len(read(client, "wanted/?district=320706&category=daily_help")[1]) == 2
    assert client.get("/needs/wanted/?category=nothing").status_code == 400
    assert client.get("/needs/wanted.csv?category=nothing").status_code == 400


def test_what_organizations_offer_is_what_they_state_and_have_done(
    client, station, sun, association, zhao
):
    delivered(station, sun, association, zhao)
    make_activity(association, service_field_id="0006", district_id="320703")
    Profile.objects.update_or_create(
        organization=association, defaults={"service_fields": ["0003"]}
    )
    make_organization("等着的社", status="pending")
    page, rows = read(client, "offers/")
    (row,) = rows
    assert row[0] == association.label
    assert len(row[3].split("、")) == 2
    assert row[7] == "1"
    assert f"/organizations/{association.pk}/" in page
    for field, count in (("0003", 1), ("0006", 1), ("0010", 0)):
        assert len(read(client, f"offers/?service_field={field}")[1]) == count


def test_projects_are_what_everybody_may_know_of_and_what_needs_are_met_with(
    client, station, sun, association, zhao
):
    known = publish(association, zhao)
    for audience in ("public", "invited"):
        hidden = publish(association, zhao, audience=audience, title="别的活动")
        rules.schedule(
            order=claimed(station, sun, association, zhao),
            activity=known if audience == "public" else hidden,
            by=zhao,
            at=NOON,
        )
    draft(association, zhao, times(), title="草稿")
    _page, rows = read(client, "projects/")
    assert [(row[0], row[6]) for row in rows] == [(known.title_en, "1")]


def test_solved_is_what_was_solved_and_not_taken_up_again(
    client, station, sun, association, zhao
):
    again = delivered(station, sun, association, zhao)
    rules.reopen(order=again, reason="灯还不亮", by=sun, at=NOON)
    order = claimed(station, sun, association, zhao)
    rules.start(order=order, by=zhao, at=NOON)
    results = [Result(problem="修灯", count=3), Result(problem="换锁", solved=False)]
    rules.deliver(order=order, results=results, by=zhao, at=NOON)

    page, rows = read(client, "solved/")
    assert [row[2:5] + row[6:] for row in rows] == [
        ["2020-03", "修灯", "3", "Waiting to be rated"]
    ]
    assert "修灯 × 3" in page


@pytest.mark.parametrize(
    ("code", "queries"), [("wanted", 4), ("offers", 12), ("projects", 4), ("solved", 4)]
)
def test_thirty_lines_ask_no_more_than_one(
    code, queries, client, station, sun, association, zhao, django_assert_num_queries
):
    def another():
        activity = publish(association, zhao)
        order = claimed(station, sun, association, zhao)
        rules.schedule(order=order, activity=activity, by=zhao, at=NOON)
        rules.start(order=order, by=zhao, at=NOON)
        result = Result(problem="理发")
        rules.deliver(order=order, results=[result], by=zhao, at=NOON)
        accepted(station, sun)

    another()
    for more in (0, 4):
        for n in range(more):
            another()
            make_organization(f"第{n}社")
        with django_assert_num_queries(queries):
            told(client.get(f"/needs/{code}/"))


def test_programs_read_the_same_lists(station, sun, association, zhao):
    activity = publish(association, zhao)
    for _n in range(2):
        accepted(station, sun)
        order = claimed(station, sun, association, zhao)
        rules.schedule(order=order, activity=activity, by=zhao, at=NOON)
        rules.start(order=order, by=zhao, at=NOON)
        results = [Result(problem="修灯", count=3)]
        rules.deliver(order=order, results=results, by=zhao, at=NOON)
    nobody = api_client()

    def lines(address, count):
        answer = nobody.get(f"{V1}/needs/{address}")
        assert not any(secret in answer.content.decode() for secret in SECRETS)
        assert len(answer.json()["results"]) == count
        return answer.json()["results"]

    theirs = {"id": f"{association.pk}", "name": association.label}
    assert lines("wanted/?category=daily_help&district=320706", 2)[0] == {
        "category": "daily_help",
        "district": "320706",
        "asked_on": "2020-03-06",
        "urgent": False,
        "kind": "need",
        "state": "accepted",
    }
    assert lines("solved/", 2)[0] == {
        "category": "daily_help",
        "district": "320706",
        "asked_in": "2020-03",
        "problem": "修灯",
        "count": 3,
        "organization": theirs,
        "state": "delivered",
    }
    (project,) = lines("projects/", 1)
    assert (project["id"], project["needs"]) == (f"{activity.pk}", 2)
    Profile.objects.update_or_create(
        organization=association, defaults={"service_fields": ["0003"]}
    )
    (offer,) = lines("offers/?service_field=0003", 1)
    assert offer["organization"] == theirs
    assert offer["service_fields"] == ["0003"]
    lines("offers/?service_field=0010", 0)
    assert offer["met"] == 2
    for nothing in ("wanted/?category=repairs", "solved/?district=320703"):
        lines(nothing, 0)
    assert nobody.get(f"{V1}/needs/wanted/?category=no").status_code == 400
    # Page by page, and as little for many lines as for one.
    first = nobody.get(f"{V1}/needs/wanted/?page_size=1").json()
    assert len(nobody.get(first["next"]).json()["results"]) == 1
    counts = []
    for size in (1, 2):
        with CaptureQueriesContext(connection) as asked:
            nobody.get(f"{V1}/needs/solved/?page_size={size}")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_carries_it_out_sees_whose_it_is_over_the_api(
    station, sun, association, zhao, captain
):
    order = claimed(station, sun, association, zhao, wished_on=date(2020, 3, 9))
    path = f"{V1}/needs/{order.need.reference}/look/"
    assert signed_in(captain).post(path).status_code == 404
    told_of = signed_in(zhao).post(path).json()
    assert told_of == {
        "name": "许海燕",
        "phone": GRANNYS_PHONE,
        "address": "幸福路三号楼",
        "beneficiary": "",
    }
    assert ContactLook.objects.get().by == zhao
    found = signed_in(zhao).get(f"{V1}/needs/?reference={order.need.reference}")
    (one,) = found.json()["results"]
    assert (one["wished_on"], one["team"], one["agreed_on"]) == (
        "2020-03-09",
        None,
        None,
    )
