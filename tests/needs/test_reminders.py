"""Who has to act is reminded once: before it is late, and before the agreed day."""

from datetime import date, timedelta

import pytest

from needs import rules
from notices.models import Notice
from tests.factories import NOON, moment
from tests.needs.making import claimed, dispatched, now, report

pytestmark = pytest.mark.django_db

THURSDAY = date(2020, 3, 12)


def reminded(code="order_soon_late"):
    found = Notice.objects.filter(event=code)
    return sorted(found.values_list("recipient__username", flat=True))


@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=5)])
def test_the_site_is_reminded_once_before_it_is_late(station, institute, sun, late):
    order = report(station)
    soon = order.due_at - (order.due_at - NOON) / 4
    assert rules.remind(at=soon - timedelta(seconds=1)) == 0
    assert rules.remind(at=soon + late) == 1
    assert rules.remind(at=soon + late) == 0
    assert reminded() == ["sun"]
    # Sent up, it has its whole time again, and those above are reminded.
    rules.keep_orders(at=now(order).due_at)
    assert rules.remind(at=now(order).due_at) == 1


def test_who_was_faster_is_not_reminded(station, sun, association, zhao):
    order = dispatched(station, sun, association)
    rules.decline(order=order, reason="人手不够", by=zhao, at=NOON)
    rules.refuse(order=report(station), reason="不属于", by=sun, at=NOON)
    rules.remind(at=now(order).due_at)
    assert reminded() == ["sun"]  # of the one that is to be dispatched again


def test_an_organization_is_reminded_to_answer_and_to_do_it(
    station, sun, association, zhao, leader
):
    account, team = leader
    order = dispatched(station, sun, association)
    rules.remind(at=order.due_at)
    assert reminded() == ["zhao"]
    rules.claim(order=order, organization=association, team=team, by=zhao, at=NOON)
    rules.remind(at=now(order).due_at)
    assert reminded() == sorted(["zhao", "zhao", account.username])


@pytest.mark.parametrize(
    ("ran", "tells"),
    [
        ("2020-03-10 12:00", 0),
        ("2020-03-11 07:00", 0),  # nobody is woken
        ("2020-03-11 08:00", 1),
        ("2020-03-12 09:00", 1),  # late, and the day is not over
        ("2020-03-13 09:00", 0),
    ],
)
def test_the_day_before_the_agreed_day(station, sun, association, zhao, ran, tells):
    order = dispatched(station, sun, association)
    said = {"organization": association, "agreed_on": THURSDAY, "by": zhao}
    rules.claim(order=order, at=NOON, **said)
    for _twice in range(2):
        rules.remind(at=moment(ran))
    assert reminded("order_day_is_near") == ["zhao"] * tells


def test_what_was_begun_or_given_back_needs_no_reminder(
    station, sun, association, zhao
):
    for act in (
        lambda order: rules.start(order=order, by=zhao, at=NOON),
        lambda order: rules.decline(order=order, reason="x", by=zhao, at=NOON),
    ):
        order = dispatched(station, sun, association)
        said = {"organization": association, "agreed_on": THURSDAY, "by": zhao}
        rules.claim(order=order, at=NOON, **said)
        act(order)
    rules.remind(at=moment("2020-03-11 09:00"))
    assert reminded("order_day_is_near") == []


def test_another_day_is_another_reminder(
    station, sun, association, zhao, beach_cleaning
):
    order = claimed(station, sun, association, zhao)
    assert order.remind_of_day_on is None
    rules.schedule(order=order, activity=beach_cleaning, by=zhao, at=NOON)
    eve = now(order).agreed_on - timedelta(days=1)
    assert now(order).remind_of_day_on == eve
