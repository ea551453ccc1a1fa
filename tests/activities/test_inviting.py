"""Inviting to what is for the invited only: members, teams, anybody by number."""

import re

import pytest
from django.utils import timezone

from activities import errors, rules
from activities.models import Guest
from notices.models import Notice
from tests.activities.making import draft
from tests.activities.published import published, sign_up
from tests.factories import NOON, appoint, make_organization, make_volunteer
from volunteers.models import Membership, PeopleSearch
from volunteers.rules.members import make_team, place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


def join(organization, *several):
    return [
        Membership.objects.create(
            volunteer=one, organization=organization, joined_on=NOON.date()
        )
        for one in several
    ]


@pytest.fixture
def activity(association, zhao):
    return published(association, zhao, audience="invited")


@pytest.fixture
def url(activity):
    return (
        f"/organizations/{activity.organization_id}/activities/{activity.pk}"
        "/invitations/"
    )


@pytest.fixture
def team(association, zhao, lin, mei):
    made = make_team(
        organization=association, name="导览队", about="", by=zhao, at=NOON
    )
    for held in join(association, lin, mei):
        place(team=made, membership=held, leads=False, by=zhao, at=NOON)
    return made


def told(answer):
    return answer.content.decode()


def test_a_member_is_found_by_initials_and_invited_by_a_button(
    client, association, zhao, url, lin, mei
):
    join(association, lin, mei)
    client.force_login(zhao)

    found = client.post(url, {"q": "lxg"}, follow=True)

    assert [one.person for one in found.context["page"].members] == [lin]
    assert lin.name in told(found)
    assert PeopleSearch.objects.get().by == zhao
    assert "lxg" not in found.redirect_chain[0][0]

    invited = client.post(url, {"member": lin.number}, follow=True)

    assert "Invited." in told(invited)
    assert Guest.objects.get().volunteer == lin
    (line, _other) = invited.context["page"].members
    assert line.is_invited


def test_only_members_are_invited_by_the_button(client, zhao, url, lin):
    client.force_login(zhao)
    assert client.post(url, {"member": lin.number}).status_code == 404


def test_who_is_no_member_is_invited_by_number_and_name(client, zhao, url, lin):
    client.force_login(zhao)
    wrong = client.post(url, {"number": lin.number, "name": "林大港"})
    assert wrong.status_code == 422
    assert re.search(r'id="id_(number|name)_error"', told(wrong))
    assert lin.number in told(wrong)

    client.post(url, {"number": lin.number, "name": lin.name})

    assert Guest.objects.get().volunteer == lin


def test_a_whole_team_is_invited_and_each_is_told_once(
    client, zhao, url, activity, team, lin, mei
):
    rules.invite(activity=activity, volunteer=lin, by=zhao, at=timezone.now())
    client.force_login(zhao)

    answer = client.post(url, {"team": str(team.pk)}, follow=True)

    assert "1 person of the team" in told(answer)
    assert Notice.objects.filter(event="activity_invited").count() == 2
    again = client.post(url, {"team": str(team.pk)}, follow=True)
    assert "invited already" in told(again)


def test_whom_nobody_would_tell_is_left_out(association, zhao, activity, team):
    (held,) = join(association, make_volunteer(name="没有账号"))
    place(team=team, membership=held, leads=False, by=zhao, at=NOON)
    count = rules.invite_team(activity=activity, team=team, by=zhao, at=timezone.now())
    assert count == Guest.objects.count() == 2


def test_only_its_organizers_and_only_its_own_teams(
    client, zhao, hu, url, activity, team, lin
):
    with pytest.raises(errors.NotAnOrganizer):
        rules.invite_team(activity=activity, team=team, by=hu, at=timezone.now())
    other = make_organization("另一个协会")
    appoint(zhao, "admin", other)
    foreign = make_team(organization=other, name="别队", about="", by=zhao, at=NOON)
    client.force_login(zhao)
    for unknown in (str(foreign.pk), "x"):
        assert client.post(url, {"team": unknown}).status_code == 404


def test_it_says_who_has_signed_up(client, zhao, url, activity, lin, mei):
    for one in (lin, mei):
        rules.invite(activity=activity, volunteer=one, by=zhao, at=timezone.now())
    sign_up(lin, activity)
    client.force_login(zhao)

    guests = client.get(url).context["page"].guests

    assert {one.guest.volunteer: one.has_signed_up for one in guests} == {
        lin: True,
        mei: False,
    }
    # Neither is a member, so their names are masked.
    assert {one.name for one in guests} == {lin.masked_name, mei.masked_name}


def test_to_what_is_for_everybody_one_invites_as_well(client, association, zhao, lin):
    open_to_all = published(association, zhao)
    client.force_login(zhao)
    page = f"/organizations/{association.pk}/activities/{open_to_all.pk}/invitations/"
    client.post(page, {"number": lin.number, "name": lin.name})
    assert Notice.objects.get(recipient=lin.account).event == "activity_invited"


def test_to_a_draft_nobody_is_invited(client, association, zhao):
    hidden = draft(association, zhao, audience="invited")
    client.force_login(zhao)
    page = f"/organizations/{association.pk}/activities/{hidden.pk}/invitations/"
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_however_many_there_are(
    client, association, zhao, url, activity, count, django_assert_num_queries
):
    several = [make_volunteer(f"many{n}") for n in range(count)]
    join(association, *several)
    for n, one in enumerate(several):
        rules.invite(activity=activity, volunteer=one, by=zhao, at=timezone.now())
        make_team(organization=association, name=f"队{n}", about="", by=zhao, at=NOON)
    client.force_login(zhao)
    with django_assert_num_queries(QUERIES):
        answer = client.get(url)
    assert len(answer.context["page"].guests) == count


QUERIES = 14
