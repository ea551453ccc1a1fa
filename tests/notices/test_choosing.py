"""How one is told is one's own choice, by each channel."""

import pytest
from django.test import Client

from notices.models import Choice, Wanted
from notices.rules import choice_of
from tests.factories import make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin_here(lin, client):
    lin.account.email = "lin@example.org"
    lin.account.phone = "+8613912345678"
    lin.account.save()
    client.force_login(lin.account)
    client.cookies["django_language"] = "en"
    return client


def test_who_never_chose_gets_mail_once_a_day_and_no_sms(lin):
    chosen = choice_of(lin.account)

    assert (chosen.email, chosen.sms) == (Wanted.DAILY, Wanted.NEVER)
    assert not Choice.objects.exists()


def test_lin_chooses_and_finds_it_so(lin_here, lin):
    answer = lin_here.post("/me/notices/", {"email": "never", "sms": "at_once"})
    assert answer["Location"] == "/me/notices/"

    chosen = choice_of(lin.account)
    assert (chosen.email, chosen.sms) == (Wanted.NEVER, Wanted.AT_ONCE)
    page = lin_here.get("/me/notices/").content.decode()
    assert "lin@example.org" not in page  # masked, for others may look on
    assert "13912345678" not in page


def test_something_else_is_refused(lin_here, lin):
    answer = lin_here.post("/me/notices/", {"email": "hourly"})

    assert answer.status_code == 422
    assert not Choice.objects.exists()


def test_what_one_has_no_address_for_stays_as_it_was(lin):
    client = Client()
    client.force_login(lin.account)
    page = client.get("/me/notices/").content.decode()
    assert 'name="email"' not in page
    client.post("/me/notices/", {"email": "never", "sms": "at_once"})

    chosen = choice_of(lin.account)
    assert (chosen.email, chosen.sms) == (Wanted.DAILY, Wanted.NEVER)


def test_an_account_that_only_holds_offices_chooses_too():
    client = Client()
    client.force_login(make_account("office", email="office@example.org"))
    client.post("/me/notices/", {"email": "at_once"})

    assert Choice.objects.get().email == "at_once"


@pytest.mark.parametrize("way", ["/notices/", "/me/data/"])
def test_it_is_linked_from_where_people_look(lin_here, way):
    assert 'href="/me/notices/"' in lin_here.get(way).content.decode()
