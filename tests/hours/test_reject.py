import pytest

from hours import errors, rules
from hours.models import Entry, Move, Session
from tests.factories import EVENING, NOON, log_session


@pytest.fixture
def session(lin, association):
    return log_session(volunteer=lin, organization=association)


def test_the_volunteer_reads_why(session, zhao):
    outcome = rules.reject(
        sessions=[session],
        by=zhao,
        reason_code="not_present",
        reason=" We looked for you. ",
        at=NOON,
    )
    assert (outcome.decided, outcome.minutes) == (1, 120)
    session.refresh_from_db()
    assert (session.status, session.reason_code, session.reason) == (
        "rejected",
        "not_present",
        "We looked for you.",
    )
    assert not Entry.objects.exists()


@pytest.mark.parametrize("act", [rules.reject, rules.query, rules.reverse])
def test_nothing_is_refused_without_a_reason(session, zhao, act):
    with pytest.raises(errors.ReasonNeeded):
        act(sessions=[session], by=zhao, reason="  ", at=NOON)
    assert Session.objects.get().status == "submitted"


def test_rejecting_twice_changes_nothing_twice(session, zhao, hu):
    rules.reject(sessions=[session], by=zhao, reason_code="not_present", at=NOON)
    again = rules.reject(sessions=[session], by=hu, reason="Again", at=EVENING)
    assert again.refused_by_code == {"already_decided": 1}
    assert Session.objects.get().reason_code == "not_present"
    assert Move.objects.count() == 1


def test_rejected_time_is_free_again(lin, session, zhao, beach_team):
    rules.reject(sessions=[session], by=zhao, reason_code="not_ours", at=NOON)
    elsewhere = log_session(volunteer=lin, organization=beach_team)
    assert elsewhere.status == "submitted"


def test_one_s_own_is_neither_rejected_nor_asked_about(association, zhao):
    own = log_session(volunteer=zhao.volunteer, organization=association)
    for act in (rules.reject, rules.query):
        outcome = act(sessions=[own], by=zhao, reason="Mine", at=NOON)
        assert outcome.refused_by_code == {"own_session": 1}
