"""Signing in by a code: number, code, in."""

import re
import statistics
import time

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail

from config.sms import memory
from tests.codes import a_while_later, another, code_sent_to, words_sent_to
from tests.factories import make_account, make_volunteer

pytestmark = pytest.mark.django_db

LAN, NOBODY = "+8613800138000", "+8613805139999"


@pytest.fixture
def lan():
    account = make_volunteer("lan", name="兰花果").account
    account.email = "lan@example.com"
    account.phone = LAN
    account.save()
    return account


def ask(client, login, **more):
    return client.post("/login/", {"username": login, "password": ""} | more)


@pytest.mark.parametrize(
    "typed",
    [
        "13800138000",
        "138 0013 8000",
        "１３８００１３８０００",
        "+8613800138000",
        "\u202e138-0013-8000",
    ],
)
def test_number_then_code_and_lan_is_in(client, lan, typed):
    page = ask(client, typed, next="/registered/")
    assert page.url == "/login/code/"
    assert "138****8000" in client.get(page.url).content.decode()

    page = client.post(page.url, {"code": code_sent_to(LAN)})

    assert page.url == "/registered/"
    assert client.session["_auth_user_id"] == str(lan.pk)


def test_a_mail_does_as_well(client, lan):
    ask(client, "LAN@example.com")
    client.post("/login/code/", {"code": code_sent_to("lan@example.com")})

    assert client.session["_auth_user_id"] == str(lan.pk)
    assert memory.outbox == []


def seen(client, login):
    """All that whoever asks sees, up to a wrong code."""
    page = ask(client, login)
    shown = client.get("/login/code/").content.decode()
    wrong = client.post("/login/code/", {"code": "000000"})
    told = [page.url, shown, wrong.content.decode(), str(wrong.status_code)]
    token = client.cookies["csrftoken"].value if "csrftoken" in client.cookies else "-"
    return [_plain(text.replace(token, "")) for text in told]


def _plain(text):
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    text = re.sub(r'"X-CSRFToken": "[^"]*"', "", text)
    return text.replace("138****8000", "·").replace("138****9999", "·")


def test_who_has_no_account_sees_what_everyone_sees(client, lan):
    known = seen(client, "13800138000")
    client.cookies.clear()
    assert seen(client, "13805139999") == known

    assert "尚未注册" in words_sent_to(NOBODY)
    assert "_auth_user_id" not in client.session


def test_neither_queries_nor_messages_differ_for_who_has_no_account(
    client, lan, django_assert_num_queries
):
    for login in ("13800138000", "13805139999"):
        client.cookies.clear()
        with django_assert_num_queries(9):
            ask(client, login)
    assert [one.to for one in memory.outbox] == [LAN, NOBODY]


@pytest.mark.slow
def test_a_wrong_password_takes_as_long_without_an_account(client, lan, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    lan.password = make_password("something-else")
    lan.save()

    def seconds(login):
        a_while_later()
        begun = time.perf_counter()
        client.post("/login/", {"username": login, "password": "wrong"})
        return time.perf_counter() - begun

    pairs = [(seconds("lan"), seconds("nobody")) for _ in range(9)]
    known, unknown = (statistics.median(one) for one in zip(*pairs, strict=True))
    assert 0.5 < known / unknown < 2


def test_a_user_name_gets_a_sentence_and_no_code(client, lan):
    for login in ("lan", "nobody"):
        page = ask(client, login)
        assert page.status_code == 422
        assert "验证码只能发到手机号或邮箱" in page.content.decode()
    assert memory.outbox == mail.outbox == []


@pytest.mark.parametrize("typed", ["", "1", "１" * 10_000, "138\0", "a@b@c", "林"])
def test_what_is_no_number_is_a_sentence_at_the_field(client, lan, typed):
    page = ask(client, typed)
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()


@pytest.mark.parametrize("typed", ["", "x", "1" * 10_000, "12345\0", "１２３"])
def test_what_is_no_code_is_a_sentence_at_the_field(client, lan, typed):
    ask(client, "13800138000")
    page = client.post("/login/code/", {"code": typed})
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()


def test_a_second_code_at_once_is_too_soon_and_later_it_comes(client, lan):
    ask(client, "13800138000")
    page = client.post("/login/code/", {"again": "1"}, follow=True)
    assert "次数太多" in page.content.decode()

    a_while_later()
    client.post("/login/code/", {"again": "1"})
    assert len(memory.outbox) == 2


def test_a_gateway_that_refuses_is_a_sentence(client, lan, settings):
    settings.SMS_BACKEND, settings.SMS_URL = "http", "http://127.0.0.1:9/"
    for login in ("13800138000", "13805139999"):
        page = ask(client, login)
        assert page.status_code == 503
        assert "没有发出去" in page.content.decode()


def test_nobody_comes_in_without_asking_for_a_code(client, lan):
    assert client.get("/login/code/").url == "/login/"
    assert client.post("/login/code/", {"code": "000000"}).url == "/login/"


def test_a_closed_account_gets_no_code(client, lan):
    lan.is_active = False
    lan.save()
    ask(client, "13800138000")
    assert "尚未注册" in words_sent_to(LAN)


def test_nobody_is_sent_to_another_site(client, lan):
    ask(client, "13800138000", next="https://evil.example/")
    page = client.post("/login/code/", {"code": code_sent_to(LAN)})
    assert page.url == "/me/"


def test_the_session_in_the_database_holds_no_number(client, lan):
    ask(client, "13800138000")
    kept = str(dict(client.session.items()))
    assert "sent_to" in kept
    assert "3800138000" not in kept


def test_a_wrong_password_shuts_out_its_own_address_only(client, lan):
    lan.set_password("see-you-at-the-harbor")
    lan.save()

    def enter(password, address):
        said = {"username": "lan", "password": password}
        return client.post("/login/", said, REMOTE_ADDR=address).status_code

    assert [enter("wrong", "10.6.6.6") for _ in range(11)] == [401] * 10 + [429]
    assert enter("see-you-at-the-harbor", "10.6.6.6") == 429
    assert enter("see-you-at-the-harbor", "10.0.0.1") == 302


def test_an_attack_from_many_addresses_leaves_the_code_and_known_places(client, lan):
    lan.set_password("see-you-at-the-harbor")
    lan.save()

    def enter(password, address):
        client.cookies.clear()
        said = {"username": "lan", "password": password}
        return client.post("/login/", said, REMOTE_ADDR=address)

    # She has signed in from home before.
    assert enter("see-you-at-the-harbor", "10.0.0.1").status_code == 302
    for n in range(50):
        assert enter("wrong", f"10.6.0.{n}").status_code == 401

    shut = enter("see-you-at-the-harbor", "10.7.7.7")
    assert shut.status_code == 429
    assert "请用验证码登录" in shut.content.decode()
    assert enter("see-you-at-the-harbor", "10.0.0.1").status_code == 302
    client.cookies.clear()
    ask(client, "13800138000", REMOTE_ADDR="10.7.7.7")
    assert code_sent_to(LAN)


def test_an_office_that_signs_in_all_at_once_is_not_locked_out(client):
    for n in range(120):
        account = make_account(f"clerk{n}")
        account.set_password("see-you-at-the-harbor")
        account.save()
        client.cookies.clear()
        said = {"username": f"clerk{n}", "password": "see-you-at-the-harbor"}
        assert client.post("/login/", said).status_code == 302


def test_wrong_codes_are_said(client, lan):
    ask(client, "13800138000")
    page = client.post("/login/code/", {"code": another(code_sent_to(LAN))})
    assert page.status_code == 422
    assert "验证码不对" in page.content.decode()
