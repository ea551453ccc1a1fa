"""An organization's rules over the API, and what they decided."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hours.automatic import rules
from hours.automatic.conditions import Conditions
from hours.automatic.stopping import stop_all
from hours.models import AutomaticDecision
from tests.api.calls import V1, problem, signed_in
from tests.factories import NOON, make_organization, make_volunteer
from tests.hours.at_the_rules import (
    an_id,
    decide,
    let_the_city,
    rule_on,
    witnessed,
)

pytestmark = pytest.mark.django_db


def of(organization, more=""):
    return f"{V1}/organizations/{organization.pk}/rules/{more}"


def results(caller, address, **asked):
    return caller.get(address, asked).json()["results"]


@pytest.fixture
def decided(association, zhao, qian, lin, mei):
    """Lin's hours approved by Zhao's first rule, Mei's left to a person."""
    first = witnessed(lin, association, qian)
    second = witnessed(mei, association, qian, id=an_id(association, drawn=True))
    rule_on(association, zhao)
    assert decide(association) == 2
    return first, second


def test_versions_say_what_they_ask_and_which_of_them_works(
    as_zhao, association, zhao, wang
):
    rule_on(association, zhao)
    let_the_city(declared=1)
    rules.make(
        organization=association,
        conditions=Conditions(
            least_evidence="declared",
            most_minutes=90,
            needs_activity=True,
            most_days_outside=2,
            member_days=30,
            share=10,
        ),
        by=zhao,
        at=NOON,
    )

    second, first = results(as_zhao, of(association))
    assert second == {
        "version": 2,
        "least_evidence": "declared",
        "most_minutes": 90,
        "needs_activity": True,
        "most_days_outside": 2,
        "member_days": 30,
        "share": 10,
        "made_by": zhao.volunteer.name,
        "made_at": "2020-03-06T12:00:00+08:00",
        "is_on": False,
        "works": False,
    }
    assert (first["version"], first["is_on"], first["works"]) == (1, True, True)

    stop_all(words="Forged rosters", by=wang, at=NOON)
    _second, first = results(as_zhao, of(association))
    assert (first["is_on"], first["works"]) == (True, False)


def test_decisions_come_with_their_trace(as_zhao, association, zhao, decided):
    held, approved = sorted(
        results(as_zhao, of(association, "decisions/")), key=lambda one: one["outcome"]
    )[::-1]
    traces = {one.session_id: one for one in AutomaticDecision.objects.all()}
    assert approved == {
        "session": str(decided[0].pk),
        "volunteer": decided[0].volunteer.name,
        "rule": 1,
        "switched_on_by": zhao.volunteer.name,
        "outcome": "approved",
        "evidence": "witnessed",
        "minutes": 120,
        "chance": traces[decided[0].pk].chance,
        "share": 5,
        "facts": {"sent_on": "2020-03-05", "days_outside": None, "member_since": None},
        "decided_at": "2020-03-06T12:00:00+08:00",
    }
    assert held["outcome"] == "held"
    assert held["chance"] < held["share"]


def test_they_are_narrowed_by_outcome_version_and_session(
    as_zhao, association, decided
):
    here = of(association, "decisions/")
    ids = [str(one.pk) for one in decided]
    for asked, found in (
        ({"outcome": "approved"}, [ids[0]]),
        ({"outcome": "held"}, [ids[1]]),
        ({"rule": "1"}, sorted(ids)),
        ({"rule": "2"}, []),
        ({"session": ids[1]}, [ids[1]]),
    ):
        assert (
            sorted(one["session"] for one in results(as_zhao, here, **asked)) == found
        )
    for wrong in ({"outcome": "undone"}, {"rule": "0"}, {"session": "x"}):
        assert problem(as_zhao.get(here, wrong)) == (400, "invalid")


def test_names_are_masked_for_those_who_read_for_the_city(
    association, zhao, he, decided
):
    reads = signed_in(he)
    (rule,) = results(reads, of(association))
    assert rule["made_by"] != zhao.volunteer.name
    told = results(reads, of(association, "decisions/"))
    assert {one.volunteer.name for one in decided}.isdisjoint(
        one["volunteer"] for one in told
    )


def test_other_organizations_rules_do_not_exist(as_zhao, stranger, decided):
    other = make_organization("港城救援队")
    for more in ("", "decisions/"):
        assert problem(as_zhao.get(of(other, more))) == (404, "not_found")
    for one in decided[:1]:
        far = signed_in(stranger)
        address = of(one.organization, "decisions/")
        assert problem(far.get(address, {"session": one.pk})) == (404, "not_found")


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_asks_the_same_however_long(as_zhao, association, zhao, qian, count):
    for _n in range(count):
        witnessed(make_volunteer(), association, qian)
    rule_on(association, zhao)
    assert decide(association) == count
    with CaptureQueriesContext(connection) as asked:
        assert len(results(as_zhao, of(association, "decisions/"))) == count
    assert len(asked) == 5
