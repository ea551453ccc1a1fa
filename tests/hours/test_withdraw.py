import pytest

from hours import errors, rules
from hours.models import Move, Session
from hours.reconcile import reconcile
from tests.factories import EVENING, NOON, log_session


@pytest.fixture
def session(lin, association):
    return log_session(volunteer=lin, organization=association)


def test_what_is_withdrawn_can_be_logged_again(lin, association, session):
    rules.withdraw(session=session, by=lin.account, at=EVENING)

    again = log_session(
        volunteer=lin, organization=association, minutes=90, replaces=session
    )

    assert Session.objects.get(pk=session.pk).status == "withdrawn"
    assert (again.status, again.replaces) == ("submitted", session)


def test_withdrawing_twice_changes_nothing_twice(lin, session):
    rules.withdraw(session=session, by=lin.account, at=NOON)
    again = rules.withdraw(session=session, by=lin.account, at=EVENING)
    assert (again.status, again.decided_at) == ("withdrawn", NOON)
    assert Move.objects.count() == 1


def test_a_question_can_be_met_by_withdrawing(lin, zhao, session):
    rules.query(sessions=[session], by=zhao, reason_code="time_differs", at=NOON)
    assert rules.withdraw(session=session, by=lin.account, at=EVENING).status == (
        "withdrawn"
    )


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_what_is_decided_is_not_withdrawn(lin, zhao, session, decision):
    rules.decide(
        decision=rules.Decision(decision),
        sessions=[session],
        by=zhao,
        at=NOON,
        reason="Beach closed",
    )
    with pytest.raises(errors.AlreadyDecided):
        rules.withdraw(session=session, by=lin.account, at=EVENING)
    assert reconcile() == []


def test_somebody_else_s_session_does_not_exist(mei, zhao, wang, session):
    for other in (mei.account, zhao, wang):
        with pytest.raises(errors.NotYours) as refusal:
            rules.withdraw(session=session, by=other, at=EVENING)
        assert refusal.value.status == 404
