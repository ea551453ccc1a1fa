"""Hours are logged of what took place: not of drafts, nor of what was called off."""

from datetime import timedelta

import pytest

from activities.models import Activity
from activities.rules import PostPlan
from config.errors import RuleBroken
from hours import errors, rules
from hours.forms import LogForm
from hours.roster_page.forms import RosterForm
from tests.activities.making import (
    holds,
    publish,
    shift_of,
    sign_up,
    terms,
    times,
)
from tests.factories import NOON, log_session, make_activity, make_volunteer, moment
from tests.hours.brought import checked, row
from tests.hours.rosters import claims
from volunteers.models import CredentialKind, Volunteer
from volunteers.rules.organizations import take_insurance_back

pytestmark = pytest.mark.django_db

CALLED_OFF = {"state": Activity.State.CANCELLED, "cancel_reason": "台风"}
BEFORE = CALLED_OFF | {"cancelled_at": moment("2019-12-31 12:00")}
HALF_WAY = CALLED_OFF | {"cancelled_at": moment("2020-03-05 18:00")}
STATES = [
    ({"state": Activity.State.DRAFT}, False),
    ({"state": Activity.State.PUBLISHED}, True),
    ({"state": Activity.State.CLOSED}, True),
    (BEFORE, False),
    (HALF_WAY, True),
]


@pytest.mark.parametrize(("fields", "is_taken"), STATES)
def test_by_the_rule(association, lin, fields, is_taken):
    about = {"volunteer": lin, "organization": association}
    about["activity"] = make_activity(association, **fields)
    if is_taken:
        log_session(**about)
    else:
        with pytest.raises(errors.ActivityNotHeld):
            log_session(**about)


@pytest.mark.parametrize(("fields", "is_taken"), STATES)
def test_by_a_file(association, lin, qian, fields, is_taken):
    make_activity(association, title="净滩", **fields)
    imported = checked(
        row(lin, activity="净滩"), organization=association, by=qian, at=NOON
    )
    assert (imported.bad == 0) is is_taken


@pytest.mark.parametrize(("fields", "is_taken"), STATES)
def test_by_the_forms(association, lin, fields, is_taken):
    activity = make_activity(association, **fields)
    offered = Activity.objects.taking_hours()
    assert offered.filter(pk=activity.pk).exists() is is_taken
    assert activity.takes_hours is is_taken
    log = LogForm({}, volunteer=lin).fields["activity"].queryset
    roster = RosterForm({}, organization=association).fields["activity"].queryset
    assert [activity in log, activity in roster] == [is_taken, is_taken]


# What the law asks of whoever serves: one by one, in a roster and from a file alike

SATURDAY = "2020-03-14 09:00"
LATER = moment("2020-03-15 12:00")


def verdicts(activity, people, by):
    """What is said of each of them in each of the three ways; None: it is taken."""
    one_by_one = [_checked(activity, person) for person in people]
    together = rules.check_roster(
        claims=claims(people, activity, starts=[SATURDAY]), by=by, at=LATER
    )
    refused = {one.claim.volunteer: one.error.code for one in together}
    rows = [row(one, SATURDAY, activity=activity.pk) for one in people]
    brought = checked(*rows, organization=activity.organization, by=by, at=LATER)
    said = {one.line: one.refusals for one in brought.lines.all()}
    lines = [said[line] for line in sorted(said)]
    from_a_file = [one[0]["code"] if one else None for one in lines]
    assert one_by_one == [refused.get(one) for one in people] == from_a_file
    return one_by_one


def _checked(activity, person):
    claim = rules.Claim(
        volunteer=person,
        organization=activity.organization,
        activity=activity,
        started_at=moment(SATURDAY),
        ended_at=moment(SATURDAY) + timedelta(hours=2),
    )
    try:
        rules.check(claim=claim, by=person.account, at=LATER)
    except RuleBroken as broken:
        return broken.code
    return None


def test_danger_is_taken_hours_of_while_it_is_insured(association, zhao, qian, lin):
    activity = publish(association, zhao, hazard=True, policy=terms())
    assert verdicts(activity, [lin], qian) == [None]
    take_insurance_back(policy=activity.policy, by=zhao, at=NOON)
    assert verdicts(activity, [lin], qian) == ["not_insured"]


def test_what_was_loaded_is_not_asked_for_an_insurance(association, qian, lin):
    activity = make_activity(association, hazard=True)
    assert verdicts(activity, [lin], qian) == [None]


@pytest.fixture
def with_aid(association, zhao):
    """An activity with a post for first aid; ``posts`` beside it."""
    kind = CredentialKind.objects.get(pk="first_aid")
    aid = PostPlan(name="急救点", credential=kind, shifts=[times(seats=20)])

    def made(*posts):
        return publish(association, zhao, posts=[aid, *posts])

    return made


def test_who_serves_has_the_paper_on_that_day(with_aid, zhao, wang, qian):
    people = [make_volunteer(f"person{n}") for n in range(5)]
    with_paper, run_out, another_kind, merged, _without = people
    holds(with_paper, by=wang)
    holds(run_out, by=wang, valid_until=moment("2020-03-13 00:00").date())
    holds(another_kind, "nurse", by=wang)
    before = make_volunteer("before")
    holds(before, by=wang)
    Volunteer.objects.filter(pk=before.pk).update(merged_into=merged, status="closed")

    needed = "credential_needed"
    assert verdicts(with_aid(), people, qian) == [None, needed, needed, None, needed]


def test_who_may_have_stood_elsewhere_is_not_asked(with_aid, lin, mei, wang, qian):
    activity = with_aid(PostPlan(name="服务台", shifts=[times(seats=20)]))
    assert verdicts(activity, [lin], qian) == [None]
    # Who has signed up for the post is asked what it asks for.
    paper = holds(mei, by=wang)
    sign_up(shift_of(activity), mei)
    assert verdicts(activity, [mei], qian) == [None]
    paper.taken_back_at = NOON
    paper.save(update_fields=["taken_back_at"])
    assert verdicts(activity, [mei, lin], qian) == ["credential_needed", None]


@pytest.mark.parametrize("count", [1, 30])
def test_a_roster_is_looked_through_at_once(
    with_aid, count, qian, django_assert_max_num_queries
):
    activity = with_aid()
    people = [make_volunteer(f"person{n}") for n in range(count)]
    roster = claims(people, activity, starts=[SATURDAY])
    rules.check_roster(claims=roster, by=qian, at=LATER)
    with django_assert_max_num_queries(14):
        rules.check_roster(claims=roster, by=qian, at=LATER)


def test_a_correction_on_the_same_day_asks_for_nothing_new(
    association, zhao, hu, lin, with_aid, wang
):
    activity = with_aid(PostPlan(name="服务台", shifts=[times()]))
    session = log_session(
        volunteer=lin,
        organization=association,
        activity=activity,
        start=SATURDAY,
        at=LATER,
    )
    rules.approve(sessions=[session], by=hu, at=LATER)
    activity.posts.filter(name="服务台").update(
        credential=CredentialKind.objects.get(pk="nurse")
    )
    session.refresh_from_db()
    about = {"session": session, "by": hu, "at": LATER, "reason": "早走"}
    shorter = rules.correct(
        times=rules.Times(
            started_at=session.started_at,
            ended_at=session.ended_at - timedelta(hours=1),
        ),
        **about,
    )
    a_day = timedelta(days=1)
    with pytest.raises(errors.CredentialNeededThatDay):
        rules.correct(
            times=rules.Times(
                started_at=shorter.started_at - a_day,
                ended_at=shorter.ended_at - a_day,
            ),
            **about | {"session": shorter},
        )
