"""A family signs up together, a team is asked, a team is invited: by a program."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.models import SignUp
from tests.activities.making import shift_of
from tests.activities.published import published, times
from tests.api.calls import V1, problem, signed_in
from tests.factories import make_volunteer
from tests.families import register_child
from volunteers.models import Membership
from volunteers.rules.members import make_team, place
from volunteers.tokens import Scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity(association, zhao):
    return published(association, zhao, times(seats=5))


@pytest.fixture
def send(activity):
    shift = shift_of(activity)

    def _send(caller, *people):
        said = {"shift": f"{shift.pk}", "volunteers": [one.number for one in people]}
        return caller.post(f"{V1}/activities/{activity.pk}/signups/together/", said)

    return _send


@pytest.fixture
def team(association, zhao, lin):
    """Lin leads it; Mei and another are in it."""
    at = timezone.now() - timedelta(days=1)
    made = make_team(organization=association, name="导览队", about="", by=zhao, at=at)
    others = [make_volunteer(f"team{n}", name=f"队员{n}") for n in range(2)]
    for one in (lin, *others):
        held = Membership.objects.create(
            volunteer=one, organization=association, joined_on=at.date()
        )
        place(team=made, membership=held, leads=one == lin, by=zhao, at=at)
    return made, others


def test_a_family_comes_whole_or_not_at_all(send, lin, mei):
    child = register_child(lin.account)
    as_lin = signed_in(lin.account)

    refused = send(as_lin, lin, mei)
    assert problem(refused) == (403, "not_yourself")
    assert not SignUp.objects.exists()

    answer = send(as_lin, lin, child)
    assert answer.status_code == 200, answer.content
    told = answer.json()["signups"]
    assert {(one["volunteer"], one["state"]) for one in told} == {
        (lin.number, "seated"),
        (child.number, "seated"),
    }
    assert send(as_lin, child, lin).json() == answer.json()

    (mine, theirs) = as_lin.get(f"{V1}/me/signups/").json()["results"]
    assert {mine["volunteer"], theirs["volunteer"]} == {lin.number, child.number}
    assert mine["absence"] is None


def test_a_leader_asks_the_team_with_the_scope_for_it(send, lin, team):
    _made, others = team
    for_oneself = signed_in(lin.account, [Scope.READ, Scope.LOG])
    assert problem(send(for_oneself, *others)) == (403, "scope_missing")

    answer = send(signed_in(lin.account), lin, *others)
    assert answer.status_code == 200, answer.content
    states = {one["volunteer"]: one["state"] for one in answer.json()["signups"]}
    assert states == {lin.number: "seated"} | dict.fromkeys(
        (one.number for one in others), "offered"
    )


def test_a_team_is_invited_at_once(association, zhao, lin, team):
    made, _others = team
    activity = published(association, zhao, audience="invited")
    url = f"{V1}/activities/{activity.pk}/invitations/team/"
    as_zhao = signed_in(zhao)

    assert as_zhao.post(url, {"team": f"{made.pk}"}).json() == {"invited": 3}
    assert as_zhao.post(url, {"team": f"{made.pk}"}).json() == {"invited": 0}
    assert activity.guests.count() == 3
