"""A session's life: one table, held by the rules and by the database."""

import itertools

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from config.constraints import broken_constraint
from hours.models import NEXT, Session, Status
from tests.behind_the_back import behind_the_back, refused_by
from tests.factories import log_session

pytestmark = pytest.mark.database

BEGINNINGS = (Status.OPEN, Status.SUBMITTED)
# Undo alone leads back from these, with a new round.
DECIDED = (Status.APPROVED, Status.REJECTED)


@pytest.fixture
def session(lin, association):
    return log_session(volunteer=lin, organization=association)


@pytest.mark.parametrize(("old", "new"), list(itertools.permutations(Status, 2)))
def test_database_and_rules_allow_the_same_moves(session, old, new):
    behind_the_back("UPDATE hours_session SET status = %s", old)
    rounds = 1 if old in DECIDED and new == Status.SUBMITTED else 0

    refusal = move(session, status=new, round=F("round") + rounds)

    expected = "" if new in NEXT[old] else "session_moves_as_the_table_allows"
    assert refusal == expected


def test_every_status_has_its_line_in_the_table():
    assert set(NEXT) == set(Status)


@pytest.mark.parametrize("old", DECIDED)
def test_what_was_decided_returns_in_a_new_round_only(session, old):
    behind_the_back("UPDATE hours_session SET status = %s", old)
    same_round = move(session, status=Status.SUBMITTED)
    assert same_round == "session_returns_in_a_new_round"
    assert move(session, status=Status.SUBMITTED, round=2) == ""


@pytest.mark.parametrize("round_", [0, 2])
def test_no_other_move_changes_the_round(session, round_):
    refusal = move(session, status=Status.APPROVED, round=round_)
    assert refusal == "session_returns_in_a_new_round"


@pytest.mark.parametrize("status", [one for one in Status if one not in BEGINNINGS])
def test_no_session_begins_as_anything_but_open_or_submitted(session, status):
    with refused_by("session_begins_open_or_submitted"):
        begin_another(session, status=status)


def test_no_session_begins_in_a_later_round(session):
    with refused_by("session_begins_open_or_submitted"):
        begin_another(session, round=2)


@pytest.mark.parametrize("status", BEGINNINGS)
def test_a_session_begins_open_or_submitted(session, status):
    assert begin_another(session, status=status).round == 1


def move(session, **values):
    """The name of what refuses the move, or nothing."""
    try:
        with transaction.atomic():
            Session.objects.filter(pk=session.pk).update(**values)
    except IntegrityError as error:
        return broken_constraint(error)
    return ""


def begin_another(session, **values):
    copied = {
        name: getattr(session, name)
        for name in (
            "volunteer",
            "organization",
            "district",
            "service_field",
            "evidence",
            "submitted_by",
        )
    }
    hours_later = session.ended_at + (session.ended_at - session.started_at)
    return Session.objects.create(
        **copied | {"started_at": session.ended_at, "ended_at": hours_later} | values
    )
