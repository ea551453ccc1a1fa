"""Several people at the same moment: who is second waits, and then sees what is so."""

import random

import pytest
from django.db import transaction
from django.db.models import Sum

from config.errors import RuleBroken
from hours import errors, rules
from hours.models import Entry, Session, VolunteerYear
from hours.reconcile import reconcile
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_account,
    make_volunteer,
)
from tests.racing import all_at_once, in_background
from volunteers.models import District

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def roster(association, qian):
    """Twenty people at the beach, written down by Qian."""
    return [
        log_session(volunteer=make_volunteer(), organization=association, by=qian)
        for _ in range(20)
    ]


@pytest.fixture
def session(lin, association):
    return log_session(volunteer=lin, organization=association)


def total_minutes(sessions):
    people = [session.volunteer for session in sessions]
    years = VolunteerYear.objects.filter(volunteer__in=people)
    return years.aggregate(sum=Sum("minutes"))["sum"]


def test_two_admins_approve_one_roster_once(roster, zhao, hu):
    with transaction.atomic():
        rules.approve(sessions=roster, by=zhao, at=NOON)
        hu_approves = in_background(
            lambda: rules.approve(sessions=roster, by=hu, at=NOON)
        )
        assert hu_approves.waits()  # for Zhao's transaction

    assert hu_approves.result().refused_by_code == {"already_decided": 20}
    assert total_minutes(roster) == sum(session.minutes for session in roster)
    assert reconcile() == []


def test_one_approves_while_another_rejects(session, zhao, hu):
    with transaction.atomic():
        rules.reject(sessions=[session], by=zhao, reason="Not there", at=NOON)
        hu_approves = in_background(
            lambda: rules.approve(sessions=[session], by=hu, at=NOON)
        )
        assert hu_approves.waits()

    assert hu_approves.result().refused_by_code == {"already_decided": 1}
    assert not Entry.objects.exists()


def test_one_approves_while_the_volunteer_withdraws(session, lin, zhao):
    with transaction.atomic():
        rules.withdraw(session=session, by=lin.account, at=NOON)
        zhao_approves = in_background(
            lambda: rules.approve(sessions=[session], by=zhao, at=NOON)
        )
        assert zhao_approves.waits()

    assert zhao_approves.result().refused_by_code == {"already_decided": 1}
    assert not Entry.objects.exists()


def test_the_volunteer_withdraws_while_one_approves(session, lin, zhao):
    with transaction.atomic():
        rules.approve(sessions=[session], by=zhao, at=NOON)
        lin_withdraws = in_background(
            lambda: rules.withdraw(session=session, by=lin.account, at=NOON)
        )
        assert lin_withdraws.waits()

    with pytest.raises(errors.AlreadyDecided):
        lin_withdraws.result()
    assert reconcile() == []


def test_two_reverse_the_same_hour_once(session, zhao, hu):
    rules.approve(sessions=[session], by=zhao, at=NOON)
    with transaction.atomic():
        rules.reverse(sessions=[session], by=zhao, reason="Closed", at=NOON)
        hu_reverses = in_background(
            lambda: rules.reverse(sessions=[session], by=hu, reason="Closed", at=NOON)
        )
        assert hu_reverses.waits()

    assert hu_reverses.result().refused_by_code == {"not_approved": 1}
    assert reconcile() == []


def test_one_time_is_logged_once(lin, association, beach_team):
    with transaction.atomic():
        log_session(volunteer=lin, organization=association)
        again = in_background(
            lambda: log_session(volunteer=lin, organization=beach_team)
        )
        assert again.waits()

    with pytest.raises(errors.Overlaps):
        again.result()
    assert Session.objects.count() == 1


def test_one_day_is_summed_up_once(lin, association):
    # Each half of the day alone is the organization's to approve, both are not.
    with transaction.atomic():
        log_session(
            volunteer=lin,
            organization=association,
            start="2020-03-05 06:00",
            minutes=300,
        )
        second = in_background(
            lambda: log_session(
                volunteer=lin,
                organization=association,
                start="2020-03-05 12:00",
                minutes=300,
            )
        )
        assert second.waits()

    assert second.result().level == "city"


def test_one_id_is_logged_once(lin, association, beach_cleaning):
    claim = rules.Claim(
        volunteer=lin,
        organization=association,
        started_at=NOON.replace(hour=9),
        ended_at=NOON.replace(hour=10),
        activity=beach_cleaning,
    )
    with transaction.atomic():
        rules.log(claim=claim, by=lin.account, at=NOON)
        again = in_background(lambda: rules.log(claim=claim, by=lin.account, at=NOON))
        assert again.waits()

    _, is_new = again.result()
    assert not is_new


def test_one_id_is_never_two_people_s(lin, mei, association):
    with transaction.atomic():
        lins = log_session(volunteer=lin, organization=association)
        meis = in_background(
            lambda: log_session(volunteer=mei, organization=association, id=lins.pk)
        )
        assert meis.waits()

    with pytest.raises(errors.IdReused):
        meis.result()


def test_both_log_one_time_at_one_moment(lin, association, beach_team):
    def attempt(organization):
        try:
            return log_session(volunteer=lin, organization=organization)
        except errors.Overlaps:
            return None

    for _ in range(5):
        logged = all_at_once(lambda: attempt(association), lambda: attempt(beach_team))
        (winner,) = filter(None, logged)
        rules.withdraw(session=winner, by=lin.account, at=NOON)


def test_a_rejection_is_not_undone_into_time_being_taken(
    session, lin, zhao, beach_team
):
    rules.reject(sessions=[session], by=zhao, reason="Not there", at=NOON)
    with transaction.atomic():
        log_session(volunteer=lin, organization=beach_team)
        zhao_undoes = in_background(
            lambda: rules.undo(sessions=[session], by=zhao, at=NOON)
        )
        assert zhao_undoes.waits()

    assert zhao_undoes.result().refused_by_code == {"overlaps": 1}


def test_time_being_given_back_by_undo_is_not_logged(session, lin, zhao, beach_team):
    rules.reject(sessions=[session], by=zhao, reason="Not there", at=NOON)
    with transaction.atomic():
        rules.undo(sessions=[session], by=zhao, at=NOON)
        lin_logs = in_background(
            lambda: log_session(volunteer=lin, organization=beach_team)
        )
        assert lin_logs.waits()

    with pytest.raises(errors.Overlaps):
        lin_logs.result()


def test_two_undo_rosters_of_the_same_people(roster, zhao, hu):
    forth, back = roster, list(reversed(roster))
    for _ in range(3):
        rules.reject(sessions=roster, by=zhao, reason="Not there", at=NOON)
        outcomes = all_at_once(
            lambda: rules.undo(sessions=forth, by=zhao, at=NOON),
            lambda: rules.undo(sessions=back, by=zhao, at=NOON),
        )
        assert sorted(one.decided for one in outcomes) == [0, 20]


ACTS = ["approve", "approve", "reject", "query", "reverse", "undo", "undo"]


def test_eight_people_decide_log_and_withdraw_at_once(association, beach_team):
    people = [make_volunteer(f"person{n}", district_id=d) for n, d in enumerate(HOMES)]
    shared = [
        log_session(
            volunteer=person,
            organization=organization,
            start=f"2020-03-0{day} 09:00",
            minutes=170,
        ).pk
        for person in people
        for day in (1, 2, 3)
        for organization in [association if day != 2 else beach_team]
    ]
    deciders = [make_account(f"decider{n}") for n in range(6)]
    for decider in deciders:
        appoint(decider, "approver", association)
        appoint(decider, "approver", beach_team)
    crowd = [
        *(decides(decider, shared, seed) for seed, decider in enumerate(deciders)),
        *(serves(people, team, shared) for team in (association, beach_team)),
    ]

    # A ninth looks on: at no moment is anything off.
    *_, seen = all_at_once(*crowd, lambda: [reconcile() for _ in range(5)])

    assert seen == [[]] * 5
    assert reconcile() == []
    assert Entry.objects.exists()


HOMES = ["320703", "320703", "320706", "320706", "320707"]
ROUNDS = 25


def decides(decider, shared, seed):
    dice = random.Random(seed)

    def act():
        for _ in range(ROUNDS):
            some = dice.sample(shared, k=dice.randint(1, len(shared) // 2))
            rules.decide(
                decision=rules.Decision(dice.choice(ACTS)),
                sessions=some,
                by=decider,
                at=NOON,
                reason="Because",
            )

    return act


def serves(people, organization, shared):
    districts = District.objects.in_bulk(HOMES)
    dice = random.Random(str(organization.pk))

    def act():
        for _ in range(ROUNDS):
            person = dice.choice(people)
            if dice.random() < 0.1:
                home = districts[dice.choice(HOMES)]
                rules.move_home(
                    volunteer=person, district=home, home_site=None, at=NOON
                )
            day, hour = dice.randint(1, 5), dice.randint(6, 20)
            try:
                if dice.random() < 0.5:
                    session = log_session(
                        volunteer=person,
                        organization=organization,
                        start=f"2020-03-{day:02} {hour:02}:00",
                        minutes=dice.choice([20, 60, 170]),
                    )
                    shared.append(session.pk)
                else:
                    mine = Session.objects.of(person.account).order_by("?").first()
                    rules.withdraw(session=mine, by=person.account, at=NOON)
            except RuleBroken:
                continue

    return act
