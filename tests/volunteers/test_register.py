"""Registering on the page: the number at once, and nothing typed is lost."""

import pytest

from tests.factories import make_account
from volunteers.models import Volunteer

pytestmark = pytest.mark.django_db

LAN = {
    "name": "兰花果",
    "document_type": "passport",
    "document_number": "e 1234 5678",
    "birth_date": "1990-05-01",
    "district": "320706",
    "home_site": "",
    "phone": "138 0013 8000",
    "password": "see-you-at-the-harbor",
    "consent": "on",
}


def test_lan_registers_and_sees_her_number(client):
    page = client.post("/register/", LAN, follow=True)

    lan = Volunteer.objects.get(name="兰花果")
    assert page.redirect_chain == [("/registered/", 302)]
    assert lan.number in page.content.decode()
    assert lan.account.phone == "+8613800138000"


def test_after_registering_she_is_signed_in(client):
    client.post("/register/", LAN)

    lan = Volunteer.objects.get(name="兰花果")
    assert client.session["_auth_user_id"] == str(lan.account_id)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh-hans", "这不是可以拨打的电话号码"), ("en", "This is not a phone number")],
)
def test_a_wrong_phone_is_said_next_to_it_and_nothing_typed_is_lost(
    client, language, sentence
):
    client.cookies["django_language"] = language

    page = client.post("/register/", LAN | {"phone": "12"})

    told = page.content.decode()
    form = page.context["form"]
    assert page.status_code == 422
    assert form.errors.keys() == {"phone"}
    assert sentence in form.errors["phone"][0]
    assert form.errors["phone"][0] in told
    for typed in ("兰花果", "e 1234 5678", "1990-05-01", 'value="12"', "checked"):
        assert typed in told
    assert LAN["password"] not in told  # a password is never written into a page


def test_who_is_known_already_is_asked_to_a_desk_and_learns_nothing_else(client):
    client.post("/register/", LAN)
    client.logout()

    known_document = client.post("/register/", LAN | {"phone": "13800138001"})
    known_phone = client.post("/register/", LAN | {"document_number": "E7654321"})

    assert known_document.status_code == known_phone.status_code == 409
    assert known_document.templates[0].name == "volunteers/visit_a_desk.html"
    assert known_phone.templates[0].name == "volunteers/visit_a_desk.html"
    assert Volunteer.objects.count() == 1


def test_what_was_typed_comes_back_from_the_desk_page(client):
    client.post("/register/", LAN)
    client.logout()
    asked_to_a_desk = client.post("/register/", LAN).context["typed"]

    page = client.post("/register/", dict(asked_to_a_desk) | {"again": "1"})

    told = page.content.decode()
    assert page.status_code == 200
    for typed in ("兰花果", "138 0013 8000", "1990-05-01"):
        assert typed in told


def test_a_child_comes_with_a_guardian(client):
    page = client.post("/register/", LAN | {"birth_date": "2020-03-05"})

    assert page.status_code == 422
    assert page.templates[0].name == "volunteers/guardian_needed.html"
    assert not Volunteer.objects.exists()


def test_the_welcome_is_for_volunteers_only(client):
    assert client.get("/registered/").status_code == 302  # to sign in
    client.force_login(make_account("office"))
    assert client.get("/registered/").status_code == 404
