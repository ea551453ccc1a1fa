"""What the database refuses, whoever tries it."""

import itertools

import pytest
from django.db import IntegrityError, connection, transaction

from config.constraints import broken_constraint
from config.database.owner import as_owner
from needs import rules
from needs.models import ORDER_NEXT, Need, Order, Rating, State, Step
from needs.models.words import ENDED, WITH_ORGANIZATION
from tests.behind_the_back import behind_the_back, refused_by
from tests.factories import NOON
from tests.needs.making import claimed, delivered, report

pytestmark = [pytest.mark.database, pytest.mark.django_db]

GUARD = "order_moves_as_the_table_allows"
STAND = """
UPDATE needs_order
   SET state = %s,
       due_at = CASE WHEN NOT %s THEN moved_at END,
       organization_id = CASE WHEN %s THEN %s::uuid END,
       activity_id = CASE WHEN %s = 'scheduled' THEN %s::uuid END
 WHERE need_id = %s
"""


def test_the_database_and_the_table_allow_the_same_moves(station, beach_cleaning):
    """Over all pairs, with everything else as the new state needs it."""
    order, organization = report(station).pk, beach_cleaning.organization_id

    def standing(state):
        somebodys = state in WITH_ORGANIZATION
        values = (state, state in ENDED, somebodys, organization, state)
        return (*values, beach_cleaning.pk, order)

    allowed: dict = {}
    for old, new in itertools.permutations(State, 2):
        behind_the_back(STAND, *standing(old))
        if not _is_refused(standing(new)):
            allowed.setdefault(old, set()).add(new)
    assert allowed == {old: new for old, new in ORDER_NEXT.items() if new}


class Undone(Exception):
    """It was let pass, and is taken back."""


def _is_refused(standing) -> bool:
    """Whether the guard refuses the move, which is undone in any case."""
    try:
        with transaction.atomic(), as_owner(), connection.cursor() as cursor:
            cursor.execute(STAND, standing)
            raise Undone
    except IntegrityError as refused:
        return broken_constraint(refused) == GUARD
    except Undone:
        return False


def test_every_state_is_in_the_table():
    assert set(ORDER_NEXT) == set(State)


def test_an_order_begins_at_the_beginning(station):
    need = Need.objects.get(pk=report(station).pk)
    behind_the_back("DELETE FROM needs_step")
    behind_the_back("DELETE FROM needs_order")
    with refused_by("order_begins_submitted"):
        Order.objects.create(
            need=need, state="closed", in_charge=station, moved_at=NOON
        )


def test_what_was_said_never_changes(station):
    report(station)
    with refused_by("need_is_never_another"):
        Need.objects.update(text="Something else")
    with refused_by("need_is_never_another"):
        Need.objects.update(urgent=True)
    with refused_by("need_is_forgotten_wholly"):
        Need.objects.update(forgotten_at=NOON)


def test_nothing_that_was_done_is_undone(station, sun, association, zhao):
    order = delivered(station, sun, association, zhao)
    rules.rate(order=order, stars=5, words="好", way="link", by=None, at=NOON)
    with refused_by("step_of_order_is_never_changed"):
        Step.objects.update(words="x")
    with refused_by("outcome_is_never_changed"):
        order.outcomes.update(count=100)
    with refused_by("rating_is_only_forgotten"):
        Rating.objects.update(stars=1)
    with (
        refused_by("order_is_never_deleted"),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM needs_order")


def test_what_is_on_its_way_is_somebodys(station, sun, association, zhao):
    order = claimed(station, sun, association, zhao)
    with refused_by("order_on_its_way_is_somebodys"):
        Order.objects.filter(pk=order.pk).update(organization=None)
