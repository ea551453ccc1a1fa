"""What a rule's dry run foretells is what the rule does."""

import random
from dataclasses import replace

import pytest
from django.db import transaction

from hours import rules as hours_rules
from hours.automatic.deciding import question_of
from hours.automatic.matching import waiting
from hours.models import AutomaticDecision, Session
from tests.factories import EVENING, NOON, moment
from tests.hours.at_the_rules import (
    APRIL,
    LOOSE,
    a_month_of_all_kinds,
    decide,
    dry,
    judged,
    let_the_city,
    rule_on,
    suspect,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def month(association, qian):
    let_the_city(declared=1)
    return a_month_of_all_kinds(association, recorder=qian)


def any_conditions(chance):
    return replace(
        LOOSE,
        least_evidence=chance.choice(["timed", "witnessed", "declared", "declared"]),
        most_minutes=chance.choice([30, 120, 200, 240]),
        needs_activity=chance.random() < 0.3,
        most_days_outside=chance.choice([None, None, 0, 5]),
        member_days=chance.choice([None, None, None, 0, 20]),
        share=chance.choice([5, 5, 30, 100]),
    )


def test_a_dry_run_equals_what_the_rule_does_to_the_month(association, zhao, month):
    chance = random.Random(36)
    approved = held = 0
    for _ in range(30):
        switch = rule_on(association, zhao, any_conditions(chance), at=APRIL)
        foretold = dry(switch)
        with transaction.atomic():
            decide(association, at=APRIL)
            assert judged(association) == (foretold.approved, foretold.held)
            assert dry(switch).approved == foretold.approved  # and afterwards
            # None of those that no rule may take is among them.
            grades = AutomaticDecision.objects.values_list("evidence", flat=True)
            assert "entered" not in grades
            taken = Session.objects.filter(reason_code="automatic")
            assert not taken.exclude(level="organization").exists()
            assert taken.count() == foretold.approved
            transaction.set_rollback(True)
        approved, held = approved + foretold.approved, held + foretold.held
    assert approved > 100
    assert held > 50


def test_a_dry_run_knows_what_people_did_to_the_same_hours(
    association, zhao, qian, month
):
    switch = rule_on(association, zhao, replace(LOOSE, least_evidence="declared"))
    before = dry(switch)
    would = waiting(question_of(switch, at=APRIL), most=30)
    hours_rules.reject(
        sessions=would[:10], by=zhao, at=APRIL, reason_code="not_present"
    )
    hours_rules.approve(sessions=would[10:], by=zhao, at=APRIL)
    hours_rules.reverse(
        sessions=would[10:20], by=zhao, at=APRIL, reason_code="not_present"
    )
    after = dry(switch)

    assert (after.sessions, after.approved, after.held) == (
        before.sessions,
        before.approved,
        before.held,
    )
    assert (before.rejected, before.reversed) == (0, 0)
    assert 0 < after.rejected <= 10
    assert 0 < after.reversed <= 10


def test_a_dry_run_judges_by_what_was_known_then(association, zhao, lin, seen):
    switch = rule_on(association, zhao)
    hours_rules.approve(sessions=[seen], by=zhao, at=NOON)
    assert dry(switch).approved == 1

    # Somebody looks at Lin only later: that day nobody knew.
    suspect(volunteer=lin, found_at=EVENING)
    assert dry(switch).approved == 1
    suspect(volunteer=lin, found_at=moment("2020-03-01 08:00"))
    assert dry(switch).approved == 0
