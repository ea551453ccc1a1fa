"""Recording a roster: the good ones at once, the others with what is against them."""

import random
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from config.errors import RuleBroken
from hours import errors, rules
from hours.models import Session
from hours.reconcile import reconcile
from hours.rules.record import MOST_PEOPLE, MOST_PERIODS
from tests.factories import (
    EVENING,
    NOON,
    log_session,
    make_activity,
    make_organization,
    make_volunteer,
    moment,
)
from tests.hours.rosters import claims
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db

ON_THE_DAY = moment("2020-03-05 18:00")


def codes(refused):
    return {one.claim.volunteer.pk: one.error.code for one in refused}


def test_a_captain_records_forty_and_three_are_refused(
    qian, zhao, beach_cleaning, beach_team, association
):
    forty = [make_volunteer() for _ in range(40)]
    # One served elsewhere at that time, one has left, one is sixteen and alone.
    elsewhere, gone, youth = forty[0], forty[13], forty[39]
    log_session(
        volunteer=elsewhere,
        organization=beach_team,
        start="2020-03-05 10:00",
        by=elsewhere.account or _own_account(elsewhere),
    )
    gone.status = "suspended"
    gone.save()
    youth.birth_date = moment("2004-01-01 00:00").date()
    youth.save()

    sessions, refused = rules.record(
        claims=claims(forty, beach_cleaning), by=qian, at=ON_THE_DAY
    )

    assert codes(refused) == {
        elsewhere.pk: "overlaps",
        gone.pk: "volunteer_not_active",
        youth.pk: "no_guardian_agreed",
    }
    told = next(one.error.detail for one in refused if one.error.code == "overlaps")
    assert "60" in told
    assert beach_team.name not in told
    assert (
        len(sessions) == Session.objects.filter(activity=beach_cleaning).count() == 37
    )
    recorded = Session.objects.filter(activity=beach_cleaning)
    assert set(
        recorded.values_list("evidence", "level", "status", "minutes", "submitted_by")
    ) == {("witnessed", "organization", "submitted", 120, qian.pk)}
    assert {one.minutes for one in sessions} == {120}

    # Zhao approves the whole of it, and the books agree.
    rules.approve(sessions=sessions, by=zhao, at=NOON)
    assert reconcile() == []


def _own_account(volunteer):
    from tests.factories import make_account

    volunteer.account = make_account(volunteer.number)
    volunteer.save()
    return volunteer.account


def test_recorded_later_it_is_entered_and_approved_by_somebody_else(
    qian, zhao, lin, beach_cleaning
):
    sessions, _ = rules.record(claims=claims([lin], beach_cleaning), by=qian, at=NOON)
    assert [one.evidence for one in sessions] == ["entered"]

    zhaos, _ = rules.record(
        claims=claims([lin], beach_cleaning, starts=["2020-03-04 09:00"]),
        by=zhao,  # who runs the association and approves for it
        at=NOON,
    )
    outcome = rules.approve(sessions=zhaos, by=zhao, at=NOON)
    assert outcome.refused_by_code == {"recorder_decides": 1}


def test_times_of_one_person_add_up_as_if_logged_one_by_one(qian, lin, beach_cleaning):
    starts = [f"2020-03-05 {hour:02}:00" for hour in (0, 4, 8, 12, 16)]
    sessions, refused = rules.record(
        claims=claims([lin], beach_cleaning, starts=starts, minutes=239),
        by=qian,
        at=NOON,
    )
    assert [one.level for one in sessions] == [
        "organization",
        "organization",
        "city",
        "city",
    ]
    assert [one.error.code for one in refused] == ["day_is_full"]


def test_the_same_roster_again_is_the_same_sessions(qian, lin, mei, beach_cleaning):
    roster = claims([lin, mei], beach_cleaning)
    first, _ = rules.record(claims=roster, by=qian, at=NOON)
    again, refused = rules.record(claims=roster, by=qian, at=EVENING)

    assert [one.pk for one in again] == [one.pk for one in first]
    assert refused == []
    assert Session.objects.count() == 2
    # A third person joins the same form: only that one is new.
    more = claims([lin, mei, make_volunteer()], beach_cleaning)
    third, _ = rules.record(claims=more, by=qian, at=EVENING)
    assert (len(third), Session.objects.count()) == (3, 3)


def test_one_named_twice_is_recorded_once(qian, lin, beach_cleaning):
    sessions, refused = rules.record(
        claims=claims([lin, lin], beach_cleaning), by=qian, at=NOON
    )
    assert (len(sessions), refused) == (1, [])


def test_an_id_that_is_somebody_elses_stops_it(qian, lin, mei, beach_cleaning):
    (wanted,) = claims([lin], beach_cleaning)
    log_session(volunteer=mei, organization=beach_cleaning.organization, id=wanted.id)
    with pytest.raises(errors.IdReused):
        rules.record(claims=[wanted], by=qian, at=NOON)
    assert Session.objects.count() == 1


def test_an_id_that_is_known_for_other_times_is_refused_alone(
    qian, lin, mei, beach_cleaning
):
    (first,) = claims([lin], beach_cleaning)
    rules.record(claims=[first], by=qian, at=NOON)
    longer = replace(first, ended_at=first.ended_at + timedelta(minutes=30))

    roster = [longer, *claims([mei], beach_cleaning)]
    sessions, refused = rules.record(claims=roster, by=qian, at=NOON)

    assert codes(refused) == {lin.pk: "id_reused"}
    assert [one.volunteer_id for one in sessions] == [mei.pk]


def test_nobody_else_records(lin, mei, hu, stranger, wang, beach_cleaning):
    for account in (lin.account, hu, stranger, wang):
        for act in (rules.record, rules.check_roster):
            with pytest.raises(errors.NotARecorder):
                act(claims=claims([mei], beach_cleaning), by=account, at=NOON)


def test_a_roster_has_an_end(qian, lin, beach_cleaning):
    starts = [f"2020-02-{day:02} 09:00" for day in range(1, MOST_PERIODS + 2)]
    with pytest.raises(errors.RosterTooLong):
        rules.record(
            claims=claims([lin], beach_cleaning, starts=starts), by=qian, at=NOON
        )
    assert MOST_PEOPLE == 500


def test_a_roster_has_five_hundred_people_at_most(qian, beach_cleaning):
    crowd = [
        claims([Volunteer(pk=n, number=f"V{n}")], beach_cleaning)[0]
        for n in range(1, MOST_PEOPLE + 2)
    ]
    for act in (rules.record, rules.check_roster):
        with pytest.raises(errors.RosterTooLong):
            act(claims=crowd, by=qian, at=NOON)


def test_an_empty_roster_is_nothing(qian):
    assert rules.record(claims=[], by=qian, at=NOON) == ([], [])


def test_looking_writes_nothing_and_says_the_same(qian, lin, mei, beach_cleaning):
    log_session(volunteer=lin, organization=beach_cleaning.organization)
    roster = claims([lin, mei], beach_cleaning)

    looked = rules.check_roster(claims=roster, by=qian, at=NOON)
    assert Session.objects.count() == 1
    _, refused = rules.record(claims=roster, by=qian, at=NOON)
    assert codes(looked) == codes(refused) == {lin.pk: "overlaps"}


@pytest.mark.parametrize("seed", range(12))
def test_a_roster_is_judged_as_if_each_were_logged_by_itself(seed, qian, association):
    """Whoever, whenever: the same good ones at the same level, the same refusals."""
    dice = random.Random(seed)
    activity = make_activity(association)
    other = make_activity(make_organization("连岛净滩队"))
    people = [
        make_volunteer(
            f"p{n}",
            birth_date=moment(f"{dice.choice([1990, 2004, 2015])}-03-05 00:00").date(),
            status=dice.choice(["registered"] * 5 + ["suspended"]),
        )
        for n in range(6)
    ]
    for person in people:
        if person.status == "registered" and person.birth_date.year == 1990:
            log_session(
                volunteer=person,
                organization=dice.choice([activity, other]).organization,
                start=f"2020-03-0{dice.choice([4, 5])} {dice.randrange(8, 15):02}:00",
                minutes=dice.choice([30, 240, 420]),
            )
    starts = [
        f"{dice.choice(['2020-03-04', '2020-03-05', '2019-08-01'])}"
        f" {dice.randrange(6, 22):02}:00"
        for _ in range(4)
    ]
    roster = claims(
        people, activity, starts=starts, minutes=dice.choice([0, 60, 200, 360])
    )

    def one_by_one():
        levels, refused = {}, []
        for claim in roster:
            try:
                session, _ = rules.log(claim=claim, by=qian, at=NOON)
                levels[session.pk] = (session.level, session.evidence)
            except RuleBroken as error:
                refused.append((claim.id, error.code, error.detail))
        return levels, refused

    with transaction.atomic():
        alone = one_by_one()
        transaction.set_rollback(True)
    sessions, refused = rules.record(claims=roster, by=qian, at=NOON)
    together = (
        {one.pk: (one.level, one.evidence) for one in sessions},
        [(one.claim.id, one.error.code, one.error.detail) for one in refused],
    )
    assert together == alone
    assert reconcile() == []


def test_five_hundred_people_ask_as_often_as_one(qian, beach_cleaning, association):
    def count(people):
        roster = claims(people, beach_cleaning, form=uuid4())
        with CaptureQueriesContext(connection) as queries:
            sessions, refused = rules.record(claims=roster, by=qian, at=NOON)
        assert len(sessions) + len(refused) == len(people)
        return len(queries)

    def crowd(size):
        people = [
            make_volunteer(birth_date=moment("2004-01-01 00:00").date()),
            *(make_volunteer() for _ in range(size)),
        ]
        busy = claims(people[-1:], beach_cleaning, form=uuid4())
        rules.record(claims=busy, by=qian, at=NOON)
        return people

    # A savepoint, people, days, what overlaps, consents, the activity's posts, all
    # sessions, whom to tell.
    assert count(crowd(2)) == 9
    assert count(crowd(MOST_PEOPLE - 1)) == 9
