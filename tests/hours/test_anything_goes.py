"""
Whoever does whatever, in whatever order: sessions, ledger and totals agree.

Also the wrong people act: strangers, volunteers who decide their own hours, an
auditor. Rules may refuse with RuleBroken or leave sessions out; nothing else. And
whatever they do together, nobody's hours count by one person's word alone: what was
entered later takes two, a long day those above, and nobody decides their own.
"""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F, Q, Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from activities.models import ServiceField
from config.errors import RuleBroken
from hours import rules
from hours.models import Entry, Objection, Session
from hours.reconcile import reconcile
from tests.factories import (
    appoint,
    log_session,
    make_account,
    make_activity,
    make_organization,
    make_volunteer,
    moment,
)
from volunteers.models import District, Site

pytestmark = [pytest.mark.database, pytest.mark.django_db]

PEOPLE = st.integers(0, 4)
ACTORS = st.integers(0, 7)
DECIDERS = st.sampled_from([2, 3, 4, 5, 7])
TEAMS = st.integers(0, 1)
DAYS = st.integers(1, 10)
HOURS = st.integers(0, 23)
DECISIONS = st.sampled_from(rules.Decision)
ONE = st.integers(0, 40)
SOME = st.lists(ONE, min_size=1, max_size=8)


class City(RuleBasedStateMachine):
    """A small city in which time passes and people act."""

    def __init__(self):
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.at = moment("2020-03-10 08:00")
        self.settle()
        self.sessions = []
        for day in (8, 9):
            for person in range(5):
                self.log_own(person=person, team=0, day=day, hour=9)

    def teardown(self):
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def settle(self):
        center = Site.objects.create(
            code="320706", kind="center", name="海州区中心", district_id="320706"
        )
        here = make_organization("海州服务队")
        there = make_organization("连云服务队", district_id="320703")
        above = make_organization("连云港市志愿者总会")
        here.parent = above
        here.save()
        self.environment = ServiceField.objects.get(pk="0006")
        self.teams = [here, there]
        self.activities = [None, make_activity(here, site=center)]
        self.people = [
            make_volunteer("lin", home_site=center),
            make_volunteer("mei", district_id="320703"),
            make_volunteer("zhao"),
            make_volunteer("qian"),
            make_volunteer("sun"),
        ]
        _, _, zhao, qian, sun = accounts = [one.account for one in self.people]
        appoint(zhao, "approver", here)
        appoint(qian, "approver", here)
        appoint(qian, "recorder", here)
        appoint(sun, "approver", there)
        wang = appoint(make_account("wang"), "staff")
        he = appoint(make_account("he"), "auditor")
        bao = appoint(make_account("bao"), "approver", above)
        self.actors = [*accounts, wang, he, bao]
        self.above = {here: [bao], there: []}
        self.approvers = {here: [zhao, qian], there: [sun]}
        self.city = [wang]

    def session(self, number):
        return self.sessions[number % len(self.sessions)]

    @rule(
        person=PEOPLE,
        actor=ACTORS,
        team=TEAMS,
        activity=st.integers(0, 1),
        day=DAYS,
        hour=HOURS,
        minutes=st.sampled_from([-5, 0, 1, 60, 300, 470]),
    )
    def log(self, *, person, actor, team, activity=0, day, hour, minutes=120):
        with suppress(RuleBroken):
            session = log_session(
                volunteer=self.people[person],
                organization=self.teams[team],
                activity=self.activities[activity],
                service_field=self.environment,
                start=f"2020-03-{day:02} {hour:02}:00",
                minutes=minutes,
                by=self.actors[actor],
                at=self.at,
            )
            self.sessions.append(session)

    @rule(person=PEOPLE, team=TEAMS, day=DAYS, hour=HOURS)
    def log_own(self, *, person, team, day, hour):
        self.log(person=person, actor=person, team=team, day=day, hour=hour)

    @rule(
        person=PEOPLE,
        team=TEAMS,
        day=DAYS,
        hour=st.integers(0, 12),
        minutes=st.sampled_from([240, 480, 481, 700]),
    )
    def log_a_long_day(self, *, person, team, day, hour, minutes):
        self.log(
            person=person, actor=person, team=team, day=day, hour=hour, minutes=minutes
        )

    @rule(one=ONE, actor=DECIDERS, hour=st.integers(0, 23))
    def log_while_rejected(self, *, one, actor, hour):
        """Reject it, let the person log the same length anew, take that back."""
        first = self.session(one)
        self.decide(decision=rules.Decision.REJECT, some=[one], actor=actor)
        with suppress(RuleBroken):
            session = log_session(
                volunteer=first.volunteer,
                organization=first.organization,
                start=f"{first.service_date} {hour:02}:00",
                minutes=first.minutes,
                by=first.volunteer.account,
                at=self.at,
            )
            self.sessions.append(session)
        self.decide(decision=rules.Decision.UNDO, some=[one], actor=actor)

    @rule(person=PEOPLE, day=DAYS, hour=HOURS)
    def record(self, *, person, day, hour):
        self.log(person=person, actor=3, team=0, activity=1, day=day, hour=hour)

    @rule(
        decision=DECISIONS,
        some=SOME,
        actor=ACTORS,
        reason=st.sampled_from(["", "Beach closed"]),
    )
    def decide(self, *, decision, some, actor, reason="Beach closed"):
        with suppress(RuleBroken):
            rules.decide(
                decision=decision,
                sessions=[self.session(number) for number in some],
                by=self.actors[actor],
                at=self.at,
                reason=reason,
            )

    @rule(some=SOME, actor=DECIDERS)
    def approve(self, *, some, actor):
        self.decide(decision=rules.Decision.APPROVE, some=some, actor=actor)

    @rule(first=DECISIONS, then=DECISIONS, some=SOME, actor=DECIDERS)
    def change_one_s_mind(self, *, first, then, some, actor):
        self.decide(decision=first, some=some, actor=actor)
        self.decide(decision=then, some=some[::2], actor=actor)

    @rule(some=SOME, actor=DECIDERS)
    def ask(self, *, some, actor):
        self.decide(decision=rules.Decision.QUERY, some=some, actor=actor)
        self.answer(some=some[::2], own=True, actor=actor)

    @rule(one=ONE, actor=ACTORS)
    def withdraw(self, *, one, actor):
        with suppress(RuleBroken):
            rules.withdraw(session=self.session(one), by=self.actors[actor], at=self.at)

    @rule(some=SOME, own=st.booleans(), actor=ACTORS)
    def answer(self, *, some, own, actor):
        for session in map(self.session, some):
            by = session.volunteer.account if own else self.actors[actor]
            with suppress(RuleBroken):
                rules.answer(session=session, text="Until ten.", by=by, at=self.at)

    @rule(one=ONE, actor=ACTORS, hour=HOURS, minutes=st.sampled_from([-5, 60, 470]))
    def correct(self, *, one, actor, hour, minutes):
        with suppress(RuleBroken):
            new = rules.correct(
                session=self.session(one),
                times=self.times(one, hour, minutes),
                by=self.actors[actor],
                at=self.at,
                reason="Read off the roster",
            )
            self.sessions.append(new)

    def times(self, one, hour, minutes):
        start = self.session(one).started_at + timedelta(hours=hour - 9)
        end = start + timedelta(minutes=minutes)
        return rules.Times(started_at=start, ended_at=end)

    @rule(one=ONE, actor=ACTORS, own=st.booleans(), hour=HOURS, city=st.booleans())
    def object_to(self, *, one, actor, own, hour, city):
        session = self.session(one)
        by = session.volunteer.account if own else self.actors[actor]
        with suppress(RuleBroken):
            rules.object_to(
                session=session,
                words="Until ten.",
                times=self.times(one, hour, 60),
                about_decision=city,
                by=by,
                at=self.at,
            )

    @rule(one=ONE, actor=ACTORS, upheld=st.booleans(), as_said=st.booleans())
    def answer_objection(self, *, one, actor, upheld, as_said):
        raised = Objection.objects.order_by("pk")[one : one + 1].first()
        if raised is None:
            return
        times = as_said and raised.proposes_times
        with suppress(RuleBroken):
            rules.settle_objection(
                objection=raised,
                upheld=upheld,
                words="So says the roster.",
                times=rules.Times(
                    started_at=raised.started_at, ended_at=raised.ended_at
                )
                if times
                else None,
                by=self.actors[actor],
                at=self.at,
            )

    @rule(person=PEOPLE, district=st.sampled_from(["320703", "320706", "320707"]))
    def move(self, *, person, district):
        rules.move_home(
            volunteer=self.people[person],
            district=District.objects.get(pk=district),
            home_site=None,
            at=self.at,
        )

    @rule(minutes=st.sampled_from([1, 6, 600, 30 * 24 * 60]))
    def wait(self, *, minutes):
        self.at += timedelta(minutes=minutes)

    @invariant()
    def nothing_is_off(self):
        assert reconcile() == []

    @invariant()
    def nobody_answers_themselves(self):
        answered = Objection.objects.exclude(state__in=["open", "withdrawn"])
        assert not answered.filter(answered_by=F("raised_by")).exists()

    @invariant()
    def nobody_decides_their_own(self):
        own = Entry.objects.filter(posted_by__volunteer=F("volunteer"))
        assert not own.exists()

    @invariant()
    def entered_hours_take_two(self):
        alone = Entry.objects.filter(
            kind="approve",
            session__evidence="entered",
            session__submitted_by=F("posted_by"),
        )
        assert not alone.exists()

    @invariant()
    def nobody_counts_what_is_decided_above(self):
        for entry in Entry.objects.filter(kind="approve").select_related(
            "session__organization", "posted_by"
        ):
            session = entry.session
            may = {
                "organization": self.approvers[session.organization]
                # Those above may where it waited too long; see test_levels.
                + self.above[session.organization],
                "parent": self.above[session.organization],
                "city": [],
            }
            assert entry.posted_by in [*may[session.level], *self.city]

    @invariant()
    def a_long_day_is_for_those_above(self):
        days = Session.objects.taking_time().values("volunteer", "service_date")
        for day in days.annotate(
            here=Sum("minutes", filter=Q(level="organization"), default=0),
            above=Sum("minutes", filter=~Q(level="city"), default=0),
            all=Sum("minutes"),
        ):
            assert day["here"] <= 480
            assert day["above"] <= 720
            assert day["all"] <= 960

    @invariant()
    def leaders_are_decided_above(self):
        for team, leaders in self.approvers.items():
            people = [one.as_volunteer for one in leaders]
            theirs = Session.objects.filter(organization=team, volunteer__in=people)
            assert not theirs.filter(level="organization").exists()


def test_anybody_may_do_anything_in_any_order():
    run_state_machine_as_test(
        City,
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=None,
            database=None,
            # Who looks for the shortest story adds Phase.shrink: it takes minutes.
            phases=[Phase.generate],
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
