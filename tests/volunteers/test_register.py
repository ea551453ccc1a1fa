"""Registering on the page: a form, a code, the number; and nothing typed is lost."""

import pytest

from tests.codes import a_while_later, another, code_sent_to
from tests.factories import make_account
from tests.registering import (
    LAN,
    LANS_PHONE,
    prove_on_the_page,
    register_on_the_page,
)
from volunteers.models import Consent, PendingRegistration, Volunteer

pytestmark = pytest.mark.django_db


def test_lan_registers_and_sees_her_number(client):
    page = client.post("/register/", LAN, follow=True)
    assert page.redirect_chain == [("/register/prove/", 302)]
    assert "138 0013 8000" in page.content.decode()
    assert not Volunteer.objects.exists()

    page = prove_on_the_page(client)

    lan = Volunteer.objects.get(name="兰花果")
    assert page.redirect_chain == [("/registered/", 302)]
    assert lan.number in page.content.decode()
    assert lan.account.phone == lan.phone == LANS_PHONE
    assert client.session["_auth_user_id"] == str(lan.account_id)
    assert client.login(username=LAN["phone"], password=LAN["password"])
    assert not PendingRegistration.objects.exists()


def test_without_a_mainland_mobile_lan_registers_by_e_mail(client):
    page = client.post(
        "/register/", LAN | {"phone": "", "email": "Lan@Example.CN"}, follow=True
    )
    assert "Lan@example.cn" in page.content.decode()

    prove_on_the_page(client, "Lan@example.cn")

    lan = Volunteer.objects.get(name="兰花果")
    assert (lan.account.email, lan.account.phone, lan.phone) == (
        "Lan@example.cn",
        "",
        "",
    )
    assert client.login(username="lan@example.cn", password=LAN["password"])


def test_only_what_was_proved_is_kept(client):
    register_on_the_page(client, email="lan@example.cn")

    assert Volunteer.objects.get().account.email is None


def test_a_wrong_code_is_said_next_to_it_and_may_be_tried_again(client):
    client.post("/register/", LAN)
    wrong = another(code_sent_to(LANS_PHONE))

    page = client.post("/register/prove/", {"code": wrong})

    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {"code"}
    assert not Volunteer.objects.exists()
    prove_on_the_page(client)
    assert Volunteer.objects.exists()


def test_after_five_wrong_codes_one_waits(client):
    client.post("/register/", LAN)
    wrong = another(code_sent_to(LANS_PHONE))

    tries = [client.post("/register/prove/", {"code": wrong}) for _ in range(6)]

    assert [page.status_code for page in tries] == [422] * 5 + [429]
    assert prove_on_the_page(client).status_code == 429
    assert not Volunteer.objects.exists()


def test_the_code_may_be_typed_as_people_type_it(client):
    client.post("/register/", LAN)
    code = code_sent_to(LANS_PHONE)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)

    client.post("/register/prove/", {"code": f" {wide[:3]} {wide[3:]}\u200f"})

    assert Volunteer.objects.exists()


def test_a_new_code_is_sent_after_a_minute(client):
    client.post("/register/", LAN)
    first = code_sent_to(LANS_PHONE)

    too_soon = client.post("/register/resend/", follow=True)
    assert code_sent_to(LANS_PHONE) == first
    assert [one.level_tag for one in too_soon.context["messages"]] == ["error"]

    a_while_later()
    later = client.post("/register/resend/", follow=True)
    assert [one.level_tag for one in later.context["messages"]] == ["success"]
    prove_on_the_page(client)
    assert Volunteer.objects.exists()


def test_a_mistyped_number_is_changed_and_all_else_stays(client):
    client.post("/register/", LAN | {"phone": "13800138001"})

    wrong = client.post("/register/contact/", {"phone": "12"})
    assert wrong.status_code == 422
    client.post("/register/contact/", {"phone": LAN["phone"]})
    # The code that went to the first number proves nothing of the second.
    old = client.post("/register/prove/", {"code": code_sent_to("+8613800138001")})
    assert old.status_code == 422

    prove_on_the_page(client)
    lan = Volunteer.objects.get()
    assert (lan.name, lan.phone) == ("兰花果", LANS_PHONE)
    assert lan.account.check_password(LAN["password"])


def test_what_was_typed_comes_back_and_the_password_need_not(client):
    client.post("/register/", LAN)
    pending = PendingRegistration.objects.get()

    page = client.post("/register/", {"again": "1", "editing": str(pending.pk)})
    told = page.content.decode()
    for typed in ("兰花果", "E12345678", "1990-05-01", "+8613800138000"):
        assert typed in told

    changed = LAN | {"name": "兰花", "password": "", "editing": str(pending.pk)}
    client.post("/register/", changed)
    prove_on_the_page(client)
    lan = Volunteer.objects.get()
    assert lan.name == "兰花"
    assert lan.account.check_password(LAN["password"])


def test_nobody_else_is_given_what_was_typed(client):
    client.post("/register/", LAN)
    pending = PendingRegistration.objects.get()

    # Whoever comes next at the same computer begins with an empty form, and needs a
    # password of their own.
    assert "兰花果" not in client.get("/register/").content.decode()
    page = client.post("/register/", LAN | {"password": ""})
    assert page.context["form"].errors.keys() == {"password"}

    client.cookies.clear()
    page = client.post("/register/", {"again": "1", "editing": str(pending.pk)})
    assert "兰花果" not in page.content.decode()
    assert client.get("/register/prove/").status_code == 302


def test_sent_again_by_the_way_back_it_is_the_same_registration(client):
    client.post("/register/", LAN)
    page = client.post("/register/", LAN)

    assert page.status_code == 302
    assert PendingRegistration.objects.count() == 1


def test_somebody_elses_code_of_this_minute_is_said_at_the_field(client):
    client.post("/register/", LAN)
    client.cookies.clear()

    page = client.post("/register/", LAN)

    assert page.status_code == 429
    assert page.context["form"].errors.keys() == {"phone"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh-hans", "这不是可以拨打的电话号码"), ("en", "This is not a phone number")],
)
def test_a_wrong_phone_is_said_next_to_it_and_nothing_typed_is_lost(
    client, language, sentence
):
    client.cookies["django_language"] = language

    page = client.post("/register/", LAN | {"phone": "12", "consents": ["honours"]})

    told = page.content.decode()
    form = page.context["form"]
    assert page.status_code == 422
    assert form.errors.keys() == {"phone"}
    assert sentence in form.errors["phone"][0]
    assert form.errors["phone"][0] in told
    for typed in ("兰花果", "e 1234 5678", "1990-05-01", 'value="12"'):
        assert typed in told
    assert told.count(" checked") == 2
    assert LAN["password"] not in told  # a password is never written into a page


def test_nothing_is_ticked_before_and_only_the_necessary_is_needed(client):
    assert " checked" not in client.get("/register/").content.decode()
    refused = client.post("/register/", LAN | {"consent": ""})
    assert refused.context["form"].errors.keys() == {"consent"}

    register_on_the_page(client)

    purposes = Consent.objects.values_list("purpose", "version")
    assert list(purposes) == [("registration", "2026-11")]


def test_what_is_agreed_to_besides_is_kept_apart(client):
    register_on_the_page(client, consents=["honours"])

    purposes = Consent.objects.order_by("purpose").values_list("purpose", flat=True)
    assert list(purposes) == ["honours", "registration"]


def test_until_the_phone_is_proved_who_is_known_is_answered_as_anybody(client):
    register_on_the_page(client)
    client.logout()

    known_document = client.post("/register/", LAN | {"phone": "13800138001"})
    a_while_later()
    client.cookies.clear()
    known_phone = client.post("/register/", LAN | {"document_number": "E7654321"})
    client.cookies.clear()
    unknown = client.post(
        "/register/", LAN | {"document_number": "E7654321", "phone": "13800138002"}
    )

    answers = [
        (page.status_code, page.url) for page in (known_document, known_phone, unknown)
    ]
    assert answers == [(302, "/register/prove/")] * 3


def test_afterwards_a_known_document_ends_at_a_desk(client):
    register_on_the_page(client)
    client.logout()

    page = register_on_the_page(client, "+8613800138001", phone="13800138001")

    assert page.status_code == 409
    assert page.templates[0].name == "volunteers/visit_a_desk.html"
    assert Volunteer.objects.count() == 1
    # What was typed comes back; the code is used up.
    again = client.post("/register/", dict(page.context["typed"]) | {"again": "1"})
    assert "兰花果" in again.content.decode()
    assert client.get("/register/prove/").status_code == 302


@pytest.mark.parametrize(
    ("changes", "template"),
    [
        ({}, "registered_already"),
        ({"name": "兰花"}, "visit_a_desk"),
        ({"document_number": "E7654321"}, "visit_a_desk"),
    ],
)
def test_only_the_very_same_person_with_the_phone_is_told_to_sign_in(
    client, changes, template
):
    register_on_the_page(client)
    client.logout()
    a_while_later()

    page = register_on_the_page(client, **changes)

    assert page.status_code == 409
    assert page.templates[0].name == f"volunteers/{template}.html"
    assert "_auth_user_id" not in client.session
    assert Volunteer.objects.count() == 1


def test_after_half_an_hour_one_begins_anew(client):
    client.post("/register/", LAN)
    PendingRegistration.objects.update(expires_at="2020-03-06T12:00+08:00")

    for path in ("prove", "resend", "contact"):
        page = client.post(f"/register/{path}/", {"code": "123456"}, follow=True)
        assert page.redirect_chain == [("/register/", 302)]


def test_a_child_comes_with_a_guardian(client):
    page = client.post("/register/", LAN | {"birth_date": "2020-03-05"})

    assert page.status_code == 422
    assert page.templates[0].name == "volunteers/guardian_needed.html"
    assert not PendingRegistration.objects.exists()


@pytest.mark.parametrize(
    ("backend", "told"), [("console", True), ("file", True), ("memory", False)]
)
def test_where_it_is_only_tried_out_the_page_says_where_the_code_is(
    client, settings, tmp_path, backend, told
):
    settings.VAR_DIR = tmp_path
    settings.SMS_BACKEND = backend

    page = client.post("/register/", LAN, follow=True)

    assert bool(page.context["hint"]) is told


def test_the_welcome_is_for_volunteers_only(client):
    assert client.get("/registered/").status_code == 302  # to sign in
    client.force_login(make_account("office"))
    assert client.get("/registered/").status_code == 404
