"""
What an organization's own people can bring about, whatever they do together.

The city of ``test_anything_goes`` without its staff, and with all that an organization
has at hand beside single decisions: group entry, rules of automatic approval, filters
kept at the desk and deciding all that match. However they go about it, no entered hour
counts by one person's word, nobody approves themselves, no day passes its tier, and no
rule passes the city's numbers.
"""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db.models import F
from django.http import Http404, QueryDict
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from config.errors import RuleBroken
from hours import jobs, rules
from hours.automatic import rules as automatic
from hours.automatic.conditions import Conditions
from hours.automatic.deciding import decide_next
from hours.desk.asked import read
from hours.models import GRADES, AutomaticDecision, Objection, SavedView, Session
from hours.queue import matching_ids
from hours.rules.saved_views import save_view
from policies.reports import numbers
from tests.factories import moment
from tests.hours.test_anything_goes import (
    ACTORS,
    DAYS,
    DECIDERS,
    HOURS,
    ONE,
    PEOPLE,
    TEAMS,
    City,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]

FILTERS = ("evidence=entered", "least=60", "flag=marked", "view=below", "view=overdue")


class Organizations(City):
    """The same city, in which the people of organizations are among themselves."""

    def settle(self):
        super().settle()
        *accounts, _wang, _he, bao = self.actors
        zhao, qian = accounts[2:4]
        self.actors = [*accounts, zhao, qian, bao]
        self.city = []
        self.numbers = numbers(on=self.at.date())

    @rule(
        people=st.lists(PEOPLE, min_size=1, max_size=5),
        actor=st.sampled_from([2, 3, 3, 3]),
        day=DAYS,
        hour=HOURS,
        minutes=st.sampled_from([60, 241, 470, 700]),
    )
    def record_together(self, *, people, actor, day, hour, minutes):
        start = moment(f"2020-03-{day:02} {hour:02}:00")
        claims = [
            rules.Claim(
                volunteer=self.people[one],
                organization=self.teams[0],
                service_field=self.environment,
                started_at=start,
                ended_at=start + timedelta(minutes=minutes),
            )
            for one in people
        ]
        with suppress(RuleBroken):
            recorded, _refused = rules.record(
                claims=claims, by=self.actors[actor], at=self.at
            )
            self.sessions += recorded

    @rule(day=st.just(10), hour=st.integers(0, 7), person=PEOPLE)
    def record_today(self, *, day, hour, person):
        """On the very day, so that it is witnessed and a rule may take it."""
        self.record_together(people=[person], actor=3, day=day, hour=hour, minutes=60)

    @rule(
        actor=DECIDERS,
        then=DECIDERS,
        team=TEAMS,
        evidence=st.sampled_from(GRADES),
        minutes=st.sampled_from([60, 240, 240, 480]),
        share=st.sampled_from([1, 5, 5, 100]),
    )
    def switch_a_rule_on(self, *, actor, then, team, evidence, minutes, share):
        asked = Conditions(
            least_evidence=evidence,
            most_minutes=minutes,
            needs_activity=False,
            most_days_outside=None,
            member_days=None,
            share=share,
        )
        with suppress(RuleBroken):
            made, _is_new = automatic.make(
                organization=self.teams[team],
                conditions=asked,
                by=self.actors[actor],
                at=self.at,
            )
            automatic.switch_on(rule=made, by=self.actors[then], at=self.at)

    @rule(team=TEAMS)
    def let_the_rule_decide(self, *, team):
        decide_next(organization=self.teams[team], at=self.at)

    @rule(actor=ACTORS, team=TEAMS, query=st.sampled_from(FILTERS))
    def approve_all_of_a_kept_filter(self, *, actor, team, query):
        by, here = self.actors[actor], self.teams[team]
        with suppress(RuleBroken):
            save_view(name=query, query=query, organization=here, by=by)
        for kept in SavedView.objects.filter(account=by):
            address = f"organization={kept.organization_id}&{kept.query}"
            with suppress(Http404):
                asked = read(by, QueryDict(address))
                self.approve_all(asked, by)

    def approve_all(self, asked, by):
        assert asked.form.is_valid()
        ids = matching_ids(decision=rules.Decision.APPROVE, wanted=asked.filter, by=by)
        jobs.decide_all(
            decision=rules.Decision.APPROVE, sessions=ids, by=by, at=self.at
        )

    @rule(
        person=st.integers(0, 1),
        day=st.integers(1, 9),
        hour=HOURS,
        actor=st.sampled_from([2, 3, 3]),
    )
    def enter_and_approve_all(self, *, person, day, hour, actor):
        self.record_together(people=[person], actor=3, day=day, hour=hour, minutes=60)
        self.approve_all_of_a_kept_filter(actor=actor, team=0, query=FILTERS[0])

    @rule(
        actor=st.sampled_from([2, 3]),
        evidence=st.sampled_from(GRADES),
        minutes=st.sampled_from([60, 480]),
        share=st.sampled_from([1, 5]),
    )
    def let_a_new_rule_decide(self, *, actor, evidence, minutes, share):
        self.switch_a_rule_on(
            actor=actor,
            then=actor,
            team=0,
            evidence=evidence,
            minutes=minutes,
            share=share,
        )
        self.let_the_rule_decide(team=0)

    @rule(one=ONE, actor=DECIDERS, minutes=st.sampled_from([30, 200, 481]))
    def correct_what_counts(self, *, one, actor, minutes):
        self.approve(some=[one], actor=actor)
        hour = self.session(one).started_at.hour + 8  # of the local day
        self.correct(one=one, actor=actor, hour=hour % 24, minutes=minutes)

    @invariant()
    def no_rule_passes_the_citys_numbers(self):
        taken = AutomaticDecision.objects.filter(outcome="approved")
        for one in taken.select_related("switch__rule", "switch__by", "session"):
            deciders = {one.switch.by_id, one.switch.rule.made_by_id}
            people = {self.person_of(pk) for pk in deciders}
            assert one.evidence in ("timed", "witnessed")
            assert one.minutes <= self.numbers["automatic_minutes"]
            assert one.chance >= self.numbers["automatic_share"]
            assert one.session.level == "organization"
            assert one.session.submitted_by_id not in deciders
            assert one.volunteer_id not in people

    def person_of(self, account):
        return next(
            one.as_volunteer and one.as_volunteer.pk
            for one in self.actors
            if one.pk == account
        )

    @invariant()
    def entered_hours_become_more_only_where_somebody_else_says_so(self):
        longer = Session.objects.filter(
            status="approved",
            evidence="entered",
            minutes__gt=F("replaces__minutes"),
        )
        for one in longer:
            asked = Objection.objects.filter(session=one.replaces_id, state="upheld")
            assert asked.exclude(raised_by=one.decided_by_id).exists()

    @invariant()
    def the_citys_numbers_stay(self):
        assert numbers(on=self.at.date()) == self.numbers


def test_an_organization_s_people_loosen_nothing_among_themselves():
    run_state_machine_as_test(
        Organizations,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
