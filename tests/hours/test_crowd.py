"""Sixty-four people approve at once: no circle of waiting, nothing counts twice."""

import random

import pytest
from django.db.models import Sum

from hours import rules
from hours.models import CityMonth, Entry, OrganizationMonth, Session, VolunteerYear
from hours.reconcile import reconcile
from tests.factories import (
    NOON,
    appoint,
    log_session,
    make_account,
    make_organization,
    make_volunteer,
)
from tests.racing import all_at_once

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]

CROWD = 64
HOMES = ["320703", "320706", "320707"]


@pytest.fixture
def teams(db):
    """Four organizations in whose queues the same people wait."""
    return [
        make_organization(f"Team {n}", district_id=HOMES[n % len(HOMES)])
        for n in range(4)
    ]


@pytest.fixture
def waiting(teams, wang):
    """Twelve people with a session in each team, every one at another hour."""
    people = [make_volunteer(district_id=HOMES[n % len(HOMES)]) for n in range(12)]
    for team in teams:
        appoint(wang, "recorder", team)
    return [
        log_session(
            volunteer=person,
            organization=team,
            by=wang,
            start=f"2020-03-{day:02} {8 + 2 * n:02}:00",
            minutes=50 + n,
        ).pk
        for person in people
        for n, team in enumerate(teams)
        for day in (2, 3)
    ]


def test_sixty_four_people_approve_disjoint_and_overlapping_sets(teams, waiting):
    approvers = [make_account(f"approver{n}") for n in range(CROWD)]
    for approver in approvers:
        for team in teams:
            appoint(approver, "approver", team)
    dice = random.Random(64)
    # Half of the crowd has sessions nobody else has, the others share what they see.
    own, shared = waiting[: CROWD // 2], waiting[CROWD // 2 :]
    sets = [[pk] for pk in own]
    sets += [dice.sample(shared, k=len(shared) // 2) for _ in range(CROWD // 2)]

    def approving(approver, some):
        return lambda: rules.approve(sessions=some, by=approver, at=NOON)

    outcomes = all_at_once(*map(approving, approvers, sets))

    approved = Session.objects.filter(status="approved")
    assert sum(one.decided for one in outcomes) == approved.count()
    assert Entry.objects.count() == approved.count()
    minutes = approved.aggregate(sum=Sum("minutes"))["sum"]
    assert sum(one.minutes for one in outcomes) == minutes
    for total in (VolunteerYear, OrganizationMonth, CityMonth):
        assert total.objects.aggregate(sum=Sum("minutes"))["sum"] == minutes
    assert set(own) <= set(approved.values_list("pk", flat=True))
    assert reconcile() == []
