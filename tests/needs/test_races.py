"""Two at the same moment: one of them does it, and the other is told."""

import pytest
from django.db import transaction

from needs import errors, rules
from needs.models import Step
from tests.factories import NOON
from tests.needs.making import accepted, dispatched, now
from tests.racing import all_at_once, in_background

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def tries(act):
    def trying():
        try:
            act()
        except errors.WrongMoment:
            return False
        return True

    return trying


def test_two_grab_one_order_and_one_has_it(
    station, sun, association, zhao, beach_team, captain
):
    order = rules.offer(order=accepted(station, sun), by=sun, at=NOON)

    def grabs(organization, by):
        return tries(
            lambda: rules.claim(order=order, organization=organization, by=by, at=NOON)
        )

    answers = all_at_once(grabs(association, zhao), grabs(beach_team, captain))

    assert sorted(answers) == [False, True]
    assert Step.objects.filter(act="claim").count() == 1
    assert now(order).organization == (association if answers[0] else beach_team)


def test_taken_on_and_called_off_at_once(station, sun, association, zhao):
    order = dispatched(station, sun, association)
    with transaction.atomic():
        rules.take_back(order=order, at=NOON)
        zhao_claims = in_background(
            tries(
                lambda: rules.claim(
                    order=order, organization=association, by=zhao, at=NOON
                )
            )
        )
        assert zhao_claims.waits()
    assert zhao_claims.result() is False
    assert now(order).state == "cancelled"


def test_upkeep_twice_at_once_sends_it_up_once(station, institute, sun, association):
    order = dispatched(station, sun, association)
    late = now(order).due_at
    all_at_once(*[lambda: rules.keep_orders(at=late)] * 4)
    assert now(order).in_charge == institute
    assert Step.objects.filter(act="escalate").count() == 1
