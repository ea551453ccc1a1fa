"""Who comes without a seat waits for the organizer's yes."""

import pytest

from activities.errors import NotEligible
from activities.models import Activity
from hours import rules as hours
from hours.models import Presence
from hours.presence import errors, rules
from tests.activities.making import sign_up
from tests.factories import NOON
from tests.hours.presence.on_site import at, comes, counted, leaves

pytestmark = pytest.mark.django_db


@pytest.fixture
def mei_waits(mei, activity):
    """Mei came at five past nine, without a seat."""
    with pytest.raises(errors.NotInvited):
        comes(mei, activity, "09:05")
    return Presence.objects.get(volunteer=mei)


def test_the_organizer_sees_who_waits(mei_waits, mei, shift):
    assert mei_waits.is_waiting
    assert (mei_waits.shift, mei_waits.came_at) == (shift, at("09:05"))
    assert counted(mei) == []


def test_who_asks_again_waits_once(mei_waits, mei, activity):
    with pytest.raises(errors.NotInvited):
        comes(mei, activity, "09:20")
    assert Presence.objects.get().came_at == at("09:05")


def test_once_let_in_it_counts_from_when_they_came(mei_waits, mei, activity, zhao):
    rules.let_in(presence=mei_waits, by=zhao, at=at("09:30"))
    again = rules.let_in(presence=mei_waits, by=zhao, at=at("09:31"))
    assert again.answered_at == at("09:30")
    leaves(mei, activity, "12:00")
    assert counted(mei) == [("submitted", 175, "timed")]


def test_who_has_a_seat_by_then_waits_for_nobody(mei_waits, mei, activity, shift):
    sign_up(shift, mei, at=NOON)
    presence = comes(mei, activity, "09:20")

    assert presence == mei_waits
    assert Presence.objects.waiting().count() == 0
    assert (presence.is_walk_in, presence.came_at) == (False, at("09:20"))


def test_who_was_turned_down_stays_out(mei_waits, mei, activity, zhao):
    rules.turn_down(presence=mei_waits, by=zhao, at=at("09:30"))
    with pytest.raises(errors.TurnedDown):
        comes(mei, activity, "09:40")
    with pytest.raises(errors.NotOnSite):
        rules.let_in(presence=mei_waits, by=zhao, at=at("09:50"))
    assert counted(mei) == []


def test_who_was_let_in_is_not_turned_down(mei_waits, zhao):
    rules.let_in(presence=mei_waits, by=zhao, at=at("09:30"))
    with pytest.raises(errors.NotOnSite):
        rules.turn_down(presence=mei_waits, by=zhao, at=at("09:31"))


def test_nobody_lets_in_who_may_not_come(mei, activity):
    Activity.objects.update(audience="members")
    with pytest.raises(NotEligible):
        comes(mei, activity)
    assert Presence.objects.count() == 0


def test_only_who_runs_the_check_in_answers(mei_waits, stranger):
    for answer in (rules.let_in, rules.turn_down):
        with pytest.raises(errors.NotTheOrganizer):
            answer(presence=mei_waits, by=stranger, at=at("09:30"))


def test_an_organizer_without_a_seat_is_let_in_by_another(activity, zhao, qian):
    captain = zhao.as_volunteer
    with pytest.raises(errors.NotInvited):
        comes(captain, activity)
    waiting = Presence.objects.get()
    with pytest.raises(errors.NotForOneself):
        rules.let_in(presence=waiting, by=zhao, at=at("09:30"))
    assert rules.let_in(presence=waiting, by=qian, at=at("09:30")).is_on_site


def test_what_was_let_in_can_be_taken_back(mei_waits, mei, zhao):
    session = rules.let_in(presence=mei_waits, by=zhao, at=at("09:30")).session
    hours.withdraw(session=session, by=mei.account, at=at("09:40"))
    assert counted(mei) == [("withdrawn", None, "timed")]
