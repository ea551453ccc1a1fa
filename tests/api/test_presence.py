"""Checking in and out over the API."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from activities.models import SignUp
from hours.models import Presence, Session, TurnedAway
from hours.presence import rules
from tests.activities.making import shift_of
from tests.api.calls import V1, problem
from tests.families import register_child
from tests.hours.presence.under_way import code_of, minutes_ago, under_way

pytestmark = pytest.mark.django_db
IN, OUT = f"{V1}/check-ins/", f"{V1}/check-outs/"


@pytest.fixture
def activity(association, zhao, lin):
    return under_way(association, zhao, lin)


@pytest.fixture
def lin_is_there(activity, lin):
    """Since ten minutes ago."""
    at = minutes_ago(10)
    presence, _ = rules.check_in(
        code=code_of(activity, at), volunteer=lin, by=lin.account, at=at
    )
    return presence


def test_the_organizer_reads_the_code_and_lin_checks_in(as_zhao, as_lin, activity):
    shown = as_zhao.get(f"{V1}/shifts/{shift_of(activity).pk}/code/").json()
    assert shown.keys() == {"code", "expires_at"}

    first = as_lin.post(IN, {"code": shown["code"]})
    again = as_lin.post(IN, {"code": shown["code"].lower()})

    assert (first.status_code, again.status_code) == (201, 200)
    told = first.json()
    assert (told["status"], told["evidence"]) == ("open", "timed")
    assert (told["ended_at"], told["minutes"], told["hours"]) == (None, None, None)
    assert told["activity"]["id"] == f"{activity.pk}"
    assert again.json()["id"] == told["id"]
    assert Session.objects.count() == 1


def test_lin_checks_out_and_it_waits_for_approval(as_lin, activity, lin_is_there):
    first = as_lin.post(OUT, {"code": code_of(activity)})
    again = as_lin.post(OUT, {"code": code_of(activity)})
    assert (first.status_code, again.status_code) == (200, 200)
    assert (first.json()["status"], first.json()["minutes"]) == ("submitted", 10)
    assert again.json() == first.json()


def test_refusals_have_the_codes_of_the_contract(as_lin, as_mei, activity):
    old = code_of(activity, minutes_ago(5))
    assert problem(as_lin.post(IN, {"code": old})) == (409, "code_expired")
    assert problem(as_lin.post(IN, {"code": "BCDFGHJK"})) == (409, "code_expired")
    now = {"code": code_of(activity)}
    assert problem(as_lin.post(OUT, now)) == (409, "not_checked_in")
    assert problem(as_mei.post(IN, now)) == (403, "not_invited")
    assert [one.why for one in TurnedAway.objects.order_by("at")] == [
        "code_expired",
        "not_checked_in",
        "not_invited",
    ]


def test_a_trace_and_the_one_who_waits_stay_with_a_key_as_well(as_mei, activity, mei):
    key = {"HTTP_IDEMPOTENCY_KEY": "mei-comes"}
    for _ in range(2):
        answer = as_mei.post(IN, {"code": code_of(activity)}, **key)
        assert problem(answer) == (403, "not_invited")
    assert Presence.objects.get().volunteer == mei
    assert TurnedAway.objects.count() == 2


def test_the_same_key_of_another_account_is_another_act(as_lin, as_mei, activity):
    key = {"HTTP_IDEMPOTENCY_KEY": f"{uuid4()}"}
    body = {"code": code_of(activity)}
    assert as_lin.post(IN, body, **key).status_code == 201
    assert as_lin.post(IN, body, **key).status_code == 201  # the answer that is kept
    assert problem(as_mei.post(IN, body, **key)) == (403, "not_invited")
    assert Session.objects.count() == 1


def test_the_sixth_wrong_code_is_told_when_to_come_back(as_lin, activity, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1_600_000_030.0)
    for _ in range(5):
        as_lin.post(IN, {"code": "BCDFGHJK"})
    answer = as_lin.post(IN, {"code": code_of(activity)})
    assert problem(answer) == (429, "too_many_tries")
    assert answer["Retry-After"] == "50"


def test_a_clock_that_is_wrong_is_kept(as_lin, activity):
    sent_at = (timezone.now() - timedelta(minutes=5)).isoformat()
    as_lin.post(IN, {"code": code_of(activity), "sent_at": sent_at})
    assert -310 <= Presence.objects.get().clock_skew <= -295


def test_a_guardian_checks_a_child_in(as_lin, association, zhao, lin):
    child = register_child(lin.account, at=minutes_ago(4 * 24 * 60))
    activity = under_way(association, zhao)

    shift = shift_of(activity)
    # Not by the rule: at night, when this may run, no child signs up.
    SignUp.objects.create(
        shift=shift,
        volunteer=child,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        state="seated",
        turn=1,
        joined_at=minutes_ago(24 * 60),
        by=lin.account,
    )
    body = {"code": code_of(activity), "volunteer": child.number}
    assert as_lin.post(IN, body).status_code == 201
    assert Session.objects.get().volunteer == child


def test_only_who_runs_the_check_in_reads_the_code(
    as_qian, as_lin, as_stranger, as_wang, activity
):
    url = f"{V1}/shifts/{shift_of(activity).pk}/code/"
    assert as_qian.get(url).status_code == 200
    for reader in (as_lin, as_stranger, as_wang):
        assert reader.get(url).status_code == 404
