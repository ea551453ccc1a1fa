"""Whoever does not check out is checked out: nothing counts until somebody says so."""

import pytest

from config import upkeep
from hours import rules as hours
from hours.history import steps
from hours.models import Presence, Session, VolunteerYear, Way
from hours.presence import errors, rules
from hours.reconcile import reconcile
from notices.models import Notice
from tests.activities.making import publish, shift_of, sign_up, times
from tests.factories import moment
from tests.hours.presence.on_site import at, comes, counted, leaves

pytestmark = pytest.mark.django_db


def test_two_hours_after_the_shift_the_session_ends_with_it(lin_comes, activity):
    comes(lin_comes, activity, "09:10")
    assert rules.force_out(at=at("13:59")) == 0
    assert rules.force_out(at=at("14:00")) == 1
    assert rules.force_out(at=at("14:00")) == 0

    assert counted(lin_comes) == [("queried", 170, "declared")]
    session, presence = Session.objects.get(), Presence.objects.get()
    assert session.ended_at == at("12:00")
    assert (presence.left_by, presence.left_at) == (Way.TIME, at("14:00"))
    assert presence.was_ended_by_time
    assert [one.act for one in steps(session)] == ["submit", "check_out"]
    assert not VolunteerYear.objects.exists()
    assert reconcile() == []


def test_upkeep_does_it(lin_comes, activity):
    comes(lin_comes, activity)
    upkeep.run(at=at("14:30"))
    assert counted(lin_comes) == [("queried", 180, "declared")]


def test_the_person_is_told_and_answers(lin_comes, activity, zhao):
    comes(lin_comes, activity)
    rules.force_out(at=at("14:00"))
    session = Session.objects.get()
    told = Notice.objects.get(event="checked_out_by_time")
    assert (told.recipient, told.subject) == (lin_comes.account, session.pk)

    hours.answer(
        session=session, text="Until the end.", by=lin_comes.account, at=at("15:00")
    )
    hours.approve(sessions=[session], by=zhao, at=at("16:00"))
    assert VolunteerYear.objects.get().minutes == 180


def test_nothing_is_approved_before_somebody_said_how_long_it_was(
    lin_comes, activity, zhao
):
    comes(lin_comes, activity)
    rules.force_out(at=at("14:00"))
    outcome = hours.approve(sessions=[Session.objects.get()], by=zhao, at=at("15:00"))
    assert outcome.refused_by_code == {"awaiting_answer": 1}


def test_afterwards_nobody_checks_out(lin_comes, activity):
    comes(lin_comes, activity)
    rules.force_out(at=at("14:00"))
    with pytest.raises(errors.NotCheckedIn):
        leaves(lin_comes, activity, "13:59:59")


def test_at_midnight_whoever_is_left_goes(lin, association, zhao):
    late = publish(association, zhao, times("2020-03-14 21:00", minutes=150))
    sign_up(shift_of(late), lin)
    comes(lin, late, "21:00")

    assert rules.force_out(at=at("23:59")) == 0
    assert rules.force_out(at=moment("2020-03-15 00:00")) == 1
    assert counted(lin) == [("queried", 150, "declared")]


def test_of_less_than_a_minute_nothing_is_left(lin_comes, activity):
    comes(lin_comes, activity, "11:59:30")
    rules.force_out(at=at("14:00"))
    assert counted(lin_comes) == [("withdrawn", None, "timed")]
