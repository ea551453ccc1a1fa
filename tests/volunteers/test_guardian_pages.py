"""The pages on which a guardian is named, agrees and takes it back."""

import pytest
from django.test import Client
from django.utils import timezone

from config.sms import memory
from tests.codes import a_while_later, another, code_sent_to
from tests.families import (
    MOTHERS_PHONE,
    VERSION,
    born,
    make_youth,
    mother_agrees,
    name_mother,
)
from volunteers.guardians import Standing, standing
from volunteers.models import Guardian

pytestmark = pytest.mark.django_db

TYPED = "139 0013 9000"
# What no form should break on.
ODD = (
    "",
    "\x00",
    "1" * 10_000,
    "\u202e13900139000\u202c",
    "１３９００１３９０００",
    "<script>",
    "12",
    "+1 202 555 0143",
)


@pytest.fixture
def xiaohai(db):
    return make_youth()


def stands(youth):
    return standing(youth, on=timezone.localdate())


def prove(browser, phone=TYPED):
    browser.post("/guardian/", {"phone": phone})
    code = code_sent_to(MOTHERS_PHONE)
    return browser.post("/guardian/prove/", {"code": code}, follow=True)


def agreement(guardian, **changes):
    said = {
        "guardian": guardian.pk,
        "version": VERSION,
        "ward_name": "许小海",
        "name": "许海燕",
        "relation": "parent",
        "consent": "on",
    }
    return said | changes


def test_from_the_name_of_a_phone_to_consent_and_back(xiaohai, client):
    client.force_login(xiaohai.account)
    page = client.post("/me/guardian/", {"phone": TYPED}, follow=True)
    assert "9000" in page.content.decode()
    guardian = Guardian.objects.get(ward=xiaohai)
    a_while_later()

    mother = Client()
    page = prove(mother)
    assert page.redirect_chain[-1][0] == "/guardian/wards/"
    shown = page.content.decode()
    assert "许*" in shown
    assert "许小海" not in shown
    mother.post("/guardian/wards/", agreement(guardian))
    assert stands(xiaohai) == Standing.AGREED

    mother.post("/guardian/wards/", {"guardian": guardian.pk, "withdraw": "1"})
    assert stands(xiaohai) == Standing.AWAITING
    mother.post("/guardian/wards/", {"end": "1"})
    assert mother.get("/guardian/wards/")["Location"] == "/guardian/"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("ward_name", "许小江"),
        ("ward_name", ""),
        ("ward_name", "\x00"),
        ("name", "x" * 10_000),
        ("name", "\u202e"),
        ("relation", "neighbour"),
        ("consent", ""),
        ("version", "1999"),
    ],
)
def test_a_malformed_consent_says_so_at_the_field(field, typed, xiaohai):
    guardian = name_mother(xiaohai)
    mother = Client()
    a_while_later()
    prove(mother)

    page = mother.post("/guardian/wards/", agreement(guardian, **{field: typed}))

    assert page.status_code in (409, 422)
    at = "consent" if field == "version" else field
    assert f'id="ward{guardian.pk}_{at}_error"' in page.content.decode()
    assert stands(xiaohai) == Standing.AWAITING


def test_the_answer_is_the_same_for_a_phone_nobody_named(xiaohai):
    name_mother(xiaohai)
    a_while_later()
    asked = [
        Client().post("/guardian/", {"phone": phone})
        for phone in (TYPED, "13600136000")
    ]

    assert len({(one.status_code, one["Location"]) for one in asked}) == 1


def test_nothing_opens_without_the_code(xiaohai):
    guardian = name_mother(xiaohai)
    a_while_later()
    stranger = Client()
    assert stranger.get("/guardian/prove/")["Location"] == "/guardian/"
    assert stranger.get("/guardian/wards/")["Location"] == "/guardian/"
    stranger.post("/guardian/", {"phone": TYPED})
    wrong = another(code_sent_to(MOTHERS_PHONE))
    page = stranger.post("/guardian/prove/", {"code": wrong})
    assert (page.status_code, "id_code_error" in page.content.decode()) == (422, True)
    told = stranger.post("/guardian/wards/", agreement(guardian))
    assert told["Location"] == "/guardian/"
    assert stands(xiaohai) == Standing.AWAITING


def test_another_phone_s_wards_do_not_exist(xiaohai):
    guardian = name_mother(xiaohai, "+8613600136000")
    mother = Client()
    page = prove(mother)

    assert "许" not in page.content.decode()
    for act in (agreement(guardian), {"guardian": guardian.pk, "withdraw": "1"}):
        assert mother.post("/guardian/wards/", act).status_code == 404
    odd = mother.post("/guardian/wards/", {"guardian": "x", "withdraw": "1"})
    assert odd.status_code == 404


@pytest.mark.parametrize("typed", ODD)
def test_whatever_is_typed_as_a_phone_meets_a_sentence(typed, xiaohai, client):
    client.force_login(xiaohai.account)
    for url in ("/me/guardian/", "/guardian/"):
        page = client.post(url, {"phone": typed})
        assert page.status_code in (302, 422), url
        if page.status_code == 422:
            assert "id_phone_error" in page.content.decode()
    named = Guardian.objects.filter(ward=xiaohai)
    assert all(one.phone == MOTHERS_PHONE for one in named)


def test_one_s_own_number_is_refused_at_the_field(xiaohai, client):
    client.force_login(xiaohai.account)
    page = client.post("/me/guardian/", {"phone": xiaohai.phone})

    assert page.status_code == 422
    assert "id_phone_error" in page.content.decode()
    assert memory.outbox == []


def test_the_grown_have_no_such_page(lin, client):
    client.force_login(lin.account)
    assert client.get("/me/guardian/").status_code == 404


def test_who_waits_is_told_where_it_matters(xiaohai, lin, client):
    def told(account, url):
        client.force_login(account)
        return "/me/guardian/" in client.get(url).content.decode()

    for url in ("/me/", "/sessions/log/"):
        assert told(xiaohai.account, url)
        assert not told(lin.account, url)
    mother_agrees(name_mother(xiaohai))
    assert not told(xiaohai.account, "/me/")


def test_who_is_of_age_by_now_is_not_listed(xiaohai):
    name_mother(xiaohai)
    a_while_later()
    xiaohai.birth_date = born(18)
    xiaohai.save()
    mother = Client()

    assert "许" not in prove(mother).content.decode()
