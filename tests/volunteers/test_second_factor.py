"""The second factor: required of the city's people, offered to all."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from tests.api.calls import V1, problem
from tests.api.calls import client as api_client
from tests.codes import a_while_later
from tests.factories import make_account
from tests.second_factors import app_shows, code_for, recovery_codes, set_up_app
from tests.signed_in import prove_once

pytestmark = pytest.mark.django_db

PASSWORD = "see-you-at-the-harbor"


def with_password(account):
    account.set_password(PASSWORD)
    account.save()
    return account


def enter(client, account, **more):
    said = {"username": account.username, "password": PASSWORD} | more
    return client.post("/login/", said)


@pytest.fixture
def operator(db):
    return make_account("admin", is_staff=True, is_superuser=True)


@pytest.mark.django_db(transaction=True)
def test_director_wang_is_led_to_set_one_up_and_sees_nothing_before(client, wang):
    enter(client, with_password(wang))

    for page in ("/city/", "/me/", "/desk/", "/", "/city/people/", "/admin/"):
        assert client.get(page).url.startswith("/account/second-factor/?next=")
    assert client.post("/desk/").url.startswith("/account/second-factor/")
    told = client.get("/account/second-factor/?next=/city/").content.decode()
    assert "您的岗位要求先开启两步验证" in told

    # An app it shall be.
    page = client.get("/account/second-factor/app/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    assert '<svg class="hh-qr"' in page.content.decode()
    page = client.post("/account/second-factor/app/", {"code": code_for(secret)})
    assert page.url == "/account/second-factor/recovery-codes/"

    assert client.get("/city/").status_code == 200
    codes = client.get(page.url).content.decode()
    assert [code in codes for code in recovery_codes(wang)] == [True] * 10


@pytest.mark.parametrize("who", ["wang", "he", "operator"])
def test_it_is_required_of_staff_auditors_and_the_operator(request, client, who):
    account = request.getfixturevalue(who)
    client.force_login(account)
    prove_once(client)

    assert client.get("/").url.startswith("/account/second-factor/")


@pytest.mark.parametrize("who", ["zhao", "qian"])
def test_it_is_only_offered_to_everybody_else(request, client, who):
    client.force_login(request.getfixturevalue(who))
    prove_once(client)

    assert client.get("/").status_code == 200
    assert "两步验证" in client.get("/account/").content.decode()


def test_at_sign_in_the_code_of_the_app_is_asked_for(client, wang):
    set_up_app(with_password(wang))

    page = enter(client, wang, next="/city/")
    assert page.url == "/login/second-factor/"
    assert "_auth_user_id" not in client.session
    assert client.get("/city/").url == "/login/?next=/city/"

    wrong = client.post(page.url, {"code": "000000"})
    assert "验证码不对" in wrong.content.decode()
    wide = app_shows(wang).translate({48 + n: 0xFF10 + n for n in range(10)})
    page = client.post(page.url, {"code": f" {wide[:3]} {wide[3:]}"})
    assert page.url == "/city/"
    assert client.get("/city/").status_code == 200


@pytest.mark.parametrize("earlier", [0, 1])
def test_a_code_of_the_app_opens_once(client, wang, earlier):
    set_up_app(with_password(wang))
    code = app_shows(wang, earlier=earlier)
    for told in ("/me/", None):
        client.cookies.clear()
        enter(client, wang)
        page = client.post("/login/second-factor/", {"code": code})
        assert page.get("Location") == told


def test_a_recovery_code_opens_once(client, wang):
    set_up_app(with_password(wang))
    code = recovery_codes(wang)[3]
    for told in ("/me/", None):
        client.cookies.clear()
        enter(client, wang)
        page = client.post("/login/second-factor/", {"code": code})
        assert page.get("Location") == told
    assert len(recovery_codes(wang)) == 9


@pytest.mark.parametrize("typed", ["", "x", "\0", "1" * 10_000, "²" * 6, "\u202e"])
def test_what_is_no_code_is_a_sentence_at_the_field(client, wang, typed):
    set_up_app(with_password(wang))
    enter(client, wang)
    page = client.post("/login/second-factor/", {"code": typed})
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()


@pytest.mark.parametrize(
    "typed", ["", "{}", "[]", "null", '{"response": 1}', "x" * 10_000, '{"id": "AA"}']
)
def test_what_is_no_passkey_is_a_sentence(client, wang, typed):
    set_up_app(with_password(wang))
    enter(client, wang)
    page = client.post("/login/second-factor/", {"credential": typed})
    assert page.status_code == 200

    client.cookies.clear()
    client.get("/login/passkey/", headers={"Accept": "application/json"})
    page = client.post("/login/passkey/", {"credential": typed})
    assert page.status_code in (200, 302)
    assert "_auth_user_id" not in client.session


def test_guessing_codes_ends_soon_and_not_for_others(client, wang):
    set_up_app(with_password(wang))
    enter(client, wang)
    for _ in range(10):
        client.post("/login/second-factor/", {"code": "000000"})

    page = client.post("/login/second-factor/", {"code": app_shows(wang)})
    assert "次数太多" in page.content.decode()
    page = client.post(
        "/login/second-factor/", {"code": app_shows(wang)}, REMOTE_ADDR="10.0.0.2"
    )
    assert page.status_code == 302


def test_secrets_are_sealed(wang):
    set_up_app(wang)
    kept = dict(Authenticator.objects.values_list("type", "data"))
    assert not re.fullmatch("[A-Z2-7]{32}", kept["totp"]["secret"])
    assert not re.fullmatch("[0-9a-f]{80}", kept["recovery_codes"]["seed"])


def test_without_the_last_one_the_office_closes_again(client, wang):
    set_up_app(with_password(wang))
    enter(client, wang)
    client.post("/login/second-factor/", {"code": app_shows(wang)})

    client.post("/account/second-factor/app/remove/")

    assert not Authenticator.objects.exists()
    assert client.get("/city/").url.startswith("/account/second-factor/")


def test_the_operators_admin_has_no_way_in_of_its_own(client, operator):
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").url == "/login/?next=%2Fadmin%2F"
    said = {"username": "admin", "password": PASSWORD}
    with_password(operator)
    assert client.post("/admin/login/?next=/admin/", said).url.startswith("/login/")

    set_up_app(operator)
    enter(client, operator, next="/admin/")
    page = client.post("/login/second-factor/", {"code": app_shows(operator)})
    assert page.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_he_who_holds_no_office_yet_sets_one_up_after_proving_it_is_him(client, lin):
    with_password(lin.account)
    client.force_login(lin.account)
    prove_once(client)

    page = client.get("/account/second-factor/app/")
    assert page.url == "/account/confirm/?next=/account/second-factor/app/"
    page = client.post(page.url, {"password": PASSWORD})
    assert page.url == "/account/second-factor/app/"
    assert client.get(page.url).status_code == 200


def ask_for_a_token(account, **said):
    said = {"login": account.username, "password": PASSWORD} | said
    return api_client().post(f"{V1}/tokens/", said)


def test_a_token_of_the_city_needs_it_too(wang):
    with_password(wang)
    assert problem(ask_for_a_token(wang)) == (401, "second_factor_needed")

    set_up_app(wang)
    for otp in ("", "000000", "x" * 20):
        told = problem(ask_for_a_token(wang, otp=otp))
        assert told == (401, "second_factor_needed")
    answer = ask_for_a_token(wang, otp=app_shows(wang))
    assert answer.status_code == 201
    assert answer.json()["scopes"] == ["read", "log", "decide"]

    assert ask_for_a_token(wang, otp=app_shows(wang)).status_code == 401
    assert ask_for_a_token(wang, otp=recovery_codes(wang)[0]).status_code == 201


def test_wrong_ones_are_counted(wang):
    set_up_app(with_password(wang))
    for _ in range(10):
        ask_for_a_token(wang, otp="000000")

    assert problem(ask_for_a_token(wang, otp=app_shows(wang))) == (
        429,
        "too_many_tries",
    )
    a_while_later()
    assert ask_for_a_token(wang, otp=app_shows(wang)).status_code == 201


def test_a_volunteer_needs_none_for_a_token_unless_she_has_set_one_up(lin):
    with_password(lin.account)
    assert ask_for_a_token(lin.account).status_code == 201

    set_up_app(lin.account)
    assert problem(ask_for_a_token(lin.account)) == (401, "second_factor_needed")


def test_looking_for_a_second_factor_costs_a_page_no_query(
    lin, django_assert_num_queries
):
    client = Client()
    client.force_login(lin.account)
    # The session, the account, its person, its appointments for the menu.
    with django_assert_num_queries(4):
        client.get("/account/second-factor/")
