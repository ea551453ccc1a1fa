"""Who is told what, and what happens when somebody leaves."""

from datetime import date, timedelta

import pytest

from activities import errors, rules
from activities.models import Activity, Seat, SignUp
from activities.retention import forget_ended
from activities.signals import activity_cancelled
from city.rules import close_account
from notices.models import Delivery, Notice
from notices.reading import page
from notices.rules import choose
from tests.activities.making import (
    now,
    people,
    publish,
    shift_of,
    sign_up,
    states,
    times,
)
from tests.factories import NOON, appoint, make_volunteer, moment
from tests.families import signed_at_a_desk
from volunteers.own_data import parts

pytestmark = pytest.mark.django_db

THE_DAY_BEFORE = moment("2020-03-13 17:00")


def sentences(account):
    return [one.sentence for one in page(account).lines]


def cancel(activity, by, at=NOON):
    return rules.cancel(activity=activity, reason="台风要来", by=by, at=at)


def test_everybody_who_was_coming_or_waiting_hears_why(activity, shift, zhao):
    first, second, third = sign_up(shift, *people(3))
    gave_up = rules.give_up(sign_up=first, by=first.by, at=NOON)

    cancel(activity, zhao)

    assert states(shift) == ["given_up", "cancelled", "cancelled"]
    assert sentences(gave_up.by) == []
    assert any("台风要来" in one for one in sentences(second.by))
    assert any("台风要来" in one for one in sentences(third.by))
    shift.refresh_from_db()
    assert shift.seated == 0


def test_cancelling_again_tells_nobody_again(activity, shift, lin, zhao):
    sign_up(shift, lin)
    cancel(activity, zhao)
    cancel(activity, zhao, at=NOON + timedelta(hours=1))
    assert Notice.objects.filter(event="activity_cancelled").count() == 1
    assert Activity.objects.get().cancelled_at == NOON


def test_who_is_told_hears_why(activity, shift, lin, zhao):
    (mine,) = sign_up(shift, lin)
    with pytest.raises(errors.CancelReasonNeeded):
        rules.cancel(activity=activity, reason=" ", by=zhao, at=NOON)
    rules.give_up(sign_up=mine, by=lin.account, at=NOON)
    rules.cancel(activity=activity, reason="", by=zhao, at=NOON)
    assert Activity.objects.get().is_cancelled


def test_other_rooms_hear_of_it_in_the_same_act(activity, zhao):
    heard = []

    def hear(sender, activity, by, at, **kwargs):
        heard.append((activity.pk, by, at))

    activity_cancelled.connect(hear)
    try:
        cancel(activity, zhao)
    finally:
        activity_cancelled.disconnect(hear)
    assert heard == [(activity.pk, zhao, NOON)]


def test_of_one_under_way_the_shifts_that_are_over_stay(association, zhao, lin):
    activity = publish(association, zhao, times(), times("2020-03-21 09:00"))
    sign_up(shift_of(activity), lin)
    sign_up(shift_of(activity, 1), lin)

    cancel(activity, zhao, at=moment("2020-03-16 12:00"))

    assert states(shift_of(activity)) == [Seat.SEATED]
    assert states(shift_of(activity, 1)) == [Seat.CANCELLED]


def test_of_a_child_the_guardian_is_told(activity, shift, lin, zhao):
    child = make_volunteer(name="许小小", birth_date=NOON.date().replace(year=2011))
    appoint(lin.account, "guardian", ward=child)
    SignUp.objects.create(
        shift=shift,
        volunteer=child,
        state=Seat.SEATED,
        turn=1,
        joined_at=NOON,
        by=lin.account,
        starts_at=NOON,
        ends_at=NOON,
    )
    cancel(activity, zhao)
    assert any("台风要来" in one for one in sentences(lin.account))


def test_the_day_before_people_are_reminded_once(activity, shift, lin, mei):
    sign_up(shift, lin)
    assert rules.remind(at=THE_DAY_BEFORE - timedelta(minutes=1)) == 0

    assert rules.remind(at=THE_DAY_BEFORE) == 1
    assert rules.remind(at=THE_DAY_BEFORE + timedelta(minutes=5)) == 0

    (said,) = sentences(lin.account)
    assert activity.title in said
    # Who signs up that evening knows.
    sign_up(shift, mei, at=THE_DAY_BEFORE + timedelta(hours=1))
    assert rules.remind(at=THE_DAY_BEFORE + timedelta(hours=2)) == 0


def test_what_cannot_wait_for_the_digest_is_sent_at_once(activity, shift, lin, zhao):
    choose(account=lin.account, email="at_once", sms="at_once", at=NOON)
    sign_up(shift, lin)
    cancel(activity, zhao)
    assert Delivery.objects.filter(recipient=lin.account, channel="sms").count() == 1


def test_who_closes_the_account_frees_the_seat(shift, lin):
    sign_up(shift, lin, *people(2))
    close_account(account=lin.account, volunteer=lin, by=lin.account, at=NOON)
    assert states(shift) == ["given_up", "seated", "offered"]


def test_who_gave_up_is_forgotten_and_who_came_is_not(shift):
    first, second = sign_up(shift, *people(2))
    rules.give_up(sign_up=first, by=first.by, at=NOON)
    assert forget_ended(shift.ends_at, 10) == 0
    assert forget_ended(shift.ends_at + timedelta(seconds=1), 10) == 1
    assert list(SignUp.objects.all()) == [now(second)]


def test_ones_own_data_tell_what_one_signed_up_for(shift, lin, mei):
    sign_up(shift, lin, mei)
    (part,) = (one for one in parts() if one.name == "sign_ups")
    (row,) = part.rows(lin.account)
    assert (row["activity"], row["state"]) == ("花果山景区文明引导", Seat.SEATED)
    assert set(row) == {column.name for column in part.columns}


def test_of_a_child_the_guardian_reads_that_it_is_the_child(association, zhao, lin):
    child = make_volunteer(name="许小小", birth_date=date(2009, 1, 1))
    signed_at_a_desk(child, at=NOON)
    appoint(lin.account, "guardian", ward=child)
    shift = shift_of(publish(association, zhao, times(seats=1)))
    (seat,) = sign_up(shift, make_volunteer("early"))
    rules.sign_up(shift=shift, volunteer=child, by=lin.account, at=NOON)

    rules.give_up(sign_up=seat, by=seat.by, at=NOON)

    (said,) = sentences(lin.account)
    assert "您的孩子" in said
    # Nor does a message say whom it is about.
    assert "许小小" not in said
