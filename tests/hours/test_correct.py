"""Counted hours get other times: the wrong go as the right ones come, or neither."""

from datetime import timedelta

import pytest
from django.db import transaction

from config.errors import RuleBroken
from hours import errors, rules
from hours.disputes.errors import MoreThanEntered, SameTimes
from hours.models import Entry, OrganizationMonth, Reason, Session, VolunteerYear
from hours.reasons import HELD
from hours.reconcile import reconcile
from hours.rules.reasons import retire_reason
from tests.factories import EVENING, NOON, appoint, log_session, moment
from tests.racing import all_at_once, held, in_background
from volunteers.models import Account

pytestmark = pytest.mark.database


def times(start="2020-03-05 09:30", minutes=120, break_minutes=0):
    begun = moment(start)
    return rules.Times(
        started_at=begun,
        ended_at=begun + timedelta(minutes=minutes),
        break_minutes=break_minutes,
    )


@pytest.fixture
def counted(lin, association, zhao):
    """Lin's two hours from nine, approved."""
    session = log_session(volunteer=lin, organization=association, note="three bags")
    rules.approve(sessions=[session], by=zhao, at=NOON)
    return session


def correct(session, by, right=None, **more):
    said = {"reason_code": "time_differs", "at": EVENING} | more
    return rules.correct(session=session, times=right or times(), by=by, **said)


def lines_of(volunteer):
    found = Entry.objects.filter(volunteer=volunteer).order_by("id")
    return list(found.values_list("kind", "minutes"))


def code_of(act):
    with transaction.atomic(), pytest.raises(RuleBroken) as refused:
        act()
    return refused.value.code


def test_the_wrong_time_goes_as_the_right_one_comes(counted, lin, zhao, association):
    # Lin came at half past nine and stayed until noon, with a break of ten minutes.
    right = times("2020-03-05 09:30", 150, break_minutes=10)

    new = correct(counted, zhao, right, reason="Read off the roster")

    counted.refresh_from_db()
    assert counted.status == "reversed"
    assert (new.status, new.minutes, new.replaces_id) == ("approved", 140, counted.pk)
    assert (new.note, new.evidence) == ("three bags", "declared")
    assert (new.submitted_by, new.submitted_at) == (lin.account, NOON)
    assert lines_of(lin) == [("approve", 120), ("reverse", -120), ("approve", 140)]
    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == 140
    assert OrganizationMonth.objects.get(organization=association).minutes == 140
    _, *both = Entry.objects.order_by("id")
    assert {one.reason for one in both} == {"Read off the roster"}
    assert reconcile() == []


def test_the_same_correction_again_is_the_same(counted, zhao):
    first = correct(counted, zhao)

    assert correct(counted, zhao) == first
    assert Session.objects.count() == 2


def test_another_correction_of_what_was_corrected_is_refused(counted, zhao, hu):
    correct(counted, zhao)

    assert code_of(lambda: correct(counted, hu)) == "not_approved"
    assert code_of(lambda: correct(counted, zhao, times(minutes=90))) == "not_approved"


def test_what_was_corrected_can_be_corrected_again(counted, lin, zhao, hu):
    first = correct(counted, zhao)

    second = correct(first, hu, times(minutes=90))

    assert (second.replaces_id, second.minutes) == (first.pk, 90)
    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == 90
    assert reconcile() == []


def test_a_reason_is_needed(counted, zhao):
    with pytest.raises(errors.ReasonNeeded):
        correct(counted, zhao, reason_code="")


def test_the_same_times_are_no_correction(counted, zhao):
    with pytest.raises(SameTimes):
        correct(counted, zhao, times("2020-03-05 09:00", 120))


def test_only_those_who_decide_it_correct_it(counted, lin, qian, stranger, he, mei):
    for by in (qian, stranger, he, mei.account):
        assert code_of(lambda by=by: correct(counted, by)) == "not_found"
    assert code_of(lambda: correct(counted, lin.account)) == "not_found"


def test_nobody_corrects_their_own(association, zhao, hu):
    own = log_session(volunteer=zhao.volunteer, organization=association)
    rules.approve(sessions=[own], by=hu, at=NOON)

    assert code_of(lambda: correct(own, zhao)) == "own_session"


def test_what_the_city_decides_the_organization_does_not_correct(
    lin, association, zhao, wang
):
    # Thirteen hours; with the right times they would be the organization's to decide.
    long = log_session(
        volunteer=lin, organization=association, start="2020-03-05 06:00", minutes=780
    )
    rules.approve(sessions=[long], by=wang, at=NOON)
    right = times("2020-03-05 06:00", 120)

    assert code_of(lambda: correct(long, zhao, right)) == "higher_level"
    assert correct(long, wang, right).level == "organization"


def test_nor_makes_of_its_own_what_the_city_decides(counted, zhao, wang):
    right = times("2020-03-05 06:00", 780)

    assert code_of(lambda: correct(counted, zhao, right)) == "higher_level"
    assert Session.objects.get().status == "approved"
    assert correct(counted, wang, right).level == "city"


def test_a_reason_that_was_retired_is_taken_no_more(counted, zhao):
    retired = Reason.objects.get(code="time_differs")
    retire_reason(reason=retired, at=NOON - timedelta(days=1))
    HELD.forget()

    assert code_of(lambda: correct(counted, zhao)) == "unknown_reason"
    assert code_of(lambda: correct(counted, zhao, reason_code="nonsense")) == (
        "unknown_reason"
    )


def test_another_s_correction_is_not_passed_off_as_one_s_own(counted, zhao, hu):
    correct(counted, zhao)

    assert code_of(lambda: correct(counted, hu)) == "not_approved"


def test_who_lost_the_office_is_given_it_no_more(counted, zhao):
    correct(counted, zhao)
    zhao.appointments.all().delete()
    outside = Account.objects.get(pk=zhao.pk)

    assert code_of(lambda: correct(counted, outside)) == "not_found"


def test_a_correction_that_was_taken_back_is_none(counted, zhao):
    new = correct(counted, zhao)
    rules.reverse(sessions=[new], by=zhao, reason="Not there at all", at=EVENING)

    assert code_of(lambda: correct(counted, zhao)) == "not_approved"


def test_only_counted_hours_are_corrected(lin, association, zhao):
    waiting = log_session(volunteer=lin, organization=association)

    assert code_of(lambda: correct(waiting, zhao)) == "not_approved"


@pytest.mark.parametrize(
    ("right", "code"),
    [
        (times("2020-03-05 09:30", -5), "ends_before_it_starts"),
        (times("2020-03-05 09:30", 30, break_minutes=30), "shorter_than_a_minute"),
        (times("2020-03-05 23:00", 120), "crosses_midnight"),
        (times("2020-03-09 09:00"), "in_the_future"),
        (times("2020-03-05 06:00", 1000), "day_is_full"),
        (times("2020-03-04 08:00", 120), "overlaps"),
    ],
)
def test_times_that_cannot_be_change_nothing(
    counted, lin, beach_team, zhao, right, code
):
    log_session(volunteer=lin, organization=beach_team, start="2020-03-04 09:00")

    assert code_of(lambda: correct(counted, zhao, right)) == code

    assert Session.objects.get(pk=counted.pk).status == "approved"
    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == 120
    assert reconcile() == []


def test_the_right_time_may_lie_over_the_wrong_one_or_on_another_day(counted, zhao):
    first = correct(counted, zhao, times("2020-03-05 09:30", 60))
    moved = correct(first, zhao, times("2020-03-04 09:30", 60))

    assert moved.service_date.day == 4
    assert reconcile() == []


def test_how_long_ago_it_was_does_not_matter(counted, zhao):
    new = correct(counted, zhao, at=moment("2021-12-01 12:00"))

    assert (new.status, new.level) == ("approved", "organization")


def test_hours_entered_later_take_two_people(lin, association, qian, zhao):
    appoint(qian, "approver", association)
    entered = log_session(volunteer=lin, organization=association, by=qian)
    rules.approve(sessions=[entered], by=zhao, at=NOON)

    # Not whoever entered them, nor somebody else alone where they become more.
    assert code_of(lambda: correct(entered, qian)) == "recorder_decides"
    with pytest.raises(MoreThanEntered):
        correct(entered, zhao, times(minutes=121))

    assert correct(entered, zhao, times(minutes=119)).minutes == 119


def test_a_correction_is_undone_like_any_approval(counted, lin, zhao):
    new = correct(counted, zhao)

    rules.undo(sessions=[new], by=zhao, at=EVENING)

    assert Session.objects.get(pk=new.pk).status == "submitted"
    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == 0
    assert reconcile() == []


@pytest.mark.django_db(transaction=True)
def test_one_corrects_while_another_reverses(counted, lin, zhao, hu):
    with transaction.atomic():
        correct(counted, zhao)
        hu_reverses = in_background(
            lambda: rules.reverse(sessions=[counted], by=hu, at=EVENING, reason="No")
        )
        assert hu_reverses.waits()

    assert hu_reverses.result().refused_by_code == {"not_approved": 1}
    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == 120
    assert reconcile() == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_correct_at_once_one_is_told(counted, lin, zhao, hu):
    def corrects(by, minutes):
        try:
            return correct(counted, by, times(minutes=minutes)).minutes
        except errors.LeftOut as refused:
            return refused.code

    told = all_at_once(lambda: corrects(zhao, 60), lambda: corrects(hu, 90))

    assert "not_approved" in told
    (minutes,) = (one for one in told if one != "not_approved")
    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == minutes
    assert reconcile() == []


@pytest.mark.django_db(transaction=True)
def test_the_time_is_taken_while_somebody_corrects(counted, lin, zhao, beach_team):
    with transaction.atomic():
        correct(counted, zhao, times("2020-03-05 14:00"))
        lin_logs = in_background(
            lambda: log_session(
                volunteer=lin, organization=beach_team, start="2020-03-05 15:00"
            )
        )
        assert lin_logs.waits()

    with pytest.raises(errors.Overlaps):
        lin_logs.result()


@pytest.mark.django_db(transaction=True)
def test_the_person_is_locked_before_the_session(counted, zhao):
    # As undoing does, and merging: else each would wait for the other.
    person = "SELECT FROM volunteers_volunteer WHERE id = %s FOR NO KEY UPDATE"
    with held(person, counted.volunteer_id):
        zhao_corrects = in_background(lambda: correct(counted, zhao))
        assert zhao_corrects.waits()
        with transaction.atomic():
            free = Session.objects.select_for_update(no_key=True, nowait=True)
            assert free.get(pk=counted.pk) == counted

    assert zhao_corrects.result().status == "approved"
