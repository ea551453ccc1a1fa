"""Teams inside an organization: their members are its members."""

import pytest

from tests.behind_the_back import refused_by
from tests.factories import EVENING, NOON, make_organization
from volunteers import errors, member_errors, rules
from volunteers.models import Team, TeamPlace
from volunteers.rules import members
from volunteers.rules.join import let_go

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(association, zhao):
    return make(association, zhao)


@pytest.fixture
def lins(lin, association):
    """Lin's membership."""
    return rules.join(volunteer=lin, organization=association, at=NOON)


def make(organization, by, name="净滩组"):
    return members.make_team(organization=organization, name=name, by=by, at=NOON)


def place(team, membership, by, *, leads=False):
    return members.place(team=team, membership=membership, leads=leads, by=by, at=NOON)


def inside(team):
    return TeamPlace.objects.current().filter(team=team).count()


def test_lin_is_in_two_teams_and_leads_one(team, lins, zhao, association):
    other = make(association, zhao, name="导览组")

    place(team, lins, zhao)
    place(other, lins, zhao, leads=True)

    assert place(team, lins, zhao, leads=True).leads
    assert not place(team, lins, zhao).leads
    assert (inside(team), inside(other)) == (1, 1)


def test_two_teams_of_one_organization_differ_in_name(team, association, zhao):
    with pytest.raises(member_errors.TeamNameTaken):
        make(association, zhao)
    members.close_team(team=team, by=zhao, at=EVENING)
    assert make(association, zhao) != team


def test_only_members_of_the_organization_are_in_its_teams(team, zhao, lins, lin):
    elsewhere = rules.join(volunteer=lin, organization=make_organization("队"), at=NOON)
    with pytest.raises(member_errors.NotAMember):
        place(team, elsewhere, zhao)
    members.leave(
        volunteer=lin, organization=lins.organization, by=lin.account, at=NOON
    )
    with pytest.raises(member_errors.NotAMember):
        place(team, lins, zhao)


def test_whoever_leaves_leaves_its_teams(team, lins, lin, zhao, association):
    place(team, lins, zhao)
    members.leave(volunteer=lin, organization=association, by=lin.account, at=EVENING)
    assert inside(team) == 0
    assert TeamPlace.objects.get().until == EVENING.date()


def test_whoever_is_closed_is_in_no_team(team, lins, lin, zhao):
    place(team, lins, zhao)
    let_go(lin, by=lin.account, at=EVENING)
    assert inside(team) == 0


def test_out_of_a_team_is_not_out_of_the_organization(team, lins, zhao):
    held = place(team, lins, zhao)

    members.take_out(place=held, by=zhao, at=EVENING)
    members.take_out(place=held, by=zhao, at=EVENING)

    lins.refresh_from_db()
    assert (inside(team), lins.left_on) == (0, None)
    assert place(team, lins, zhao) != held


def test_a_dissolved_team_takes_nobody_and_keeps_its_past(team, lins, zhao):
    place(team, lins, zhao)

    members.close_team(team=team, by=zhao, at=EVENING)

    assert (inside(team), TeamPlace.objects.count()) == (0, 1)
    with pytest.raises(member_errors.TeamClosed):
        place(team, lins, zhao)


def test_only_its_administrator_changes_a_team(team, lins, hu, stranger, lin):
    for account in (hu, stranger, lin.account):
        for act in (
            lambda by=account: make(team.organization, by, name="另一组"),
            lambda by=account: place(team, lins, by),
            lambda by=account: members.close_team(team=team, by=by, at=NOON),
        ):
            with pytest.raises(errors.NotItsAdministrator):
                act()


def test_who_is_suspended_makes_no_team(team, lins, zhao, association):
    type(association).objects.update(status="suspended")
    with pytest.raises(errors.OrganizationNotActive):
        make(association, zhao, name="另一组")
    with pytest.raises(errors.OrganizationNotActive):
        place(team, lins, zhao)


@pytest.mark.database
def test_the_database_keeps_one_place_and_one_name(team, lins, zhao, association):
    place(team, lins, zhao)
    with refused_by("member_is_in_a_team_once"):
        TeamPlace.objects.create(
            team=team, membership=lins, since=NOON.date(), placed_by=zhao
        )
    with refused_by("team_name_is_taken_once"):
        Team.objects.create(
            organization=association, name=team.name, made_by=zhao, made_at=NOON
        )
