"""An organization's rule approves what nobody needs to look at, and says why."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction

from hours import rules as hours_rules
from hours.automatic import rules
from hours.automatic.deciding import decide_if_due
from hours.automatic.errors import (
    LongerThanTheCityLets,
    NotYourRules,
    RulesAreOff,
    ShareTooSmall,
    WordIsNotEnough,
)
from hours.models import ApprovalRule, AutomaticDecision, Entry, RuleSwitch, Session
from hours.reconcile import reconcile
from tests.behind_the_back import refused_by
from tests.factories import EVENING, NOON, log_session, make_volunteer
from tests.hours.at_the_rules import (
    LOOSE,
    an_id,
    decide,
    judged,
    let_the_city,
    rule_on,
    stands,
    status,
    witnessed,
)
from tests.racing import all_at_once, in_background
from volunteers.models import Appointment, Membership, Organization

pytestmark = pytest.mark.django_db


def test_nothing_is_approved_until_somebody_switches_a_rule_on(association, zhao, seen):
    rule, is_new = rules.make(
        organization=association, conditions=LOOSE, by=zhao, at=NOON
    )
    assert is_new
    decide_if_due(at=NOON)
    assert status(seen) == "submitted"

    rules.switch_on(rule=rule, by=zhao, at=NOON)
    decide_if_due(at=NOON)
    assert status(seen) == "approved"

    rules.switch_off(organization=association, by=zhao, at=NOON)
    assert not stands(association).is_on


def test_what_it_approves_counts_and_keeps_its_trace(association, zhao, lin, seen):
    Membership.objects.create(
        volunteer=lin, organization=association, joined_on=date(2020, 2, 1)
    )
    switch = rule_on(association, zhao)

    assert decide(association) == 1
    assert decide(association) == 0  # again: nothing

    session = Session.objects.get(pk=seen.pk)
    assert (session.decided_by, session.reason_code) == (zhao, "automatic")
    entry = Entry.objects.get(session=seen)
    assert (entry.minutes, entry.reason_code) == (120, "automatic")
    assert reconcile() == []
    trace = AutomaticDecision.objects.get()
    assert trace.is_approved
    assert (trace.switch, trace.decided_at) == (switch, NOON)
    assert (trace.evidence, trace.minutes, trace.share) == ("witnessed", 120, 5)
    assert trace.facts == {
        "sent_on": "2020-03-05",
        "days_outside": None,
        "member_since": "2020-02-01",
    }


def test_what_chance_draws_goes_to_a_person_for_good(association, zhao, lin, qian):
    drawn = witnessed(lin, association, qian, id=an_id(association, drawn=True))
    rule_on(association, zhao)

    assert decide(association) == 1
    assert status(drawn) == "submitted"
    assert judged(association) == (0, 1)

    # Nor does another rule, for which chance would leave it out.
    rule_on(association, zhao, replace(LOOSE, most_minutes=200))
    assert decide(association) == 0
    hours_rules.approve(sessions=[drawn], by=zhao, at=EVENING)
    assert Session.objects.get(pk=drawn.pk).reason_code == ""


def test_whoever_switched_it_on_may_undo_it_and_then_people_decide(
    association, zhao, hu, seen
):
    rule_on(association, zhao)
    decide(association)

    refused = hours_rules.undo(sessions=[seen], by=hu, at=NOON).refused_by_code
    assert refused == {"not_your_decision": 1}
    assert hours_rules.undo(sessions=[seen], by=zhao, at=NOON).decided == 1

    assert decide(association) == 0
    assert status(seen) == "submitted"
    assert reconcile() == []


def test_the_same_rule_again_is_the_same_version(association, zhao, hu):
    first, _ = rules.make(organization=association, conditions=LOOSE, by=zhao, at=NOON)
    again, is_new = rules.make(
        organization=association, conditions=LOOSE, by=hu, at=EVENING
    )
    assert (again, is_new) == (first, False)

    other = replace(LOOSE, share=6)
    second, _ = rules.make(organization=association, conditions=other, by=hu, at=NOON)
    assert (first.version, second.version) == (1, 2)

    on = rules.switch_on(rule=second, by=hu, at=NOON)
    assert rules.switch_on(rule=second, by=hu, at=EVENING) == on
    # Somebody else who switches it on decides by it from then on.
    assert rules.switch_on(rule=second, by=zhao, at=EVENING).by == zhao


# Within what the city lets it do


@pytest.mark.parametrize(
    ("wider", "refusal"),
    [
        ({"least_evidence": "declared"}, WordIsNotEnough),
        ({"most_minutes": 241}, LongerThanTheCityLets),
        ({"share": 4}, ShareTooSmall),
    ],
)
def test_no_rule_is_wider_than_the_city_lets_it_be(wider, refusal, association, zhao):
    with pytest.raises(refusal):
        rules.make(
            organization=association,
            conditions=replace(LOOSE, **wider),
            by=zhao,
            at=NOON,
        )
    assert not ApprovalRule.objects.exists()


def test_a_rule_made_before_is_held_to_what_the_city_asks_today(
    association, zhao, lin, mei, qian
):
    let_the_city(declared=1)
    rule_on(association, zhao, replace(LOOSE, least_evidence="declared"))
    long = witnessed(lin, association, qian)
    told = log_session(
        volunteer=mei, organization=association, minutes=60, id=an_id(association)
    )
    short = witnessed(make_volunteer(), association, qian, minutes=60)
    let_the_city(minutes=60, declared=0, since=date(2020, 3, 6))
    decide(association)

    assert [status(one) for one in (long, told, short)] == [
        "submitted",
        "submitted",
        "approved",
    ]


def test_the_city_stops_all_rules(association, zhao, seen):
    switch = rule_on(association, zhao)
    let_the_city(approval=0)
    decide_if_due(at=NOON)

    assert status(seen) == "submitted"
    with pytest.raises(RulesAreOff):
        rules.switch_on(rule=switch.rule, by=zhao, at=NOON)


def test_a_rule_rests_once_its_decider_has_the_office_no_more(
    association, zhao, hu, seen
):
    switch = rule_on(association, zhao)
    Appointment.objects.filter(account=zhao, role="approver").update(ended_at=NOON)
    assert decide(association) == 0

    rules.switch_on(rule=switch.rule, by=hu, at=NOON)
    assert decide(association) == 1
    assert Session.objects.get(pk=seen.pk).decided_by == hu


def test_only_approvers_make_rules_and_the_city_may_stop_them(
    association, zhao, qian, stranger, wang, he
):
    switch = rule_on(association, zhao)
    for one in (qian, stranger, wang, he):
        with pytest.raises(NotYourRules):
            rules.make(organization=association, conditions=LOOSE, by=one, at=NOON)
        with pytest.raises(NotYourRules):
            rules.switch_on(rule=switch.rule, by=one, at=NOON)
    for one in (qian, stranger, he):
        with pytest.raises(NotYourRules):
            rules.switch_off(organization=association, by=one, at=NOON)

    assert not rules.switch_off(organization=association, by=wang, at=NOON).is_on
    again = rules.switch_off(organization=association, by=zhao, at=EVENING)
    assert again.by == wang  # it was off already


def test_an_organization_that_does_not_serve_has_no_rule_at_work(
    association, zhao, seen
):
    switch = rule_on(association, zhao)
    Organization.objects.filter(pk=association.pk).update(status="suspended")

    assert decide(association) == 0
    zhao.appointments_today = None
    with pytest.raises(NotYourRules):
        rules.switch_on(rule=switch.rule, by=zhao, at=NOON)


@pytest.mark.database
def test_rules_switches_and_decisions_are_never_changed(association, zhao, seen):
    rule_on(association, zhao)
    decide(association)

    for model, guard, change in (
        (ApprovalRule, "approval_rule_is_never_changed", {"share": 50}),
        (RuleSwitch, "rule_switch_is_never_changed", {"is_on": False}),
        (AutomaticDecision, "automatic_decision_is_never_changed", {"minutes": 1}),
    ):
        with refused_by(guard):
            model.objects.update(**change)
        with refused_by(guard):
            model.objects.all()._raw_delete(connection.alias)


# At the same moment


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_a_person_and_the_rule_decide_a_roster_once(association, zhao, hu, qian):
    some = [witnessed(make_volunteer(), association, qian) for _ in range(10)]
    rule_on(association, zhao)
    with transaction.atomic():
        hours_rules.approve(sessions=some[:4], by=hu, at=NOON)
        ruled = in_background(lambda: decide(association))
        assert ruled.waits()  # for Hu's transaction
    assert ruled.result() == 6

    assert Entry.objects.count() == 10
    assert Session.objects.filter(decided_by=hu).count() == 4
    assert reconcile() == []


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_workers_let_the_rule_decide_once(association, zhao, qian):
    for _ in range(10):
        witnessed(make_volunteer(), association, qian)
    rule_on(association, zhao)

    counts = all_at_once(*[lambda: decide(association)] * 3)

    assert sorted(counts) == [0, 0, 10]
    assert judged(association) == (10, 0)
    assert reconcile() == []
