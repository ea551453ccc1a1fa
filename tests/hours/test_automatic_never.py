"""What no rule takes, and what each condition leaves out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from hours import rules as hours_rules
from hours.automatic import rules
from hours.integrity import cases
from hours.models import AutomaticDecision, FindingState
from tests.behind_the_back import refused_by
from tests.factories import (
    EVENING,
    NOON,
    appoint,
    log_session,
    make_activity,
    make_volunteer,
)
from tests.families import born
from tests.hours.at_the_rules import (
    LOOSE,
    an_id,
    decide,
    let_the_city,
    rule_on,
    status,
    suspect,
    timed,
    witnessed,
)
from volunteers.models import Membership, Volunteer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("of", ["volunteer", "people", "activity", "account", "all"])
def test_what_a_detector_found_goes_to_people_until_it_is_explained(
    of, association, zhao, lin, qian, wang
):
    activity = make_activity(association)
    session = witnessed(lin, association, qian, activity=activity)
    about = {
        "volunteer": {"volunteer": lin},
        "people": {"people": [lin.pk]},
        "activity": {"activity": activity, "organization": association},
        "account": {"account": qian, "volunteer": make_volunteer()},
        "all": {"organization": association},
    }
    finding = suspect(**about[of])
    rule_on(association, zhao)
    assert decide(association, at=EVENING) == 0

    new = FindingState.EXPLAINED
    cases.decide(finding=finding, new=new, words="Seen.", by=wang, at=EVENING)
    assert decide(association, at=EVENING) == 1
    assert status(session) == "approved"


def test_what_a_detector_found_elsewhere_is_no_flag(
    association, beach_team, zhao, seen
):
    suspect(organization=beach_team)
    suspect(volunteer=make_volunteer(), organization=association)
    rule_on(association, zhao)

    assert decide(association) == 1


def test_hours_entered_later_are_never_approved(association, zhao, lin, qian):
    entered = log_session(volunteer=lin, organization=association, by=qian)
    let_the_city(declared=1)
    switch = rule_on(association, zhao, replace(LOOSE, least_evidence="declared"))

    assert decide(association) == 0
    assert status(entered) == "submitted"
    values = {
        "volunteer": lin,
        "session": entered,
        "organization": association,
        "switch": switch,
        "minutes": 120,
        "facts": {},
        "decided_at": NOON,
        "share": 5,
    }
    with refused_by("hours_entered_later_are_decided_by_people"):
        AutomaticDecision.objects.create(
            outcome="approved", evidence="entered", chance=50, **values
        )
    with refused_by("chance_says_what_a_person_looks_at"):
        AutomaticDecision.objects.create(
            outcome="approved", evidence="timed", chance=4, **values
        )


def test_nobody_lets_a_rule_approve_their_own(association, zhao, hu, qian, lin):
    """Nor what they wrote down themselves, be it as the maker alone."""
    appoint(zhao, "recorder", association)
    mine = [
        log_session(
            volunteer=zhao.volunteer, organization=association, id=an_id(association)
        ),
        witnessed(lin, association, zhao),
    ]
    made, _ = rules.make(organization=association, conditions=LOOSE, by=zhao, at=NOON)
    rules.switch_on(rule=made, by=hu, at=NOON)
    assert decide(association) == 0
    assert {status(one) for one in mine} == {"submitted"}


def test_no_guardian_lets_a_rule_approve_a_wards_hours(association, zhao, hu, qian):
    ward = make_volunteer(birth_date=born(15))
    appoint(hu, "guardian", ward=ward)
    now = timezone.now()
    day = timezone.localdate(now) - timedelta(days=1)
    hers = timed(association, ward, qian, "09:00", day=day)
    switch = rule_on(association, hu)
    assert decide(association, at=now) == 0

    # Switched on by anybody else, it is approved; unless the guardian made the rule.
    rules.switch_on(rule=switch.rule, by=zhao, at=now)
    assert decide(association, at=now) == 0
    rule_on(association, zhao, replace(LOOSE, share=6))
    assert decide(association, at=now) == 1
    assert status(hers) == "approved"


def test_who_has_come_to_lead_since_is_decided_about_by_people(
    association, zhao, lin, seen
):
    appoint(lin.account, "approver", association)
    rule_on(association, zhao)

    assert decide(association) == 0


def test_children_are_left_to_people_and_youths_at_night(association, zhao, qian):
    def served(born, start):
        return timed(association, make_volunteer(birth_date=born), qian, start)

    child = served(date(2006, 3, 6), "09:00")  # fourteen tomorrow
    early = served(date(2006, 3, 5), "05:59")
    late = served(date(2006, 3, 5), "21:01")
    by_day = served(date(2006, 3, 5), "21:00")
    of_age = served(date(2002, 3, 5), "23:00")
    rule_on(association, zhao)
    decide(association)

    assert [status(one) for one in (child, early, late)] == ["submitted"] * 3
    assert [status(one) for one in (by_day, of_age)] == ["approved"] * 2


def test_what_was_asked_or_objected_to_is_for_people(
    association, beach_team, zhao, hu, lin, mei, qian, wang
):
    asked = witnessed(lin, association, qian)
    reported = witnessed(mei, association, qian)
    hours_rules.query(sessions=[asked], by=hu, at=NOON, reason="How many bags?")
    hours_rules.answer(session=asked, text="Three.", by=lin.account, at=NOON)
    hours_rules.object_to(session=reported, words="Not there.", by=wang, at=NOON)
    rule_on(association, zhao)

    assert decide(association) == 0
    assert {status(asked), status(reported)} == {"submitted"}


def test_what_was_decided_once_is_for_people(association, zhao, hu, lin, qian):
    """Taken back by whoever decided, or told anew with other times."""
    undone = witnessed(lin, association, qian)
    hours_rules.approve(sessions=[undone], by=hu, at=NOON)
    hours_rules.undo(sessions=[undone], by=hu, at=NOON)
    anew = witnessed(lin, association, qian, start="2020-03-05 14:00", replaces=undone)
    rule_on(association, zhao)

    assert decide(association) == 0
    assert {status(undone), status(anew)} == {"submitted"}


def test_hours_of_whoever_is_no_volunteer_any_more_are_for_people(
    association, zhao, lin, seen
):
    Volunteer.objects.filter(pk=lin.pk).update(status="suspended")
    rule_on(association, zhao)

    assert decide(association) == 0


@pytest.mark.parametrize(
    ("narrower", "matches"),
    [
        ({}, True),
        ({"least_evidence": "timed"}, False),
        ({"most_minutes": 119}, False),
        ({"most_minutes": 120}, True),
        ({"needs_activity": True}, True),
        ({"most_days_outside": 2}, True),
        ({"most_days_outside": 1}, False),
        ({"member_days": 14}, True),
        ({"member_days": 15}, False),
    ],
)
def test_each_condition_counts(narrower, matches, association, zhao, lin, qian):
    activity = make_activity(
        association, starts_on=date(2020, 3, 7), ends_on=date(2020, 3, 8)
    )
    Membership.objects.create(
        volunteer=lin, organization=association, joined_on=date(2020, 2, 20)
    )
    witnessed(lin, association, qian, activity=activity)
    rule_on(association, zhao, replace(LOOSE, **narrower))

    assert decide(association) == int(matches)


def test_without_activity_or_membership_what_asks_for_them_takes_nothing(
    association, zhao, seen
):
    rule_on(association, zhao, replace(LOOSE, needs_activity=True))
    assert decide(association) == 0
    rule_on(association, zhao, replace(LOOSE, member_days=0))
    assert decide(association) == 0
    rule_on(association, zhao, replace(LOOSE, most_days_outside=0))
    assert decide(association) == 1
