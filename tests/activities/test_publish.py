"""From a draft to what people find: what must be said, and who may say it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from activities import errors, rules
from activities.models import Activity, Shift
from activities.permissions import visible_activities
from activities.rules import PostPlan
from tests.activities.making import draft, publish, shift_of, terms, times, words
from tests.factories import NOON, appoint, make_account, make_organization, moment
from volunteers.credential_errors import StatedAlready
from volunteers.errors import OrganizationNotActive
from volunteers.models import InsurancePolicy, Restriction, Site
from volunteers.rules import lift
from volunteers.rules.organizations import take_insurance_back

pytestmark = pytest.mark.django_db


def publish_now(activity, by, *, declared=True, at=NOON):
    return rules.publish(activity=activity, declared=declared, by=by, at=at)


def test_a_draft_is_its_organizers_alone_until_it_is_published(association, zhao, lin):
    activity = draft(association, zhao)
    assert activity.is_draft
    assert list(visible_activities(zhao)) == [activity]
    assert not visible_activities(lin.account).exists()

    publish_now(activity, zhao)

    assert list(visible_activities(lin.account)) == [activity]
    now = Activity.objects.get()
    assert (now.declared_by, now.published_at) == (zhao, NOON)


def test_its_dates_are_the_span_of_its_shifts(association, zhao):
    activity = draft(
        association,
        zhao,
        times("2020-03-14 09:00"),
        times("2020-03-28 13:00"),
    )
    assert (activity.starts_on, activity.ends_on) == (
        date(2020, 3, 14),
        date(2020, 3, 28),
    )

    rules.take_away(shift=shift_of(activity, 1), by=zhao, at=NOON)

    activity.refresh_from_db()
    assert activity.ends_on == date(2020, 3, 14)


def test_a_draft_says_what_it_says_the_second_time(association, zhao):
    activity = draft(association, zhao)
    later = [PostPlan(name="服务台", shifts=[times("2020-03-21 09:00", seats=5)])]

    rules.revise(
        activity=activity,
        words=words(title="换了名字"),
        posts=later,
        by=zhao,
        at=NOON,
    )

    now = Activity.objects.get()
    assert (now.title, now.starts_on) == ("换了名字", date(2020, 3, 21))
    assert [(one.post.name, one.seats) for one in now.shifts.all()] == [("服务台", 5)]


def test_publishing_again_is_the_same(association, zhao):
    activity = publish(association, zhao)
    again = publish_now(activity, zhao, at=NOON + timedelta(hours=1))
    assert again.published_at == NOON


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"place": ""}, errors.WordsMissing),
        ({"risks": " "}, errors.WordsMissing),
        ({"contact_name": ""}, errors.WordsMissing),
        ({"hazard": True}, errors.InsuranceNeeded),
        (
            {"hazard": True, "policy": terms(covers_until=date(2020, 3, 13))},
            errors.InsuranceNeeded,
        ),
        (
            {"hazard": True, "policy": terms(covers_from=date(2020, 3, 15))},
            errors.InsuranceNeeded,
        ),
        ({"hazard": True, "policy": terms(hazard=False)}, errors.InsuranceNeeded),
    ],
)
def test_people_read_what_they_must_know(association, zhao, changes, refusal):
    activity = draft(association, zhao, **changes)
    with pytest.raises(refusal):
        publish_now(activity, zhao)


def test_what_is_dangerous_is_insured_on_all_its_days(association, zhao):
    only_then = terms(covers_from=date(2020, 3, 14), covers_until=date(2020, 3, 14))
    activity = publish(association, zhao, hazard=True, policy=only_then)
    assert activity.is_insured

    later = [PostPlan(shifts=[times("2020-03-15 09:00")])]
    with pytest.raises(errors.InsuranceNeeded):
        rules.add_shifts(activity=activity, posts=later, by=zhao, at=NOON)


def test_a_policy_that_was_taken_back_insures_nothing(association, zhao):
    activity = draft(association, zhao, hazard=True, policy=terms())
    take_insurance_back(policy=activity.policy, by=zhao, at=NOON)
    with pytest.raises(errors.InsuranceNeeded):
        publish_now(activity, zhao)


def test_a_policy_that_is_entered_again_is_the_one_on_file(association, zhao, hu):
    first = draft(association, zhao, policy=terms())
    again = draft(association, zhao, policy=terms())
    assert again.policy == first.policy == InsurancePolicy.objects.get()
    assert first.policy.stated_by == zhao
    chosen = draft(association, zhao, policy=first.policy)
    assert chosen.policy == first.policy
    with pytest.raises(StatedAlready):
        draft(association, zhao, policy=terms(people=51))


def test_a_copy_is_insured_by_the_same_policy(association, zhao):
    activity = publish(association, zhao, hazard=True, policy=terms())
    again = rules.copy(activity=activity, first_day=date(2020, 4, 4), by=zhao, at=NOON)
    assert again.policy == activity.policy


def test_somebody_says_that_it_is_volunteering(association, zhao):
    with pytest.raises(errors.NotDeclared):
        publish_now(draft(association, zhao), zhao, declared=False)


def test_it_is_published_before_it_starts(association, zhao):
    activity = draft(association, zhao, times("2020-03-06 12:00"))
    with pytest.raises(errors.StartedAlready):
        publish_now(activity, zhao)
    publish_now(activity, zhao, at=NOON - timedelta(minutes=1))


def test_somebody_is_needed_at_some_time(association, zhao):
    activity = rules.draft(organization=association, words=words(), by=zhao, at=NOON)
    with pytest.raises(errors.ShiftsNeeded):
        publish_now(activity, zhao)


def test_it_lasts_a_year_at_most(association, zhao):
    within = [times("2020-03-14 09:00"), times("2021-03-14 09:00")]
    publish(association, zhao, *within)
    beyond = [times("2020-03-14 09:00"), times("2021-03-15 09:00")]
    activity = draft(association, zhao, *beyond)
    with pytest.raises(errors.LongerThanAYear):
        publish_now(activity, zhao)


@pytest.mark.parametrize(
    ("shift", "refusal"),
    [
        (times("2020-03-14 09:00", minutes=0), errors.ShiftEndsFirst),
        (times("2020-03-14 22:00", minutes=121), errors.ShiftCrossesMidnight),
        (times(seats=0), errors.NoSeats),
    ],
)
def test_a_shift_makes_sense(association, zhao, shift, refusal):
    with pytest.raises(refusal):
        draft(association, zhao, shift)


def test_a_shift_may_end_at_midnight(association, zhao):
    draft(association, zhao, times("2020-03-14 22:00", minutes=120))
    assert Shift.objects.get().minutes == 120


# Who may


def test_who_runs_the_organization_speaks_for_it(association, hu, qian, stranger):
    for account in (hu, qian, stranger, make_account("nobody")):
        with pytest.raises(errors.NotAnOrganizer):
            draft(association, account)


def test_the_clerks_of_a_practice_site_speak_for_what_it_organizes(association):
    site = Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )
    organized = make_organization("海州区中心", kind="site", site=site)
    sun = appoint(make_account("sun"), "clerk", site=site)

    publish(organized, sun)

    with pytest.raises(errors.NotAnOrganizer):
        draft(association, sun)


def test_a_suspended_organization_publishes_nothing(association, zhao):
    activity = draft(association, zhao)
    association.status = "suspended"
    association.save()
    with pytest.raises(OrganizationNotActive):
        publish_now(activity, zhao)
    with pytest.raises(OrganizationNotActive):
        draft(association, zhao)


# What is published


def test_nor_does_one_from_which_publishing_is_withheld(association, zhao, wang):
    activity = draft(association, zhao)
    withheld = Restriction.objects.create(
        kind="publishing",
        organization=association,
        because_of=uuid4(),
        until=NOON.date(),
        words="Sham activities",
        by=wang,
        at=NOON,
    )
    with pytest.raises(errors.PublishingWithheld):
        publish_now(activity, zhao)

    lift(restriction=withheld, words="Explained", by=wang, at=NOON)
    assert publish_now(activity, zhao).is_published


def test_of_what_is_published_the_words_may_change_and_not_the_shifts(activity, zhao):
    rules.revise(activity=activity, words=words(summary="带好雨衣"), by=zhao, at=NOON)
    assert Activity.objects.get().summary == "带好雨衣"
    with pytest.raises(errors.PublishedAlready):
        rules.revise(activity=activity, words=words(), posts=[], by=zhao, at=NOON)
    with pytest.raises(errors.WordsMissing):
        rules.revise(activity=activity, words=words(risks=""), by=zhao, at=NOON)


def test_only_a_draft_is_thrown_away(association, activity, zhao):
    with pytest.raises(errors.WrongMoment):
        rules.discard(activity=activity, by=zhao, at=NOON)
    rules.discard(activity=draft(association, zhao), by=zhao, at=NOON)
    assert list(Activity.objects.all()) == [activity]


def test_a_copy_is_a_draft_on_other_days(activity, zhao):
    again = rules.copy(activity=activity, first_day=date(2020, 4, 11), by=zhao, at=NOON)
    assert again.is_draft
    assert again.copied_from == activity
    assert again.title == activity.title
    assert shift_of(again).starts_at == moment("2020-04-11 09:00")
    publish_now(again, zhao)


def test_it_repeats_every_week_until_a_day(association, zhao):
    activity = publish(
        association, zhao, times("2020-03-14 09:00"), times("2020-03-15 09:00")
    )
    rules.repeat(activity=activity, until=date(2020, 3, 28), by=zhao, at=NOON)

    days = [one.date.day for one in activity.shifts.in_order()]
    assert days == [14, 15, 21, 22, 28]
    activity.refresh_from_db()
    assert activity.ends_on == date(2020, 3, 28)


def test_who_closes_it_lets_nobody_else_sign_up(activity, zhao):
    rules.close(activity=activity, by=zhao, at=NOON)
    assert Activity.objects.get().is_closed
    rules.reopen(activity=activity, by=zhao, at=NOON)
    assert Activity.objects.get().is_published


def test_hours_are_logged_of_what_was_held_only(association, zhao, activity):
    held = Activity.objects.taking_hours()
    waiting = draft(association, zhao)
    assert list(held.all()) == [activity]
    assert not waiting.takes_hours

    rules.cancel(activity=activity, reason="台风", by=zhao, at=NOON)

    assert not held.all().exists()


def test_of_what_was_cancelled_half_way_hours_are_logged(activity, zhao):
    on_the_day = moment("2020-03-14 13:00")
    now = rules.cancel(activity=activity, reason="下雨", by=zhao, at=on_the_day)
    assert now.takes_hours
    assert list(Activity.objects.taking_hours()) == [activity]
