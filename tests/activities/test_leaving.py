"""Seats of a record that is given up for another, and what is written down of it."""

import pytest

from activities import rules
from activities.models import ActivityEvent, ShiftEvent, SignUp, SignUpEvent
from tests.activities.making import people, publish, shift_of, sign_up, states, times
from tests.factories import NOON, make_volunteer

pytestmark = pytest.mark.django_db


def hand_over(given, kept, by):
    rules.hand_over_seats(given=given, kept=kept, by=by, at=NOON)


def of(volunteer):
    return list(
        SignUp.objects.living().filter(volunteer=volunteer).values_list("state")
    )


def test_the_record_that_goes_on_has_the_seat(shift, zhao):
    given, other, waiting = people(3)
    sign_up(shift, given, other, waiting)
    kept = make_volunteer("kept")

    hand_over(given, kept, zhao)

    assert of(kept) == [("seated",)]
    assert of(given) == []
    assert of(waiting) == [("waiting",)]  # nothing became free
    shift.refresh_from_db()
    assert shift.seated == 2


def test_who_waited_waits_anew(association, zhao):
    shift = shift_of(publish(association, zhao, times(seats=1)))
    first, given, next_one = people(3)
    sign_up(shift, first, given, next_one)
    kept = make_volunteer("kept")
    hand_over(given, kept, zhao)
    assert states(shift) == ["seated", "given_up", "waiting", "waiting"]


def test_a_seat_that_both_have_is_free_for_others(shift, zhao):
    given, kept, waiting = people(3)
    sign_up(shift, given, kept, waiting)
    hand_over(given, kept, zhao)
    assert states(shift) == ["given_up", "seated", "offered"]


def test_invitations_go_over_as_well(association, zhao):
    activity = publish(association, zhao, audience="invited")
    given, kept = people(2)
    rules.invite(activity=activity, volunteer=given, by=zhao, at=NOON)
    hand_over(given, kept, zhao)
    assert activity.guests.get().volunteer == kept


def test_what_changed_is_written_down(activity, shift, zhao, lin):
    rules.set_seats(shift=shift, seats=3, by=zhao, at=NOON)
    (mine,) = sign_up(shift, lin)
    rules.give_up(sign_up=mine, by=lin.account, at=NOON)
    rules.close(activity=activity, by=zhao, at=NOON)

    assert [line.new for line in ShiftEvent.objects.all()] == [{"seats": 3}]
    (line,) = SignUpEvent.objects.all()
    assert (line.old["state"], line.new["state"]) == ("seated", "given_up")
    assert ActivityEvent.objects.latest("pk").new == {"state": "closed"}
