import uuid

import pytest

from hours import rules
from hours.models import Entry, Session, VolunteerYear
from hours.reconcile import reconcile
from tests.factories import EVENING, NOON, appoint, log_session, moment


@pytest.fixture
def session(lin, association):
    return log_session(volunteer=lin, organization=association)


def refusals(outcome):
    return {one.session: one.code for one in outcome.refused}


def test_an_approved_hour_counts_and_says_who_counted_it(session, zhao):
    outcome = rules.approve(sessions=[session], by=zhao, at=NOON)

    assert (outcome.decided, outcome.minutes, outcome.refused) == (1, 120, [])
    session.refresh_from_db()
    assert (session.status, session.decided_by, session.decided_at) == (
        "approved",
        zhao,
        NOON,
    )
    entry = Entry.objects.get()
    assert (entry.kind, entry.minutes, entry.round) == ("approve", 120, 1)
    assert entry.posted_by == zhao


def test_approving_twice_counts_once(session, zhao, hu):
    rules.approve(sessions=[session], by=zhao, at=NOON)
    again = rules.approve(sessions=[session, session.pk], by=hu, at=EVENING)

    assert (again.decided, again.minutes) == (0, 0)
    assert refusals(again) == {session.pk: "already_decided"}
    assert VolunteerYear.objects.get().minutes == 120
    assert Session.objects.get().decided_by == zhao


def test_a_session_named_twice_counts_once(session, zhao):
    outcome = rules.approve(sessions=[session, session.pk], by=zhao, at=NOON)
    assert (outcome.decided, outcome.minutes) == (1, 120)


def test_approving_nothing_is_nothing(zhao):
    outcome = rules.approve(sessions=[], by=zhao, at=NOON)
    assert (outcome.decided, outcome.minutes, outcome.refused) == (0, 0, [])


def test_the_refused_stay_and_the_rest_goes_on(lin, mei, association, beach_team, zhao):
    def days(day, **claim):
        return log_session(
            **{"volunteer": lin, "organization": association}
            | claim
            | {"start": f"2020-03-{day} 09:00"}
        )

    good, also_good = days("01"), days("01", volunteer=mei)
    own = days("01", volunteer=zhao.volunteer)
    elsewhere = days("02", organization=beach_team)
    asked, rejected, withdrawn = days("03"), days("04"), days("05")
    unknown = uuid.uuid4()
    rules.query(sessions=[asked], by=zhao, reason="When?", at=NOON)
    rules.reject(sessions=[rejected], by=zhao, reason="Not there", at=NOON)
    rules.withdraw(session=withdrawn, by=lin.account, at=NOON)

    outcome = rules.approve(
        sessions=[
            good,
            own,
            elsewhere,
            asked,
            rejected,
            withdrawn,
            unknown,
            also_good,
        ],
        by=zhao,
        at=EVENING,
    )

    assert (outcome.decided, outcome.minutes) == (2, 240)
    assert refusals(outcome) == {
        own.pk: "own_session",
        elsewhere.pk: "not_found",
        unknown: "not_found",
        asked.pk: "awaiting_answer",
        rejected.pk: "already_decided",
        withdrawn.pk: "already_decided",
    }
    assert outcome.refused_by_code == {
        "own_session": 1,
        "not_found": 2,
        "awaiting_answer": 1,
        "already_decided": 2,
    }
    assert reconcile() == []


def test_every_refusal_has_its_sentence(session, mei):
    outcome = rules.approve(sessions=[session], by=mei.account, at=NOON)
    assert [bool(one.detail) for one in outcome.refused] == [True]


@pytest.mark.parametrize("who", ["lin", "mei", "qian", "stranger", "he"])
def test_who_has_no_office_decides_nothing(request, session, who):
    actor = request.getfixturevalue(who)
    outcome = rules.approve(
        sessions=[session], by=getattr(actor, "account", actor), at=NOON
    )
    assert refusals(outcome) == {session.pk: "not_found"}
    assert Session.objects.get().status == "submitted"


def test_the_city_may_decide_anything(session, wang):
    assert rules.approve(sessions=[session], by=wang, at=NOON).decided == 1


def test_nobody_approves_what_they_entered_themselves(lin, association, qian, zhao):
    appoint(qian, "approver", association)
    session = log_session(volunteer=lin, organization=association, by=qian)

    outcome = rules.approve(sessions=[session], by=qian, at=NOON)

    assert refusals(outcome) == {session.pk: "recorder_decides"}
    assert rules.approve(sessions=[session], by=zhao, at=NOON).decided == 1


def test_what_they_witnessed_that_day_they_may_approve(lin, association, qian):
    appoint(qian, "approver", association)
    session = log_session(
        volunteer=lin,
        organization=association,
        by=qian,
        at=moment("2020-03-05 12:00"),
    )
    assert rules.approve(sessions=[session], by=qian, at=NOON).decided == 1
