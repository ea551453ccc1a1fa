"""What one comes to beside: not two that exclude each other, no too long week."""

from datetime import date

import pytest

from activities import errors, rules
from activities.rules import PostPlan
from policies.models import Policy
from tests.activities.making import (
    now,
    people,
    publish,
    shift_of,
    sign_up,
    states,
    times,
)
from tests.factories import NOON, appoint, make_volunteer
from tests.families import signed_at_a_desk

pytestmark = pytest.mark.django_db

# The week of 9 to 15 March 2020; Saturday is the 14th.
CHILDS_BIRTH, YOUTHS_BIRTH = date(2008, 1, 1), date(2005, 1, 1)


def minor(born=CHILDS_BIRTH):
    person = make_volunteer(f"born{born}", birth_date=born)
    signed_at_a_desk(person, at=NOON)
    return person


def on(association, zhao, start, *, hours):
    activity = publish(association, zhao, times(start, minutes=60 * hours))
    return shift_of(activity)


def refused(shift, volunteer):
    with pytest.raises(errors.NotEligible) as broken:
        sign_up(shift, volunteer)
    return broken.value.why


def test_a_childs_week_has_eight_hours(association, zhao):
    child = minor()
    sign_up(on(association, zhao, "2020-03-09 08:00", hours=4), child)
    sign_up(on(association, zhao, "2020-03-14 08:00", hours=3), child)

    sunday = on(association, zhao, "2020-03-15 08:00", hours=2)
    assert refused(sunday, child) == "week_is_full_for_minors"
    sign_up(on(association, zhao, "2020-03-15 14:00", hours=1), child)
    sign_up(on(association, zhao, "2020-03-16 08:00", hours=2), child)


def test_a_childs_day_has_four_hours_with_all_activities(association, zhao):
    child = minor()
    sign_up(on(association, zhao, "2020-03-14 08:00", hours=3), child)

    late = on(association, zhao, "2020-03-14 14:00", hours=2)
    assert refused(late, child) == "day_is_full_for_minors"
    sign_up(on(association, zhao, "2020-03-14 17:00", hours=1), child)


def test_a_youths_day_has_eight_hours_and_no_limit_of_the_week(association, zhao):
    youth = minor(YOUTHS_BIRTH)
    for day in (9, 10):
        sign_up(on(association, zhao, f"2020-03-{day:02} 08:00", hours=7), youth)
    late = on(association, zhao, "2020-03-10 16:00", hours=2)
    assert refused(late, youth) == "day_is_full_for_minors"
    sign_up(late, make_volunteer("grown"))


def test_who_is_fourteen_on_that_day_is_no_child_any_more(association, zhao):
    youth = minor(date(2006, 3, 14))
    sign_up(on(association, zhao, "2020-03-12 08:00", hours=4), youth)
    sign_up(on(association, zhao, "2020-03-13 08:00", hours=4), youth)
    sign_up(on(association, zhao, "2020-03-14 08:00", hours=5), youth)


def test_what_is_given_up_makes_room(association, zhao):
    child = minor()
    for day in (9, 10):
        (last,) = sign_up(
            on(association, zhao, f"2020-03-{day:02} 08:00", hours=4), child
        )
    third = on(association, zhao, "2020-03-11 08:00", hours=1)
    assert refused(third, child) == "week_is_full_for_minors"
    rules.give_up(sign_up=last, by=child.account, at=NOON)
    sign_up(third, child)


def test_the_city_sets_how_much_that_is(association, zhao):
    Policy.objects.create(code="child_week_minutes", holds_from=NOON.date(), value=300)
    child = minor()
    sign_up(on(association, zhao, "2020-03-09 08:00", hours=4), child)
    second = on(association, zhao, "2020-03-10 08:00", hours=2)
    assert refused(second, child) == "week_is_full_for_minors"


def test_a_child_whose_week_is_full_is_passed_over_and_keeps_the_turn(
    association, zhao
):
    shift = shift_of(
        publish(association, zhao, times("2020-03-14 09:00", minutes=240, seats=1))
    )
    child, (first, later) = minor(), people(2)
    (seat, _waits) = sign_up(shift, first, child)
    for day in (9, 10):
        sign_up(on(association, zhao, f"2020-03-{day:02} 08:00", hours=4), child)
    sign_up(shift, later)

    rules.give_up(sign_up=seat, by=first.account, at=NOON)

    assert states(shift) == ["given_up", "waiting", "offered"]


# What does not go together


@pytest.fixture
def two(association, zhao):
    """Two trips to the island, so that more people have a turn."""
    first = publish(association, zhao, times("2020-03-14 09:00"), title="上岛一")
    second = publish(association, zhao, times("2020-03-15 09:00"), title="上岛二")
    rules.exclude(activity=first, others=[second], by=zhao, at=NOON)
    return first, second


def test_one_comes_to_only_one_of_two(two, lin):
    (mine,) = sign_up(shift_of(two[1]), lin)

    with pytest.raises(errors.NotTogether) as broken:
        sign_up(shift_of(two[0]), lin)
    assert "上岛二" in broken.value.detail

    rules.give_up(sign_up=mine, by=lin.account, at=NOON)
    sign_up(shift_of(two[0]), lin)


def test_several_times_of_one_go_together(association, zhao, lin, two):
    both = publish(association, zhao, times("2020-03-17 09:00"), times())
    rules.exclude(activity=both, others=[two[0]], by=zhao, at=NOON)
    sign_up(shift_of(both), lin)
    sign_up(shift_of(both, 1), lin)


def test_who_waits_for_both_is_offered_one(two, lin):
    first, second = (shift_of(one) for one in two)
    some, others = people(2), [make_volunteer(f"other{n}") for n in range(2)]
    (seat, *_), (seat_there, *_) = sign_up(first, *some), sign_up(second, *others)
    (waits,), (waits_there,) = sign_up(first, lin), sign_up(second, lin)

    rules.give_up(sign_up=seat, by=some[0].account, at=NOON)
    rules.give_up(sign_up=seat_there, by=others[0].account, at=NOON)

    assert now(waits).is_offered
    assert now(waits_there).is_waiting


def test_organizers_keep_apart_only_what_is_theirs(
    association, beach_team, zhao, stranger, two
):
    appoint(stranger, "admin", beach_team)
    foreign = publish(beach_team, stranger)
    with pytest.raises(errors.NotOnesOwn):
        rules.exclude(activity=two[0], others=[foreign], by=zhao, at=NOON)
    with pytest.raises(errors.NotAnOrganizer):
        rules.exclude(activity=two[0], others=[], by=stranger, at=NOON)
    rules.exclude(activity=two[1], others=[], by=zhao, at=NOON)
    assert not two[0].excludes.exists()


def test_posts_do_not_matter(association, zhao, lin, two):
    plan = PostPlan(name="渡口", shifts=[times("2020-03-16 09:00")])
    rules.add_shifts(activity=two[1], posts=[plan], by=zhao, at=NOON)
    sign_up(shift_of(two[1], 1), lin)
    with pytest.raises(errors.NotTogether):
        sign_up(shift_of(two[0]), lin)
