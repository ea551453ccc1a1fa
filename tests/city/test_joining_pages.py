"""Joining and leaving, as people and administrators do it on their pages."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories import make_organization, make_volunteer
from volunteers import rules
from volunteers.models import JoinRequest, Membership
from volunteers.rules import members

MINE = "/me/organizations/"
NASTY = {
    "null": "周\0六",
    "long": "周" * 10_000,
    "turned": "\u202e周六\u202c",
    "full_width": "１２３",
    "markup": "<script>alert(1)</script>",
}


def signed_in(account, language="en"):
    browser = Client(headers={"Accept-Language": language})
    browser.force_login(account)
    return browser


@pytest.fixture
def as_lin(lin):
    return signed_in(lin.account)


@pytest.fixture
def as_zhao(zhao):
    return signed_in(zhao)


@pytest.fixture
def here(association):
    return f"/organizations/{association.pk}/"


def ask(volunteer, organization, **more):
    return members.ask_to_join(
        volunteer=volunteer,
        organization=organization,
        by=volunteer.account,
        at=timezone.now(),
        **more,
    )


def read(browser, url):
    answer = browser.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_lin_asks_and_zhao_accepts(as_lin, as_zhao, lin, here):
    assert "Ask to join" in read(as_lin, here)
    sent = as_lin.post(f"{here}join/", {"words": "Saturdays"}, follow=True)
    assert "has not answered yet" in sent.content.decode()

    queue = read(as_zhao, f"{here}requests/")
    assert "林小港" in queue
    assert "Saturdays" in queue
    asked = JoinRequest.objects.get()
    done = as_zhao.post(
        f"{here}requests/", {"act": "accept", "request": asked.pk}, follow=True
    )

    assert "1 person decided." in done.content.decode()
    assert "You are a member" in read(as_lin, here)
    assert "海州青年志愿者协会" in read(as_lin, "/me/")
    assert lin.number in read(as_zhao, f"{here}people/")


def test_what_was_declined_is_told_with_its_reason(
    as_lin, as_zhao, lin, association, here
):
    asked = ask(lin, association)
    said = {"act": "decline", "request": asked.pk}
    wrong = as_zhao.post(f"{here}requests/", said | {"words": " "})
    assert wrong.status_code == 422
    assert f'value="{asked.pk}" checked' in wrong.content.decode()

    as_zhao.post(f"{here}requests/", said | {"words": "We are full"})

    assert "We are full" in read(as_lin, MINE)
    assert "did not accept your request" in read(as_lin, "/me/")


def test_lin_leaves_and_comes_back(as_lin, lin, association, here):
    rules.join(volunteer=lin, organization=association, at=timezone.now())

    left = as_lin.post(MINE, {"act": "leave", "one": association.pk}, follow=True)

    assert "Your hours there stay" in left.content.decode()
    assert not Membership.objects.current().exists()
    assert "Where I was a member" in read(as_lin, MINE)
    assert "Ask to join" in read(as_lin, f"{here}join/")


def test_lin_takes_her_request_back(as_lin, lin, association):
    asked = ask(lin, association)

    as_lin.post(MINE, {"act": "take_back", "one": asked.pk})

    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_zhao_ends_a_membership_and_lin_reads_why(as_lin, as_zhao, lin, association):
    rules.join(volunteer=lin, organization=association, at=timezone.now())
    one = f"/organizations/{association.pk}/people/{lin.number}/"
    assert "End this membership" in read(as_zhao, one)
    assert as_zhao.post(one, {"words": ""}).status_code == 422

    as_zhao.post(one, {"words": "Moved to another city"})

    assert as_zhao.get(one).status_code == 404
    assert "has ended your membership" in read(as_lin, "/me/")
    assert "Moved to another city" in read(as_lin, MINE)


def test_an_approver_reads_a_member_and_ends_nothing(hu, lin, association):
    rules.join(volunteer=lin, organization=association, at=timezone.now())
    one = f"/organizations/{association.pk}/people/{lin.number}/"
    browser = signed_in(hu)

    assert "End this membership" not in read(browser, one)
    assert browser.post(one, {"words": "Out"}).status_code == 404
    assert Membership.objects.current().exists()


def test_zhao_opens_the_organization(as_lin, as_zhao, here):
    as_zhao.post(f"{here}requests/", {"act": "joining", "joining": "open"})
    joined = as_lin.post(f"{here}join/", {}, follow=True)

    assert "You are a member now." in joined.content.decode()
    wrong = as_zhao.post(f"{here}requests/", {"act": "joining", "joining": "?"})
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ({"joining": "closed"}, "By invitation only"),
        ({"status": "suspended"}, "takes nobody at the moment"),
    ],
)
def test_where_nobody_can_ask_the_page_says_so(as_lin, association, here, state, told):
    type(association).objects.update(**state)

    assert told in read(as_lin, f"{here}join/")
    refused = as_lin.post(f"{here}join/", {})
    assert refused.status_code == 422
    assert not JoinRequest.objects.exists()


def test_who_is_no_volunteer_is_told(stranger, here):
    browser = signed_in(stranger)

    assert "no registered volunteer" in read(browser, f"{here}join/")
    assert browser.post(f"{here}join/", {}).status_code == 200
    assert "no registered volunteer" in read(browser, MINE)


def test_another_ones_request_does_not_exist(mei, lin, stranger, association, here):
    asked = ask(lin, association)
    act = {"act": "take_back", "one": asked.pk}

    assert signed_in(mei.account).post(MINE, act).status_code == 404
    assert signed_in(stranger).get(f"{here}requests/").status_code == 404
    asked.refresh_from_db()
    assert asked.is_waiting


@pytest.mark.parametrize(
    "sent", [{}, {"act": "leave", "one": "?"}, {"act": "?", "one": "\0"}]
)
def test_what_no_page_sends_is_refused(as_lin, sent):
    assert as_lin.post(MINE, sent).status_code == 400


@pytest.mark.parametrize("words", NASTY.values(), ids=NASTY)
def test_bad_words_are_said_at_the_field(
    as_lin, as_zhao, lin, association, here, words
):
    answer = as_lin.post(f"{here}join/", {"words": words})
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        assert 'id="id_words_error"' in answer.content.decode()
        asked = ask(lin, association)
    else:
        asked = JoinRequest.objects.get()
        assert "\u202e" not in asked.words
        assert "<script>alert" not in read(as_zhao, f"{here}requests/")
    said = {"act": "decline", "request": asked.pk, "words": words}
    assert as_zhao.post(f"{here}requests/", said).status_code in (302, 422)
    for ids in ("?", "\0", "x" * 10_000):
        said = {"act": "accept", "request": ids}
        assert as_zhao.post(f"{here}requests/", said).status_code == 400
    assert as_zhao.get(f"{here}requests/?after=%00").status_code == 400


def test_the_queue_asks_as_often_for_thirty_as_for_one(as_zhao, association, here):
    def queries():
        with CaptureQueriesContext(connection) as found:
            assert as_zhao.get(f"{here}requests/").status_code == 200
        return len(found)

    ask(make_volunteer("one"), association)
    queries()
    few = queries()
    for n in range(40):
        ask(make_volunteer(f"more{n}"), association)
    assert (queries(), few) == (REQUESTS, REQUESTS)
    first = as_zhao.get(f"{here}requests/")
    assert len(first.context["page"].rows) == 30
    rest = as_zhao.get(f"{here}requests/{first.context['page'].next_url}")
    assert len(rest.context["page"].rows) == 11


REQUESTS = 7


def test_ones_own_page_asks_as_often_for_thirty_as_for_one(as_lin, lin):
    def queries():
        with CaptureQueriesContext(connection) as found:
            assert as_lin.get(MINE).status_code == 200
        return len(found)

    rules.join(volunteer=lin, organization=make_organization(), at=timezone.now())
    queries()
    few = queries()
    for n in range(30):
        one = make_organization(f"队{n}")
        rules.join(volunteer=lin, organization=one, at=timezone.now())
    assert (queries(), few) == (OWN, OWN)


OWN = 8
