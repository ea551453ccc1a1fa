from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from config.models import Allowance
from tests.api.calls import V1, claim, problem, signed_in
from tests.factories import make_account
from volunteers.models import Token

PASSWORD = "sea-breeze-2026"


@pytest.fixture
def lin(lin):
    lin.account.email = "lin@example.org"
    lin.account.phone = "+8613800138000"
    lin.account.set_password(PASSWORD)
    lin.account.save()
    return lin


def sign_in(nobody, **said):
    return nobody.post(f"{V1}/tokens/", {"password": PASSWORD} | said)


@pytest.mark.parametrize(
    "login", ["lin", "LIN@example.org", "138 0013 8000", "+86 13800138000"]
)
def test_one_signs_in_by_user_name_email_or_phone(nobody, lin, login):
    answer = sign_in(nobody, login=login)
    assert answer.status_code == 201
    assert answer.json()["scopes"] == ["read", "log"]
    assert answer.json()["expires_at"]

    nobody.credentials(HTTP_AUTHORIZATION=f"Token {answer.json()['token']}")
    assert nobody.get(f"{V1}/me/").json()["number"] == lin.number

    # Signed out, the token is worth nothing.
    assert nobody.delete(f"{V1}/tokens/current/").status_code == 204
    assert problem(nobody.get(f"{V1}/me/")) == (401, "authentication_failed")
    assert Token.objects.count() == 0


@pytest.mark.parametrize(
    "said", [{"login": "lin", "password": "wrong"}, {"login": "nobody"}]
)
def test_a_wrong_login_and_a_wrong_password_are_one_answer(nobody, lin, said):
    answer = sign_in(nobody, **said)
    assert problem(answer) == (401, "wrong_login")
    assert answer["WWW-Authenticate"] == "Token"


def test_who_may_not_sign_in_any_more_gets_no_token(nobody, lin):
    lin.account.is_active = False
    lin.account.save()
    assert problem(sign_in(nobody, login="lin")) == (401, "wrong_login")


@pytest.mark.parametrize("keyed", [False, True])
def test_guessing_ends_after_ten_tries(nobody, lin, keyed):
    for n in range(10):
        headers = {"Idempotency-Key": f"try-{n}"} if keyed else {}
        nobody.post(
            f"{V1}/tokens/", {"login": "lin", "password": f"{n}"}, headers=headers
        )

    answer = sign_in(nobody, login="lin")

    assert problem(answer) == (429, "too_many_tries")
    assert 0 < int(answer["Retry-After"]) <= 600
    assert not Allowance.objects.filter(subject__contains="lin").exists()


def test_what_is_missing_is_said_by_field(nobody):
    answer = nobody.post(f"{V1}/tokens/", {"login": "lin"})
    assert problem(answer) == (400, "invalid")
    assert list(answer.json()["errors"]) == ["password"]


def test_a_token_is_for_less_where_less_is_asked(nobody, lin):
    assert sign_in(nobody, login="lin", scopes=["read"]).json()["scopes"] == ["read"]


def test_a_token_is_never_for_more_than_the_account(nobody, lin):
    answer = sign_in(nobody, login="lin", scopes=["read", "decide"])
    assert problem(answer) == (403, "scope_not_allowed")


def test_an_office_allows_to_decide(nobody, zhao):
    zhao.set_password(PASSWORD)
    zhao.save()
    assert sign_in(nobody, login="zhao").json()["scopes"] == ["read", "log", "decide"]


def test_scopes_are_all_a_token_may_do(association, zhao):
    calls = {
        "read": lambda caller: caller.get(f"{V1}/me/"),
        "log": lambda caller: caller.post(f"{V1}/sessions/", claim(association)),
        "decide": lambda caller: caller.post(
            f"{V1}/decisions/", {"decision": "approve", "sessions": []}
        ),
    }
    for scope in calls:
        for needed, call in calls.items():
            answer = call(signed_in(zhao, [scope]))
            if scope == needed:
                assert answer.status_code in (200, 201)
            else:
                assert problem(answer) == (403, "scope_missing")
                assert answer.json()["scope"] == needed


def test_what_anyone_may_read_needs_the_scope_where_a_token_is_shown(
    nobody, association, wang
):
    for path in ("totals/city/", f"organizations/{association.pk}/"):
        assert nobody.get(f"{V1}/{path}").status_code == 200
        answer = signed_in(wang, ["log"]).get(f"{V1}/{path}")
        assert problem(answer) == (403, "scope_missing")


def test_an_expired_token_is_worth_nothing_and_goes(nobody, lin):
    caller = signed_in(lin.account)
    Token.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert problem(caller.get(f"{V1}/me/")) == (401, "authentication_failed")
    assert sign_in(nobody, login="lin").status_code == 201
    assert Token.objects.count() == 1


def test_a_browser_session_is_no_token(lin):
    browser = Client()
    browser.force_login(lin.account)
    assert browser.get(f"{V1}/me/").status_code == 401
    answer = browser.post(f"{V1}/sessions/", {}, content_type="application/json")
    assert problem(answer) == (401, "not_authenticated")


@pytest.mark.parametrize("header", ["Token", "Token a b", "Token ÿ", "Token x"])
def test_a_token_that_is_none_is_refused(nobody, header):
    nobody.credentials(HTTP_AUTHORIZATION=header)
    assert problem(nobody.get(f"{V1}/me/"))[0] == 401


def test_an_account_without_person_may_ask_who_it_is(db):
    answer = signed_in(make_account("operator")).get(f"{V1}/me/").json()
    assert (answer["number"], answer["name"]) == (None, "operator")
    assert answer["appointments"] == []
