"""Teams on their pages, and what people read of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.city.test_joining_pages import MINE, NASTY, read, signed_in
from tests.factories import make_volunteer
from volunteers import rules
from volunteers.models import Team, TeamPlace


@pytest.fixture
def as_zhao(zhao):
    return signed_in(zhao)


@pytest.fixture
def there(association):
    return f"/organizations/{association.pk}/teams/"


@pytest.fixture
def team(as_zhao, there):
    as_zhao.post(there, {"name": "净滩组", "about": "周六净滩"})
    return Team.objects.get()


def join(volunteer, organization):
    return rules.join(volunteer=volunteer, organization=organization, at=timezone.now())


def take_in(browser, team, volunteer, **more):
    one = f"/organizations/{team.organization_id}/teams/{team.pk}/"
    return browser.post(one, {"act": "place", "number": volunteer.number} | more)


def test_zhao_makes_a_team_and_lin_leads_it(as_zhao, lin, mei, team, there):
    for one in (lin, mei):
        join(one, team.organization)
    take_in(as_zhao, team, lin, leads="on")
    take_in(as_zhao, team, mei)

    page = read(as_zhao, f"{there}{team.pk}/")
    assert "Who leads it" in page
    assert "林小港" in page
    assert "2 members" in read(as_zhao, there)
    assert "you lead it" in read(signed_in(lin.account), MINE)
    assert "led by 林*" in read(signed_in(mei.account), MINE)
    member = f"/organizations/{team.organization_id}/people/{lin.number}/"
    assert "净滩组" in read(as_zhao, member)

    held = TeamPlace.objects.get(leads=True)
    for act in ("follow", "lead", "take_out"):
        done = as_zhao.post(f"{there}{team.pk}/", {"act": act, "one": held.pk})
        assert done.status_code == 302
    assert TeamPlace.objects.current().get().membership.volunteer == mei
    as_zhao.post(f"{there}{team.pk}/", {"act": "close"})
    assert "There is no team yet" in read(as_zhao, there)
    assert "This team was dissolved" in read(as_zhao, f"{there}{team.pk}/")


def test_an_approver_reads_teams_and_changes_none(hu, lin, team, there):
    browser = signed_in(hu)
    join(lin, team.organization)

    assert "净滩组" in read(browser, there)
    assert "Make a team" not in read(browser, there)
    assert browser.post(there, {"name": "另一组"}).status_code == 404
    assert take_in(browser, team, lin).status_code == 404


def test_a_team_of_another_organization_does_not_exist(as_zhao, stranger, team, there):
    assert signed_in(stranger).get(f"{there}{team.pk}/").status_code == 404
    other = there.replace(
        str(team.organization_id), str(stranger.appointments.get().organization_id)
    )
    assert signed_in(stranger).get(f"{other}{team.pk}/").status_code == 404


def test_who_is_no_member_is_said_at_the_field(as_zhao, lin, team):
    wrong = take_in(as_zhao, team, lin)
    assert wrong.status_code == 422
    assert 'id="id_number_error"' in wrong.content.decode()


@pytest.mark.parametrize("text", [*NASTY.values(), ""], ids=repr)
def test_bad_input_is_said_at_the_field(as_zhao, team, there, text):
    made = as_zhao.post(there, {"name": text})
    assert made.status_code in (302, 422)
    one = f"{there}{team.pk}/"
    assert as_zhao.post(one, {"act": "place", "number": text}).status_code == 422
    for act in ("take_out", "lead", text):
        assert as_zhao.post(one, {"act": act, "one": text}).status_code == 400
    assert "<script>alert" not in read(as_zhao, there)


def test_the_same_name_twice_is_said_at_the_field(as_zhao, team, there):
    wrong = as_zhao.post(there, {"name": "净滩组"})
    assert wrong.status_code == 422
    assert 'id="id_name_error"' in wrong.content.decode()


def test_a_team_asks_as_often_for_thirty_as_for_one(as_zhao, team, there):
    def queries(url):
        with CaptureQueriesContext(connection) as found:
            assert as_zhao.get(url).status_code == 200
        return len(found)

    def grow(n):
        one = make_volunteer(f"t{n}")
        join(one, team.organization)
        take_in(as_zhao, team, one)
        as_zhao.post(there, {"name": f"组{n}"})

    grow(0)
    urls = (there, f"{there}{team.pk}/")
    few = [queries(url) for url in urls for _ in range(2)][1::2]
    for n in range(1, 33):
        grow(n)
    assert [queries(url) for url in urls] == few == [8, 9]
