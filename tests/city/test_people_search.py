"""Looking for people: what is typed never stands in an address."""

from base64 import urlsafe_b64decode
from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import log_session, make_volunteer
from volunteers import people_search
from volunteers.models import Membership

CITY = "/city/people/"


@pytest.fixture
def of(association):
    return f"/organizations/{association.pk}/people/"


@pytest.fixture
def members(association, lin, mei):
    for one in (lin, mei):
        Membership.objects.create(
            volunteer=one, organization=association, joined_on="2020-01-01"
        )


def as_(account):
    client = Client()
    client.force_login(account)
    client.cookies["django_language"] = "en"
    return client


def seen(client, url, typed):
    """The page that the search for what was typed leads to."""
    sent = client.post(url, {"q": typed})
    assert sent.status_code == 302, sent.content.decode()
    return client.get(sent.url).content.decode()


@pytest.mark.parametrize("typed", ["林小港", "lxg", "phone"])
def test_staff_find_anybody(wang, lin, mei, typed):
    asked = {"phone": lin.phone_last4}
    page = seen(as_(wang), CITY, asked.get(typed, typed))

    assert "林小港" in page
    assert f"/city/volunteers/{lin.number}/" in page
    assert "梅云台" not in page


def test_neither_name_nor_digits_stand_in_an_address(wang, lin):
    sent = as_(wang).post(CITY, {"q": "林小港"})

    readable = urlsafe_b64decode(unquote(sent.url.partition("=")[2]))
    assert "林小港".encode() not in readable
    assert b"lin" not in readable


def test_members_are_found_by_their_organization(zhao, lin, members, of, stranger):
    assert "林小港" in seen(as_(zhao), of, "lxg")
    assert as_(stranger).post(of, {"q": "lxg"}).status_code == 404
    assert as_(lin.account).get(of).status_code == 404


def test_others_are_not_found_by_an_organization(zhao, hu, lin, of):
    page = seen(as_(zhao), of, "lxg")

    assert "林小港" not in page
    assert "Nobody was found" in page


def test_auditors_look_by_number_and_see_no_name(he, lin, members, of):
    auditor = as_(he)
    for url in (CITY, of):
        page = seen(auditor, url, lin.number)
        assert "林*" in page
        assert "林小港" not in page
        assert lin.phone_last4 not in page.replace(lin.number, "")
        answer = auditor.post(url, {"q": "林小港"})
        assert answer.status_code == 422
        assert "It begins with V." in answer.content.decode()


def test_too_little_is_said_in_a_sentence(wang):
    answer = as_(wang).post(CITY, {"q": "林"})

    assert answer.status_code == 422
    assert "Please type at least two characters." in answer.content.decode()


def test_a_search_is_of_one_account_one_page_and_one_hour(
    wang, he, lin, of, monkeypatch
):
    mine = as_(wang)
    address = mine.post(CITY, {"q": "lxg"}).url
    query = address.partition("?")[2]

    for client, url in [
        (as_(he), address),
        (mine, f"{of}?{query}"),
        (mine, f"{CITY}?search=x"),
    ]:
        assert "This search has ended" in client.get(url).content.decode()
    monkeypatch.setattr(people_search, "LASTS", timedelta(seconds=-1))
    assert "This search has ended" in mine.get(address).content.decode()


def test_everybody_is_listed_page_by_page(wang, zhao, members, of, monkeypatch):
    monkeypatch.setattr(people_search, "SIZE", 1)
    for client, url in ((as_(wang), CITY), (as_(zhao), of)):
        first = client.get(url)
        assert [one.name for one in first.context["found"].page.people]
        second = client.get(f"{url}{first.context['next_url']}")
        assert first.context["found"].page.people != second.context["found"].page.people
        assert second.context["found"].page.people


def test_the_next_page_of_a_search_is_sealed_too(wang, monkeypatch):
    monkeypatch.setattr(people_search, "SIZE", 2)
    known = [make_volunteer(name="林小港").pk for _ in range(3)]
    client = as_(wang)
    first = client.get(client.post(CITY, {"q": "lxg"}).url)
    second = client.get(f"{CITY}{first.context['next_url']}")

    found = [*first.context["found"].page.people, *second.context["found"].page.people]
    assert [one.pk for one in found] == known
    assert second.context["next_url"] == ""


def test_the_desk_shows_the_hours_of_the_one_that_is_meant(zhao, lin, mei, association):
    for one in (lin, mei):
        log_session(volunteer=one, organization=association)
    desk = as_(zhao)
    answer = desk.post(f"/desk/people/?organization={association.pk}", {"q": "lxg"})
    answer = desk.get(answer.url)

    assert answer.status_code == 302
    assert f"volunteer={lin.number}" in answer.url
    page = desk.get(answer.url).content.decode()
    assert "林小港" in page
    assert "梅云台" not in page


def test_the_desk_lets_one_choose_among_several(zhao, lin, association):
    namesake = make_volunteer("lan", name="林小兰")
    for one in (lin, namesake):
        log_session(volunteer=one, organization=association)
    make_volunteer(name="林小丽")  # nothing of hers waits
    page = seen(as_(zhao), f"/desk/people/?organization={association.pk}", "林小")

    assert lin.number in page
    assert namesake.number in page
    assert "林小丽" not in page


def test_the_desk_of_others_finds_nobody(stranger, lin, association):
    log_session(volunteer=lin, organization=association)
    url = f"/desk/people/?organization={association.pk}"

    assert as_(stranger).post(url, {"q": "lxg"}).status_code == 404


PAGES = {"city": 5, "organization": 8, "desk": 6}


def test_a_search_asks_as_often_for_thirty_as_for_one(wang, zhao, association, of):
    def serve(n):
        one = make_volunteer(f"one{n}", name="林小港")
        Membership.objects.create(
            volunteer=one, organization=association, joined_on="2020-01-01"
        )
        log_session(volunteer=one, organization=association)

    def asked():
        counts = {}
        for name, account, url in [
            ("city", wang, CITY),
            ("organization", zhao, of),
            ("desk", zhao, f"/desk/people/?organization={association.pk}"),
        ]:
            client = as_(account)
            address = client.post(url, {"q": "lxg"}).url
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts[name] = len(queries)
        return counts

    serve(0)
    serve(1)
    few = asked()
    for n in range(2, 30):
        serve(n)

    assert few == PAGES
    assert asked() == PAGES
