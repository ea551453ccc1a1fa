"""Something near me: what is found, in which order, and what it costs."""

from datetime import date

import pytest

from activities import rules
from activities.reports import Wanted, find, shifts_to_come
from tests.activities.making import draft, people, publish, sign_up, times
from tests.factories import NOON, moment
from tests.plans import watched
from volunteers.models import Site

pytestmark = pytest.mark.django_db


def titles(at=NOON, **wanted):
    return [shift.activity.title for shift in find(Wanted(**wanted), at=at)]


@pytest.fixture
def three(association, zhao):
    """In order of their next shifts: clinic, beach, library."""
    publish(
        association,
        zhao,
        times("2020-03-16 09:00"),
        times("2020-03-10 09:00", seats=1),
        title="义诊",
    )
    publish(association, zhao, times("2020-03-12 09:00", seats=5), title="净滩")
    publish(association, zhao, times("2020-03-14 09:00"), title="借阅", accessible=True)


def test_each_activity_is_there_once_by_its_next_shift(three):
    assert titles() == ["义诊", "净滩", "借阅"]
    assert titles(moment("2020-03-10 09:01")) == ["净滩", "借阅", "义诊"]
    assert titles(moment("2020-03-16 09:01")) == []


def test_from_a_day_on(three):
    assert titles(since=date(2020, 3, 13)) == ["借阅", "义诊"]


def test_where_there_is_room_for_so_many(three):
    (lin,) = people(1)
    clinic = next(one for one in find(Wanted(), at=NOON))
    sign_up(clinic, lin)
    # Its first shift is full, so it is found by the second.
    assert titles(free_seats=1) == ["净滩", "借阅", "义诊"]
    assert titles(free_seats=3) == ["净滩"]


def test_for_whoever_needs_a_ramp(three):
    assert titles(accessible=True) == ["借阅"]


def test_by_each_of_its_fields(association, zhao):
    one = publish(association, zhao, times("2020-03-12 09:00"), further_fields=["0006"])

    assert titles(service_field="0016") == titles(service_field="0006") == [one.title]
    assert titles(service_field="0001") == []


def test_near_me(association, zhao):
    center = Site.objects.create(
        code="320703C", kind="center", name="连云区中心", district_id="320703"
    )
    institute = Site.objects.create(
        code="320703I",
        kind="institute",
        name="墟沟所",
        district_id="320703",
        parent=center,
    )
    publish(association, zhao, site=institute, title="净滩")
    publish(association, zhao, title="引导")
    assert titles(district="320703") == ["净滩"]
    assert titles(district="320706") == ["引导"]
    assert titles(site=center) == ["净滩"]
    assert titles(service_field="0016") == ["净滩", "引导"]
    assert titles(service_field="0006") == []


def test_nobody_finds_what_is_not_for_everybody_to_find(association, zhao, activity):
    draft(association, zhao)
    publish(association, zhao, audience="invited", title="内部")
    closed = publish(association, zhao, title="停了")
    rules.close(activity=closed, by=zhao, at=NOON)
    gone = publish(association, zhao, title="没了")
    rules.cancel(activity=gone, reason="台风", by=zhao, at=NOON)
    publish(association, zhao, audience="members", title="会员")
    assert titles() == [activity.title, "会员"]

    association.status = "suspended"
    association.save()

    assert titles() == []


def test_the_shifts_of_what_is_found_come_in_order(three):
    activities = [shift.activity_id for shift in find(Wanted(), at=NOON)]
    to_come = shifts_to_come(activities, since=NOON)
    assert [one.date.day for one in to_come[activities[0]]] == [10, 16]


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_costs_the_same_however_many_there_are(association, zhao, count):
    for n in range(count):
        publish(association, zhao, times(f"2020-03-{10 + n % 15} 09:00"))
    with watched() as queries:
        found = list(find(Wanted(free_seats=1), at=NOON)[:20])
        told = shifts_to_come([one.activity_id for one in found], since=NOON)
        assert [one.activity.organization.label for one in found]
        assert [one.post.name for own in told.values() for one in own]
    assert len(queries) == 2
