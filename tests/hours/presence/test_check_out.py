"""Checking out submits the session: from when to when, and how it is known."""

from datetime import timedelta

import pytest

from hours import rules as hours
from hours.history import steps
from hours.models import Presence, Session, Way
from hours.presence import codes, errors, rules
from tests.factories import NOON, log_session
from tests.hours.presence.on_site import (
    at,
    code_at,
    comes,
    counted,
    leaves,
    traces,
)

pytestmark = pytest.mark.django_db


def test_who_leaves_has_a_timed_session_that_waits_for_approval(lin_comes, activity):
    comes(lin_comes, activity, "09:04")
    presence = leaves(lin_comes, activity, "11:34")

    session = Session.objects.get()
    assert counted(lin_comes) == [("submitted", 150, "timed")]
    assert (session.ended_at, session.submitted_at) == (at("11:34"), at("11:34"))
    assert (presence.left_at, presence.left_by) == (at("11:34"), Way.CODE)
    assert not presence.is_on_site
    assert [one.act for one in steps(session)] == ["submit", "check_out"]


def test_an_approver_approves_it_as_any_other(lin_comes, activity, zhao):
    comes(lin_comes, activity)
    session = leaves(lin_comes, activity).session
    outcome = hours.approve(sessions=[session], by=zhao, at=at("13:00"))
    assert (outcome.decided, outcome.minutes) == (1, 180)


@pytest.mark.parametrize(
    ("clock", "minutes"),
    [("12:00", 180), ("12:10", 190), ("12:15", 195), ("13:00", 195)],
)
def test_what_is_after_the_shift_counts_up_to_the_grace(
    lin_comes, activity, clock, minutes
):
    comes(lin_comes, activity)
    leaves(lin_comes, activity, clock)
    assert counted(lin_comes) == [("submitted", minutes, "timed")]


def test_the_same_again_is_the_same_session(lin_comes, activity):
    comes(lin_comes, activity)
    first = leaves(lin_comes, activity, "11:00")
    again = leaves(lin_comes, activity, "11:01", code=code_at(activity, "11:00"))
    assert again == first
    assert again.session == first.session
    assert counted(lin_comes) == [("submitted", 120, "timed")]


def test_scanned_twice_within_a_minute_nobody_is_checked_out(lin_comes, activity):
    comes(lin_comes, activity, "09:00:50")
    with pytest.raises(errors.NothingServedYet):
        leaves(lin_comes, activity, "09:01:20")
    assert counted(lin_comes) == [("open", None, "timed")]


def test_the_code_that_let_in_does_not_let_out(lin_comes, activity):
    comes(lin_comes, activity, "09:00:00")
    with pytest.raises(errors.CodeUsed):
        leaves(lin_comes, activity, "09:01:10", code=code_at(activity, "09:00"))
    assert counted(lin_comes) == [("open", None, "timed")]


def test_before_the_shift_begins_nothing_is_served(lin_comes, activity):
    comes(lin_comes, activity, "08:30")
    with pytest.raises(errors.NothingServedYet):
        leaves(lin_comes, activity, "08:50")


def test_who_has_not_checked_in_does_not_check_out(lin_comes, activity):
    with pytest.raises(errors.NotCheckedIn):
        leaves(lin_comes, activity, "10:00")
    assert traces(activity) == [("lin", "not_checked_in")]


def test_who_took_it_back_has_nothing_to_check_out_of(lin_comes, activity):
    session = comes(lin_comes, activity).session
    hours.withdraw(session=session, by=lin_comes.account, at=at("09:30"))
    with pytest.raises(errors.NotCheckedIn):
        leaves(lin_comes, activity, "10:00")


def test_a_day_that_became_too_full_goes_to_the_city(lin_comes, activity, qian):
    comes(lin_comes, activity)
    # Written down meanwhile, of before.
    log_session(
        volunteer=lin_comes,
        organization=activity.organization,
        start="2020-03-14 00:00",
        minutes=539,
        by=qian,
        at=at("09:30"),
    )
    Session.objects.get(status="open")
    session = leaves(lin_comes, activity).session
    assert session.level == "city"


@pytest.fixture
def poster(activity, zhao):
    """The code that hangs at the door."""
    point = rules.print_code(activity=activity, by=zhao, at=NOON)
    return codes.poster_code(point).letters


def test_by_the_printed_code_it_is_the_persons_word(lin_comes, activity, poster):
    comes(lin_comes, activity, code=poster)
    leaves(lin_comes, activity, code=poster)
    assert counted(lin_comes) == [("submitted", 180, "declared")]
    assert leaves(lin_comes, activity, "12:01", code=poster).left_by == Way.POSTER


def test_the_printed_code_of_another_day_is_not_this_one(lin_comes, activity, poster):
    comes(lin_comes, activity, code=poster)
    leaves(lin_comes, activity, code=poster)
    yesterday = at("12:00") - timedelta(days=1)
    Presence.objects.update(came_at=yesterday, left_at=yesterday)

    with pytest.raises(errors.NotCheckedIn):
        leaves(lin_comes, activity, "12:01", code=poster)


def test_one_end_by_the_printed_code_makes_it_a_word(lin_comes, activity, poster):
    comes(lin_comes, activity)
    leaves(lin_comes, activity, code=poster)
    assert counted(lin_comes) == [("submitted", 180, "declared")]


def test_by_their_cards_people_are_timed_and_by_the_roster_witnessed(
    lin_comes, mei, shift, qian
):
    by_card, _ = rules.check_in_by(
        shift=shift, volunteer=lin_comes, way=Way.CARD, by=qian, at=at("09:00")
    )
    by_roster, _ = rules.check_in_by(
        shift=shift, volunteer=mei, way=Way.ROSTER, by=qian, at=at("09:00")
    )
    for presence, way in ((by_card, Way.CARD), (by_roster, Way.ROSTER)):
        rules.check_out_by(presence=presence, way=way, by=qian, at=at("12:00"))
        again = rules.check_out_by(presence=presence, way=way, by=qian, at=at("12:05"))
        assert again.left_at == at("12:00")

    assert counted(lin_comes) == [("submitted", 180, "timed")]
    assert counted(mei) == [("submitted", 180, "witnessed")]
    assert (by_card.is_walk_in, by_roster.is_walk_in) == (False, True)


def test_nobody_is_their_own_witness(shift, qian):
    with pytest.raises(errors.NotForOneself):
        rules.check_in_by(
            shift=shift,
            volunteer=qian.as_volunteer,
            way=Way.ROSTER,
            by=qian,
            at=at("09:00"),
        )


def test_only_who_runs_the_check_in_checks_others_in(lin_comes, shift, stranger):
    with pytest.raises(errors.NotTheOrganizer):
        rules.check_in_by(
            shift=shift, volunteer=lin_comes, way=Way.CARD, by=stranger, at=at("09:00")
        )
