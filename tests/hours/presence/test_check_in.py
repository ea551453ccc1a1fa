"""Checking in opens a session: of whom, when, and what stands against it."""

from datetime import date
from uuid import uuid4

import pytest

from activities import rules as activities
from activities.models import Activity
from hours import errors as hours_errors
from hours.models import Presence, Session, Way
from hours.presence import errors, rules
from policies.models import Policy
from policies.reports import HELD
from tests.activities.making import publish, shift_of, sign_up, terms, times
from tests.factories import NOON, log_session
from tests.hours.presence.on_site import at, code_at, comes, counted, leaves, traces
from volunteers.models import Organization, Restriction, Volunteer
from volunteers.rules.organizations import take_insurance_back

pytestmark = pytest.mark.django_db


def test_who_has_a_seat_checks_in_with_the_code(lin_comes, activity, shift):
    presence = comes(lin_comes, activity, "09:04")

    session = Session.objects.get()
    assert presence.session == session
    assert (session.volunteer, session.organization, session.activity) == (
        lin_comes,
        activity.organization,
        activity,
    )
    assert (session.status, session.evidence) == ("open", "timed")
    assert (session.started_at, session.ended_at) == (at("09:04"), None)
    assert session.submitted_at is None
    assert (presence.shift, presence.came_by) == (shift, Way.CODE)
    assert presence.is_on_site


def test_who_comes_early_is_counted_from_the_beginning(lin_comes, activity):
    presence = comes(lin_comes, activity, "08:10")
    assert presence.came_at == at("08:10")
    assert presence.session.started_at == at("09:00")


def test_much_too_early_is_refused_with_the_time(lin_comes, activity, zhao):
    # The code is live, for another shift of the activity is on.
    activities.add_shifts(
        activity=activity,
        posts=[activities.PostPlan(shifts=[times("2020-03-14 06:00", minutes=60)])],
        by=zhao,
        at=NOON,
    )
    with pytest.raises(errors.TooEarly, match="too_early") as refused:
        comes(lin_comes, activity, "07:30")
    assert "09:00" in refused.value.detail


def test_when_the_shift_is_over_nobody_checks_in(lin_comes, activity):
    with pytest.raises(errors.ShiftOver):
        comes(lin_comes, activity, "12:00")


def test_the_same_again_is_the_same_session(lin_comes, activity):
    first = comes(lin_comes, activity, "09:00")
    code = code_at(activity, "09:00")
    again, is_new = rules.check_in(
        code=code, volunteer=lin_comes, by=lin_comes.account, at=at("09:00:30")
    )
    later, _ = rules.check_in(
        code=code_at(activity, "09:20"),
        volunteer=lin_comes,
        by=lin_comes.account,
        at=at("09:20"),
    )
    assert (again, is_new, later) == (first, False, first)
    assert Session.objects.count() == Presence.objects.count() == 1


def test_of_two_shifts_the_one_not_left_yet_is_taken(lin, association, zhao):
    both = publish(
        association, zhao, times(minutes=60), times("2020-03-14 10:00", minutes=60)
    )
    morning, noon = shift_of(both, 0), shift_of(both, 1)
    for shift in (morning, noon):
        sign_up(shift, lin)

    assert comes(lin, both, "09:00").shift == morning
    leaves(lin, both, "09:50")
    assert comes(lin, both, "09:52").shift == noon


def test_the_code_before_is_good_and_the_one_before_that_is_not(lin_comes, activity):
    with pytest.raises(errors.CodeExpired):
        comes(lin_comes, activity, "09:02", code=code_at(activity, "09:00"))
    comes(lin_comes, activity, "09:02", code=code_at(activity, "09:01"))
    assert traces(activity) == [("lin", "code_expired")]


def test_three_times_a_day_and_no_more(lin_comes, activity):
    for minute in (0, 10, 20):
        comes(lin_comes, activity, f"09:{minute:02}")
        leaves(lin_comes, activity, f"09:{minute + 5:02}")
    with pytest.raises(errors.TooManyPairs):
        comes(lin_comes, activity, "09:40")
    assert counted(lin_comes) == [("submitted", 5, "timed")] * 3


def test_how_often_is_the_citys_number(lin_comes, activity):
    Policy.objects.create(code="check_in_pairs", holds_from=date(2020, 3, 1), value=1)
    HELD.forget()
    comes(lin_comes, activity, "09:00")
    leaves(lin_comes, activity, "09:05")
    with pytest.raises(errors.TooManyPairs):
        comes(lin_comes, activity, "09:10")


# What logging refuses, checking in refuses


def test_of_a_suspended_organization_nobody_checks_in(lin_comes, activity):
    Organization.objects.update(status="suspended")
    with pytest.raises(hours_errors.OrganizationNotActive):
        comes(lin_comes, activity)


def test_of_a_cancelled_activity_nobody_checks_in(lin_comes, activity):
    Activity.objects.update(state="cancelled", cancelled_at=NOON)
    with pytest.raises(hours_errors.ActivityNotHeld):
        comes(lin_comes, activity)


def test_who_is_not_registered_any_more_does_not(lin_comes, activity):
    Volunteer.objects.filter(pk=lin_comes.pk).update(status="disabled")
    with pytest.raises(hours_errors.VolunteerNotActive):
        comes(lin_comes, activity)


def test_a_danger_that_is_not_insured_lets_nobody_in(association, zhao, lin, mei):
    activity = publish(association, zhao, times(seats=2), hazard=True, policy=terms())
    for person in (lin, mei):
        sign_up(shift_of(activity), person)
    assert comes(lin, activity).is_on_site

    take_insurance_back(policy=activity.policy, by=zhao, at=NOON)
    with pytest.raises(hours_errors.NotInsuredThatDay):
        comes(mei, activity)


def test_a_minor_whose_guardian_has_not_agreed_does_not(lin_comes, activity):
    Volunteer.objects.filter(pk=lin_comes.pk).update(birth_date=date(2004, 5, 1))
    with pytest.raises(hours_errors.NoGuardianAgreed):
        comes(lin_comes, activity)


def test_who_is_open_elsewhere_is_in_one_place(lin_comes, activity, beach_team):
    other = Session.objects.create(
        volunteer=lin_comes,
        organization=beach_team,
        district_id="320703",
        service_field_id="0006",
        started_at=at("08:00"),
        evidence="timed",
        status="open",
        submitted_by=lin_comes.account,
        submitted_at=None,
    )
    with pytest.raises(hours_errors.Overlaps):
        comes(lin_comes, activity)
    assert Session.objects.get() == other


def test_a_day_that_would_be_too_full_is_refused_at_once(lin_comes, activity):
    log_session(
        volunteer=lin_comes,
        organization=activity.organization,
        start="2020-03-14 00:00",
        minutes=530,
        at=at("08:59"),
    )
    Policy.objects.create(
        code="day_minutes_city", holds_from=date(2020, 3, 1), value=700
    )
    HELD.forget()
    with pytest.raises(hours_errors.DayIsFull):
        comes(lin_comes, activity)


def test_what_was_served_that_day_decides_the_level(lin_comes, activity):
    log_session(
        volunteer=lin_comes,
        organization=activity.organization,
        start="2020-03-14 00:00",
        minutes=400,
        at=at("08:59"),
    )
    comes(lin_comes, activity)
    leaves(lin_comes, activity, "10:20")  # 480 in all
    comes(lin_comes, activity, "10:30")
    leaves(lin_comes, activity, "10:40")

    levels = Session.objects.filter(evidence="timed").order_by("started_at")
    assert list(levels.values_list("level", flat=True)) == ["organization", "city"]


def test_whose_own_word_is_not_taken_is_still_timed(lin_comes, activity, wang):
    Restriction.objects.create(
        kind="self_logging",
        volunteer=lin_comes,
        because_of=uuid4(),
        until=date(2020, 12, 1),
        words="Twice the same day.",
        by=wang,
        at=NOON,
    )
    assert comes(lin_comes, activity).is_on_site


# Who may


def test_nobody_checks_in_for_somebody_else(lin_comes, activity, mei):
    with pytest.raises(errors.ForSomebodyElse):
        comes(lin_comes, activity, by=mei.account)
    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    "act", [rules.renew_codes, rules.print_code, rules.take_poster_down]
)
def test_only_who_runs_the_activity_changes_its_codes(act, activity, stranger, qian):
    with pytest.raises(errors.NotTheOrganizer):
        act(activity=activity, by=stranger, at=NOON)
    assert act(activity=activity, by=qian, at=NOON)
