"""People who decide, join and leave at the same moment."""

import pytest

from tests.factories import NOON, appoint, make_organization, make_volunteer
from tests.racing import all_at_once, held, in_background
from volunteers import rules
from volunteers.member_errors import (
    NotAMember,
    RequestDecided,
)
from volunteers.models import JoinRequest, Membership
from volunteers.rules import members

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def team():
    return make_organization()


@pytest.fixture
def lan():
    return make_volunteer("lan", name="兰山")


@pytest.fixture
def captains(team):
    return [
        appoint(make_volunteer(name).account, "admin", team) for name in ("bai", "cao")
    ]


def tried(act, *refusals):
    """What it does, or by what it is refused."""
    try:
        return act() or "done"
    except refusals as refused:
        return type(refused)


def asked_by(lan, team):
    return members.ask_to_join(
        volunteer=lan, organization=team, by=lan.account, at=NOON
    )


def accept(request, by):
    return members.accept_request(request=request, by=by, at=NOON)


def test_two_admins_accept_one_request_once(lan, team, captains):
    request = asked_by(lan, team)

    told = all_at_once(
        *(
            lambda by=by: tried(lambda: accept(request, by), RequestDecided)
            for by in captains
        )
    )

    assert told.count(RequestDecided) == 1
    assert Membership.objects.count() == 1


def test_one_accepts_while_the_other_declines(lan, team, captains):
    request = asked_by(lan, team)
    bai, cao = captains

    told = all_at_once(
        lambda: tried(lambda: accept(request, bai), RequestDecided),
        lambda: tried(
            lambda: members.decline_request(
                request=request, words="Full", by=cao, at=NOON
            ),
            RequestDecided,
        ),
    )

    assert told.count(RequestDecided) == 1
    request.refresh_from_db()
    assert Membership.objects.exists() == (request.state == "accepted")


def test_joining_four_times_makes_one_member(lan, team):
    type(team).objects.update(joining="open")

    all_at_once(*[lambda: asked_by(lan, team)] * 4)

    assert Membership.objects.count() == 1


def test_asking_four_times_makes_one_request(lan, team):
    all_at_once(*[lambda: asked_by(lan, team)] * 4)

    assert JoinRequest.objects.count() == 1


def test_taking_back_while_being_accepted_ends_in_one_of_both(lan, team, captains):
    request = asked_by(lan, team)

    all_at_once(
        lambda: tried(lambda: accept(request, captains[0]), RequestDecided),
        lambda: tried(
            lambda: members.take_back_request(request=request, by=lan.account, at=NOON),
            RequestDecided,
        ),
    )

    request.refresh_from_db()
    assert request.state in ("accepted", "withdrawn")
    assert Membership.objects.exists() == (request.state == "accepted")


def test_leaving_while_being_removed_is_told_once(lan, team, captains):
    rules.join(volunteer=lan, organization=team, at=NOON)
    about = {"volunteer": lan, "organization": team, "at": NOON}

    told = all_at_once(
        lambda: tried(lambda: members.leave(**about, by=lan.account), NotAMember),
        lambda: tried(
            lambda: members.remove(**about, words="Gone", by=captains[0]), NotAMember
        ),
    )

    assert told.count(NotAMember) == 1


def test_whoever_is_suspended_meanwhile_takes_nobody(lan, team, captains):
    request = asked_by(lan, team)
    suspends = "UPDATE volunteers_organization SET status = 'suspended' WHERE id = %s"
    with held(suspends, team.pk):
        accepting = in_background(lambda: accept(request, captains[0]))
        assert accepting.waits()
    with pytest.raises(Exception, match="organization_not_active"):
        accepting.result()
    assert not Membership.objects.exists()
