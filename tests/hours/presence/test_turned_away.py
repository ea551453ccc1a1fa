"""A code that is replayed is refused in a clear sentence, and leaves a trace."""

import pytest
from django.db import transaction

from config.anyway import kept_anyway
from hours.models import Presence, Session
from hours.presence import errors
from hours.presence.upkeep import forget_turned_away
from tests.activities.making import publish, shift_of, sign_up, times
from tests.hours.presence.on_site import at, code_at, comes, counted, leaves, traces

pytestmark = pytest.mark.django_db


def test_a_photograph_after_its_life(lin_comes, activity):
    photographed = code_at(activity, "09:00")
    with pytest.raises(errors.CodeExpired) as refused:
        comes(lin_comes, activity, "10:17", code=photographed)

    assert "photos" in refused.value.detail or "照片" in refused.value.detail
    (trace,) = activity.turned_away.all()
    assert (trace.account, trace.volunteer) == (lin_comes.account, lin_comes)
    assert (trace.why, trace.code_age, trace.at) == ("code_expired", 77, at("10:17"))
    assert counted(lin_comes) == []


def test_a_code_of_another_activity(lin_comes, activity, association, zhao):
    other = publish(association, zhao, times(), title="另一场")

    with pytest.raises(errors.NotInvited):
        comes(lin_comes, other)

    assert traces(other) == [("lin", "not_invited")]
    assert traces(activity) == []
    assert counted(lin_comes) == []


def test_to_leave_by_a_code_of_another_activity(lin_comes, activity, association, zhao):
    other = publish(association, zhao, times(), title="另一场")
    comes(lin_comes, activity)

    with pytest.raises(errors.NotCheckedIn):
        leaves(lin_comes, activity, code=code_at(other, "12:00"))

    assert traces(other) == [("lin", "not_checked_in")]
    assert counted(lin_comes) == [("open", None, "timed")]


def test_a_code_passed_on_to_somebody_without_a_seat(lin_comes, mei, activity):
    code = code_at(activity, "09:00")
    comes(lin_comes, activity, code=code)
    with pytest.raises(errors.NotInvited):
        comes(mei, activity, code=code)

    assert traces(activity) == [("mei", "not_invited")]
    assert counted(mei) == []


def test_a_code_used_for_somebody_else(lin_comes, mei, activity, client):
    for act in (comes, leaves):
        with pytest.raises(errors.ForSomebodyElse):
            act(lin_comes, activity, by=mei.account)

    (_in, out) = activity.turned_away.order_by("at")
    assert (out.account, out.volunteer, out.why) == (
        mei.account,
        mei,
        "for_somebody_else",
    )
    assert counted(lin_comes) == []


def test_after_check_out_a_code_of_before_opens_nothing(lin_comes, activity):
    comes(lin_comes, activity, "09:00")
    leaves(lin_comes, activity, "10:00")
    for used in ("09:59", "10:00"):
        with pytest.raises(errors.CodeUsed):
            comes(lin_comes, activity, "10:00:40", code=code_at(activity, used))

    assert traces(activity) == [("lin", "code_used")] * 2
    assert counted(lin_comes) == [("submitted", 60, "timed")]


def test_a_new_code_after_check_out_opens_another(lin_comes, activity):
    comes(lin_comes, activity, "09:00")
    leaves(lin_comes, activity, "10:00")
    comes(lin_comes, activity, "10:10")
    assert counted(lin_comes) == [("submitted", 60, "timed"), ("open", None, "timed")]


def test_what_is_no_code_leaves_no_trace_for_it_is_nobodys(lin_comes, activity):
    with pytest.raises(errors.CodeUnknown) as refused:
        comes(lin_comes, activity, code="BCDFGHJK")
    assert refused.value.code == "code_expired"
    assert traces(activity) == []


def test_after_five_wrong_codes_in_a_minute_a_good_one_waits_too(
    lin_comes, mei, activity, shift, monkeypatch
):
    monkeypatch.setattr("time.time", lambda: 1_600_000_030.0)
    sign_up(shift, mei)
    for _ in range(5):
        with pytest.raises(errors.CodeUnknown):
            comes(lin_comes, activity, code="BCDFGHJK")
    for code in ("BCDFGHJK", code_at(activity, "09:00")):
        with pytest.raises(errors.TooManyTries):
            comes(lin_comes, activity, code=code)
    assert comes(mei, activity).is_on_site  # it is one's own limit

    monkeypatch.setattr("time.time", lambda: 1_600_000_090.0)
    assert comes(lin_comes, activity).is_on_site


def test_a_trace_stays_though_what_is_around_is_undone(lin_comes, activity):
    with pytest.raises(errors.CodeExpired), kept_anyway(), transaction.atomic():
        comes(lin_comes, activity, "10:00", code=code_at(activity, "09:00"))
    assert traces(activity) == [("lin", "code_expired")]


def test_traces_go_after_their_term(lin_comes, mei, activity):
    with pytest.raises(errors.NotInvited):
        comes(mei, activity)
    comes(lin_comes, activity)

    assert forget_turned_away(at("08:00"), 10) == 0
    assert forget_turned_away(at("23:00"), 10) == 2

    assert traces(activity) == []
    assert [one.volunteer for one in Presence.objects.all()] == [lin_comes]
    assert Session.objects.count() == 1


def test_a_shift_of_yesterday_is_no_seat_of_today(lin, activity, association, zhao):
    other = publish(
        association, zhao, times("2020-03-13 09:00"), times("2020-03-14 09:00")
    )
    sign_up(shift_of(other, 0), lin)
    with pytest.raises(errors.NotInvited):
        comes(lin, other)
