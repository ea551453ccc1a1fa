"""Until when what should be done, and what happens by itself."""

from datetime import timedelta

import pytest

from needs import rules
from needs.deadlines import add_working_hours, clock
from policies.models import Policy
from tests.factories import NOON, moment
from tests.needs.making import claimed, delivered, dispatched, now, report

pytestmark = pytest.mark.django_db

MONDAY_NOON = moment("2020-03-09 12:00")


@pytest.mark.parametrize(
    ("start", "hours", "until"),
    [
        ("2020-03-05 12:00", 24, "2020-03-06 12:00"),
        ("2020-03-06 12:00", 24, "2020-03-09 12:00"),  # over a weekend
        ("2020-03-07 15:00", 2, "2020-03-09 02:00"),  # on a Saturday
        ("2020-03-06 23:00", 1, "2020-03-07 00:00"),
        ("2026-09-30 12:00", 24, "2026-10-08 12:00"),  # over a week off
        ("2026-10-08 12:00", 48, "2026-10-10 12:00"),  # onto a Saturday that works
        ("2026-09-18 12:00", 24, "2026-09-20 12:00"),  # and a Sunday
    ],
)
def test_the_clock_stands_still_at_weekends_and_on_holidays(start, hours, until):
    assert add_working_hours(moment(start), hours) == moment(until)


def test_the_city_says_between_which_hours_it_runs():
    for code, value in (("need_day_begins", 9), ("need_day_ends", 17)):
        Policy.objects.create(code=code, holds_from="2020-01-01", value=value)
    assert add_working_hours(NOON, 8) == MONDAY_NOON
    assert add_working_hours(moment("2020-03-05 20:00"), 1) == moment(
        "2020-03-06 10:00"
    )


def test_what_is_urgent_does_not_wait_for_monday(station):
    assert report(station).due_at == MONDAY_NOON
    assert report(station, urgent=True).due_at == NOON + timedelta(hours=2)


def test_everybody_sees_how_much_time_is_left(station):
    order = report(station)
    sees = {
        NOON: "fine",
        MONDAY_NOON - timedelta(hours=2): "soon",
        MONDAY_NOON + timedelta(hours=3): "late",
    }
    assert {at: clock(order, at=at).state for at in sees} == sees
    assert "3" in clock(order, at=MONDAY_NOON + timedelta(hours=3)).words


def test_what_waits_too_long_goes_up_step_by_step_and_each_once(
    station, institute, center, sun, association
):
    order = dispatched(station, sun, association)
    assert rules.keep_orders(at=MONDAY_NOON - timedelta(minutes=1)) == 0
    assert rules.keep_orders(at=MONDAY_NOON) == 1
    assert rules.keep_orders(at=MONDAY_NOON) == 0
    assert now(order).in_charge == institute
    assert now(order).state == "dispatched"  # the organization may still answer
    assert rules.keep_orders(at=now(order).due_at) == 1
    assert now(order).in_charge == center
    # Above the center there is nobody: it stays late, and is told nobody again.
    assert rules.keep_orders(at=now(order).due_at) == 0
    assert order.steps.filter(act="escalate").count() == 2


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=30)])
@pytest.mark.parametrize("state", ["submitted", "accepted", "offered", "dispatched"])
def test_it_goes_up_once_over_holidays_however_late_and_often_upkeep_runs(
    station, institute, center, late, state, sun, association
):
    """Reported before the National Day of 2026, and left by everybody."""
    eve = moment("2026-09-30 12:00")
    order = report(station, at=eve)
    if state != "submitted":
        rules.accept(order=order, by=sun, at=eve)
    if state == "offered":
        rules.offer(order=order, by=sun, at=eve)
    if state == "dispatched":
        rules.dispatch(order=order, organization=association, by=sun, at=eve)
    order = now(order)
    assert order.state == state
    assert order.due_at == moment("2026-10-08 12:00")
    assert rules.keep_orders(at=now(order).due_at - timedelta(seconds=1)) == 0

    for charged in (institute, center):
        ran = now(order).due_at + late
        assert [rules.keep_orders(at=ran) for _twice in range(2)] == [1, 0]
        assert now(order).in_charge == charged
        # The step has its whole time again, counted from when it was sent up.
        assert now(order).due_at == add_working_hours(ran, 24)
    assert rules.keep_orders(at=now(order).due_at + late) == 0
    assert order.steps.filter(act="escalate").count() == 2


@pytest.mark.parametrize("state", ["claimed", "scheduled", "in_service"])
def test_what_was_taken_on_and_is_not_done_goes_up_once_and_stays_in_hand(
    station, institute, center, state, sun, association, zhao, beach_cleaning
):
    order = claimed(station, sun, association, zhao)
    if state == "scheduled":
        rules.schedule(order=order, activity=beach_cleaning, by=zhao, at=NOON)
    if state == "in_service":
        rules.start(order=order, by=zhao, at=NOON)
    day = now(order).agreed_on
    assert rules.keep_orders(at=now(order).due_at - timedelta(seconds=1)) == 0
    for charged in (institute, center):
        late = now(order).due_at + timedelta(days=1)
        assert [rules.keep_orders(at=late) for _twice in range(2)] == [1, 0]
        moved = now(order)
        assert (moved.in_charge, moved.state) == (charged, state)
        assert (moved.organization, moved.agreed_on) == (association, day)
        assert moved.due_at == late + timedelta(days=7)
    assert rules.keep_orders(at=now(order).due_at) == 0
    assert order.steps.filter(act="escalate").count() == 2


def test_what_nobody_rates_ends_unrated_and_is_not_good(
    station, sun, association, zhao
):
    order = delivered(station, sun, association, zhao)
    assert rules.keep_orders(at=NOON + timedelta(days=6)) == 0
    assert rules.keep_orders(at=NOON + timedelta(days=7)) == 1
    ended = now(order)
    assert (ended.state, ended.due_at, ended.is_good_end) == ("unrated", None, False)


def test_the_day_that_was_agreed_counts(station, sun, association, zhao):
    order = dispatched(station, sun, association)
    day = (NOON + timedelta(days=20)).date()
    rules.claim(order=order, organization=association, agreed_on=day, by=zhao, at=NOON)
    assert now(order).due_at == moment("2020-03-27 00:00")
    other = claimed(station, sun, association, zhao)
    assert other.due_at == NOON + timedelta(days=7)
