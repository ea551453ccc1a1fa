"""Deciding by ids or by a filter, at once or in a job."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from config import jobs as config_jobs
from hours import jobs, rules
from hours.models import OrganizationMonth, Session, VolunteerYear
from tests.api.calls import NO_SUCH_ID, V1, problem
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_account,
    make_volunteer,
    moment,
)


@pytest.fixture
def roster(association):
    """Three people, two hours each, waiting."""
    recorder = appoint(make_account("recorder"), "recorder", association)
    return [
        log_session(volunteer=make_volunteer(), organization=association, by=recorder)
        for _ in range(3)
    ]


def decide(caller, decision="approve", **said):
    return caller.post(f"{V1}/decisions/", {"decision": decision} | said)


def ids(sessions):
    return [str(session.pk) for session in sessions]


def statuses(sessions):
    found = Session.objects.filter(pk__in=[one.pk for one in sessions])
    return set(found.values_list("status", flat=True))


def shown(association, **narrowed):
    """The filter of a queue as the desk shows it now."""
    return {
        "organization": str(association.pk),
        "submitted_before": timezone.now().isoformat(),
    } | narrowed


def test_zhao_approves_what_he_ticked(as_zhao, roster, association):
    answer = decide(as_zhao, sessions=ids(roster[:2]))
    assert answer.status_code == 200
    assert answer.json() == {
        "decided": 2,
        "minutes": 240,
        "refused": [],
        "refused_by_code": {},
    }
    assert OrganizationMonth.objects.get(organization=association).minutes == 240


def test_zhao_approves_all_that_match_the_queue_as_shown(as_zhao, roster, association):
    answer = decide(as_zhao, filter=shown(association, expect=3))
    assert (answer.status_code, answer.json()["decided"]) == (200, 3)
    assert statuses(roster) == {"approved"}


def test_another_count_than_shown_decides_nothing(as_zhao, roster, association):
    answer = decide(as_zhao, filter=shown(association, expect=2))
    assert problem(answer) == (409, "queue_changed")
    assert answer.json()["count"] == 3
    assert statuses(roster) == {"submitted"}


def test_what_comes_in_later_was_not_shown(as_zhao, roster, association, lin):
    queue = shown(association, submitted_before=NOON.isoformat(), expect=3)
    later = log_session(
        volunteer=lin, organization=association, at=NOON + timedelta(seconds=1)
    )
    assert decide(as_zhao, filter=queue).json()["decided"] == 3
    assert statuses([later]) == {"submitted"}


@pytest.mark.django_db(transaction=True)
def test_what_came_back_after_it_was_shown_was_not_shown(
    as_zhao, lin, association, zhao
):
    # While Zhao reads the queue, one session waits for Lin's answer, and another
    # is approved.
    asked, approved = (
        log_session(volunteer=lin, organization=association, start=start)
        for start in ("2020-03-05 09:00", "2020-03-04 09:00")
    )
    rules.query(sessions=[asked], by=zhao, at=NOON, reason="Which beach?")
    rules.approve(sessions=[approved], by=zhao, at=NOON)
    queue = shown(association)

    # Then she answers, and the approval is taken back.
    at = timezone.now()
    rules.answer(session=asked, text="Liandao.", by=lin.account, at=at)
    rules.undo(sessions=[approved], by=zhao, at=NOON)

    assert decide(as_zhao, filter=queue).json()["decided"] == 0
    assert decide(as_zhao, filter=shown(association)).json()["decided"] == 2


@pytest.mark.parametrize(
    ("narrowed", "decided"),
    [
        ({"status": "submitted"}, 3),
        ({"status": "approved"}, 0),
        ({"from": "2020-03-05", "to": "2020-03-05"}, 3),
        ({"from": "2020-03-06"}, 0),
        ({"evidence": "timed"}, 0),
        ({"evidence": "entered"}, 3),
        ({"activity": NO_SUCH_ID}, 0),
        ({"volunteer": "V3"}, 0),
    ],
)
def test_the_filter_is_that_of_the_list(
    as_zhao, roster, association, narrowed, decided
):
    answer = decide(as_zhao, filter=shown(association, **narrowed))
    assert answer.json()["decided"] == decided


def test_an_unknown_filter_is_never_ignored(as_zhao, roster, association):
    answer = decide(as_zhao, filter=shown(association, organisation="x"))
    assert problem(answer) == (422, "unknown_filter")
    assert "organisation" in answer.json()["detail"]
    assert statuses(roster) == {"submitted"}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "sessions"),
        ({"sessions": [], "filter": {}}, "sessions"),
        ({"sessions": ["x"]}, "sessions"),
        ({"sessions": "x"}, "sessions"),
        ({"filter": {"status": "done"}}, "filter"),
        ({"filter": []}, "filter"),
        ({"sessions": [], "decision": "bless"}, "decision"),
        ({"sessions": [], "expect": 3}, "expect"),
        ({"sessions": [], "decision": "reject", "reason_code": "x"}, "reason_code"),
    ],
)
def test_what_is_malformed_is_said_by_field(as_zhao, said, field):
    answer = as_zhao.post(f"{V1}/decisions/", {"decision": "approve"} | said)
    assert problem(answer) == (400, "invalid")
    assert list(answer.json()["errors"]) == [field]


def test_what_is_not_ones_own_does_not_exist(
    as_zhao, as_stranger, roster, lin, beach_team
):
    theirs = log_session(volunteer=lin, organization=beach_team)
    answer = decide(as_zhao, sessions=[*ids(roster), str(theirs.pk), str(uuid4())])
    told = answer.json()
    assert told["decided"] == 3
    assert told["refused_by_code"] == {"not_found": 2}
    assert told["refused"][0]["detail"] == "There is no such session."
    assert statuses([theirs]) == {"submitted"}

    # By a filter there is nothing to refuse.
    queue = {"organization": str(beach_team.pk)}
    assert decide(as_zhao, filter=queue).json()["decided"] == 0
    assert decide(as_stranger, filter=queue).json()["decided"] == 1


def test_nobody_decides_their_own(as_zhao, zhao, association):
    own = log_session(volunteer=zhao.volunteer, organization=association)
    answer = decide(as_zhao, sessions=ids([own]))
    assert answer.json()["refused_by_code"] == {"own_session": 1}


def test_twice_the_same_changes_nothing_twice(as_zhao, roster, association):
    decide(as_zhao, sessions=ids(roster))
    again = decide(as_zhao, sessions=ids(roster) * 2)
    assert again.json()["refused_by_code"] == {"already_decided": 3}
    assert OrganizationMonth.objects.get(organization=association).minutes == 360


@pytest.mark.parametrize("decision", ["reject", "query", "reverse"])
def test_a_reason_is_needed(as_zhao, roster, decision):
    assert problem(decide(as_zhao, decision, sessions=ids(roster))) == (
        422,
        "reason_needed",
    )


def test_one_life_over_the_api(as_lin, as_zhao, lin, association):
    session = log_session(volunteer=lin, organization=association)
    own = f"{V1}/sessions/{session.pk}/"

    def now():
        return as_lin.get(own).json()["status"]

    named = {"sessions": ids([session])}
    decide(as_zhao, "query", **named, reason="Which beach?")
    assert now() == "queried"
    decide(as_zhao, "undo", **named)
    assert now() == "submitted"
    decide(as_zhao, "reject", **named, reason_code="not_present")
    assert now() == "rejected"
    decide(as_zhao, "undo", **named)
    decide(as_zhao, **named)
    assert now() == "approved"
    assert VolunteerYear.objects.get(volunteer=lin).minutes == 120
    told = decide(as_zhao, "reverse", **named, reason="Beach closed").json()
    assert (told["decided"], told["minutes"]) == (1, 120)
    assert now() == "reversed"
    assert VolunteerYear.objects.get(volunteer=lin).minutes == 0


def test_undo_and_reverse_by_filter_mean_what_they_can_touch(
    as_zhao, roster, association
):
    decide(as_zhao, sessions=ids(roster[:2]))
    queue = {"organization": str(association.pk)}
    undone = decide(as_zhao, "undo", filter=queue).json()
    assert (undone["decided"], undone["refused"]) == (2, [])

    decide(as_zhao, sessions=ids(roster[:1]))
    reversed_ = decide(as_zhao, "reverse", filter=queue, reason="Closed").json()
    assert (reversed_["decided"], reversed_["refused"]) == (1, [])


def test_who_holds_no_office_decides_nothing(as_lin, nobody, roster):
    assert problem(decide(as_lin, sessions=ids(roster))) == (403, "scope_missing")
    assert problem(decide(nobody, sessions=ids(roster))) == (401, "not_authenticated")


def test_an_office_that_ended_decides_nothing(as_zhao, zhao, roster):
    zhao.appointments.update(ends_on=moment("2020-12-31 00:00").date())
    told = decide(as_zhao, sessions=ids(roster)).json()
    assert told["refused_by_code"] == {"not_found": 3}


def test_a_key_decides_once(as_zhao, roster):
    keyed = {"Idempotency-Key": "k1"}
    body = {"decision": "approve", "sessions": ids(roster)}
    first, again = (
        as_zhao.post(f"{V1}/decisions/", body, headers=keyed) for _ in range(2)
    )
    assert first.json() == again.json()
    assert again.json()["decided"] == 3
    other = as_zhao.post(f"{V1}/decisions/", body | {"reason": "x"}, headers=keyed)
    assert problem(other) == (422, "key_reused")


@pytest.fixture
def steps_of_two(monkeypatch):
    monkeypatch.setattr(jobs, "AT_ONCE", 2)


def test_more_than_a_thousand_are_decided_in_steps(
    as_zhao, as_mei, roster, association, steps_of_two
):
    queue = shown(association, expect=3)
    answer = decide(as_zhao, filter=queue)
    assert answer.status_code == 202
    url = f"{V1}/jobs/{answer.json()['job']}/"
    assert as_zhao.get(url).json()["state"] == "waiting"

    # A worker does the first step; somebody else is quicker with the last session.
    assert config_jobs.advance(answer.json()["job"]) is True
    halfway = as_zhao.get(url).json()
    assert (halfway["state"], halfway["done"], halfway["total"]) == ("running", 2, 3)
    assert halfway["result"]["decided"] == 2
    decide(as_zhao, sessions=ids(roster[2:]))

    assert config_jobs.advance(answer.json()["job"]) is False
    told = as_zhao.get(url).json()
    assert (told["state"], told["done"]) == ("done", 3)
    assert (told["result"]["decided"], told["result"]["minutes"]) == (2, 240)
    assert told["result"]["refused_by_code"] == {"already_decided": 1}
    assert statuses(roster) == {"approved"}

    # Another's job does not exist.
    assert problem(as_mei.get(url)) == (404, "not_found")


def test_a_job_tells_200_refusals_by_name_and_all_by_code(
    as_zhao, monkeypatch, association
):
    monkeypatch.setattr(jobs, "AT_ONCE", 150)
    unknown = [str(uuid4()) for _ in range(320)]
    job = decide(as_zhao, sessions=unknown).json()["job"]
    while config_jobs.advance(job):
        pass
    result = as_zhao.get(f"{V1}/jobs/{job}/").json()["result"]
    assert len(result["refused"]) == 200
    assert result["refused_by_code"] == {"not_found": 320}


def test_a_reason_is_asked_for_before_a_job_begins(as_zhao, roster, steps_of_two):
    answer = decide(as_zhao, "reject", sessions=ids(roster))
    assert problem(answer) == (422, "reason_needed")
