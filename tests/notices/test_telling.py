"""Acts on sessions tell those they are about, in the act's own transaction."""

from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone

from hours import rules
from notices import rules as notices
from notices.models import Notice
from policies import retention
from tests.factories import EVENING, NOON, log_session, make_account, moment
from tests.families import days_ago, register_child

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(lin, association):
    return log_session(volunteer=lin, organization=association)


def told(account):
    """What an account was told, in order, as (event, subject)."""
    found = Notice.objects.of(account).order_by("pk")
    return list(found.values_list("event", "subject"))


def test_lin_is_told_of_a_question_and_zhao_of_her_answer(lin, zhao, session):
    rules.query(sessions=[session], by=zhao, reason="Until when?", at=NOON)
    rules.answer(session=session, text="Eleven", by=lin.account, at=EVENING)

    assert told(lin.account) == [("hours_queried", session.pk)]
    assert told(zhao) == [("question_answered", session.pk)]


@pytest.mark.parametrize(
    ("act", "event"), [("reject", "hours_rejected"), ("reverse", "hours_reversed")]
)
def test_lin_is_told_of_what_she_loses(lin, zhao, session, act, event):
    if act == "reverse":
        rules.approve(sessions=[session], by=zhao, at=NOON)
    getattr(rules, act)(sessions=[session], by=zhao, reason="Not there", at=EVENING)

    assert told(lin.account) == [(event, session.pk)]


def test_lin_is_told_of_hours_that_somebody_enters(lin, qian, association):
    session = log_session(volunteer=lin, organization=association, by=qian)

    assert told(lin.account) == [("hours_entered", session.pk)]
    assert told(qian) == []


def test_everybody_in_a_roster_is_told_once(
    lin, mei, qian, association, beach_cleaning
):
    claims = [
        rules.Claim(
            volunteer=one,
            organization=association,
            activity=beach_cleaning,
            started_at=moment("2020-03-05 09:00"),
            ended_at=moment("2020-03-05 11:00"),
        )
        for one in (lin, mei)
    ]
    for _time in range(2):
        sessions, refused = rules.record(claims=claims, by=qian, at=NOON)

    assert refused == []
    assert {one.volunteer_id: one.pk for one in sessions} == {
        lin.pk: told(lin.account)[0][1],
        mei.pk: told(mei.account)[0][1],
    }
    assert len(told(lin.account)) == len(told(mei.account)) == 1


def test_what_one_does_oneself_and_what_is_approved_is_no_row(lin, zhao, session):
    rules.approve(sessions=[session], by=zhao, at=NOON)

    assert told(lin.account) == told(zhao) == []


def test_those_refused_are_not_told(lin, zhao, session):
    rules.approve(sessions=[session], by=zhao, at=NOON)
    rules.reject(sessions=[session], by=zhao, reason="Not there", at=EVENING)

    assert told(lin.account) == []


def test_an_act_that_fails_tells_nobody(lin, zhao, session):
    with transaction.atomic():
        rules.query(sessions=[session], by=zhao, reason="Until when?", at=NOON)
        assert told(lin.account)
        transaction.set_rollback(True)

    assert told(lin.account) == []


def test_a_child_s_guardian_is_told(lin, zhao, association):
    child = register_child(lin.account, at=days_ago(9))
    yesterday = days_ago(1)
    session = log_session(
        volunteer=child,
        organization=association,
        start=f"{yesterday:%Y-%m-%d} 09:00",
        by=lin.account,
        at=days_ago(1, hour=20),
    )
    now = timezone.now()
    rules.query(sessions=[session], by=zhao, reason="With whom?", at=now)

    assert told(lin.account) == [("hours_queried", session.pk)]


def test_a_guardian_is_not_told_of_a_youth_who_signs_in(lin, zhao, association):
    child = register_child(lin.account, at=days_ago(9))
    child.account = make_account("xiaoxiao")
    child.save()
    yesterday = days_ago(1)
    session = log_session(
        volunteer=child,
        organization=association,
        start=f"{yesterday:%Y-%m-%d} 09:00",
        by=child.account,
        at=days_ago(1, hour=20),
    )
    rules.query(sessions=[session], by=zhao, reason="With whom?", at=timezone.now())

    assert told(lin.account) == []
    assert told(child.account) == [("hours_queried", session.pk)]


def test_the_same_told_twice_is_one(lin):
    subject = uuid4()
    whom = [(lin.account.pk, subject), (lin.account.pk, subject)]
    for _time in range(2):
        notices.tell(event="hours_queried", whom=whom, at=NOON)
    notices.tell(event="hours_queried", whom=whom, at=EVENING)

    assert told(lin.account) == [("hours_queried", subject)] * 2


def test_many_are_told_in_as_many_queries_as_one(
    lin, zhao, association, django_assert_num_queries
):
    many = [
        log_session(volunteer=lin, organization=association, start=f"2020-02-{n} 09:00")
        for n in range(10, 25)
    ]
    rules.query(sessions=many[:1], by=zhao, reason="Until when?", at=NOON)
    with django_assert_num_queries(7):
        # savepoint, lock and judge, the thread, whom, the notices, move, release
        rules.query(sessions=many[1:], by=zhao, reason="Until when?", at=NOON)


def test_notices_go_after_a_year(lin):
    notices.tell(event="hours_queried", whom=[(lin.account.pk, uuid4())], at=NOON)
    now = timezone.now()
    notices.tell(event="hours_queried", whom=[(lin.account.pk, uuid4())], at=now)

    retention.forget_due(at=now)

    assert [one.at for one in Notice.objects.all()] == [now]
