"""One's account: sessions, tokens, password, phone."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client

from config.sms import memory
from tests.api.calls import signed_in
from tests.codes import a_while_later, code_sent_to, words_sent_to
from tests.signed_in import prove_once
from volunteers.models import Account, Token

pytestmark = pytest.mark.django_db

PASSWORD, NEW = "see-you-at-the-harbor", "harbour-at-dawn"
OLD_PHONE, NEW_PHONE = "+8613800138000", "+8613805131234"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
WECHAT = "Mozilla/5.0 (Linux; Android 14) Chrome/116 MicroMessenger/8.0.48"


@pytest.fixture
def lan(lin):
    account = lin.account
    account.phone = OLD_PHONE
    account.set_password(PASSWORD)
    account.save()
    return account


def enter(browser=FIREFOX, address="10.0.0.7", password=PASSWORD):
    client = Client(headers={"User-Agent": browser}, REMOTE_ADDR=address)
    said = {"username": "lin", "password": password}
    assert client.post("/login/", said).status_code == 302
    return client


def is_signed_in(client):
    return client.get("/account/").status_code == 200


def test_one_sees_where_one_is_signed_in_and_ends_it_there(lan):
    at_home = enter()
    on_the_phone = enter(WECHAT, "36.153.1.2")

    shown = at_home.get("/account/").content.decode()
    assert "Firefox · Linux" in shown
    assert "微信 · Android" in shown
    assert "36.153.*.*" in shown
    assert "36.153.1.2" not in shown

    other = UserSession.objects.get(ip="36.153.1.2")
    at_home.post("/account/sessions/end/", {"session": other.pk})
    assert not is_signed_in(on_the_phone)
    assert is_signed_in(at_home)


def test_everywhere_else_at_once(lan):
    others = [enter(), enter()]
    here = enter()

    here.post("/account/sessions/end/")

    assert [is_signed_in(client) for client in [*others, here]] == [False, False, True]


@pytest.mark.parametrize("which", ["other", "x", "²", "1" * 30])
def test_nobody_ends_anothers(lan, mei, which):
    enter()
    hers = UserSession.objects.get(user=lan).pk
    client = Client()
    client.force_login(mei.account)

    page = client.post(
        "/account/sessions/end/", {"session": hers if which == "other" else which}
    )

    assert page.status_code == 404
    assert UserSession.objects.filter(pk=hers).exists()


def test_tokens_are_listed_and_ended_by_their_owner(client, lan, mei):
    signed_in(lan)
    signed_in(mei.account)
    hers = Token.objects.get(user=mei.account).token_key
    mine = Token.objects.get(user=lan).token_key
    client.force_login(lan)

    shown = client.get("/account/").content.decode()
    assert (mine in shown, hers in shown) == (True, False)
    assert client.post("/account/tokens/end/", {"token": hers}).status_code == 404
    assert client.post("/account/tokens/end/", {"token": "\0"}).status_code == 404
    client.post("/account/tokens/end/", {"token": mine})
    assert list(Token.objects.values_list("token_key", flat=True)) == [hers]


def test_whoever_forgot_the_password_comes_in_by_a_code_and_chooses_another(lan):
    elsewhere = enter()
    signed_in(lan)
    client = Client()
    client.post("/login/", {"username": "13800138000"})
    client.post("/login/code/", {"code": code_sent_to(OLD_PHONE)})

    page = client.post("/account/password/", {"password": "1234"})
    assert page.status_code == 422
    assert client.post("/account/password/", {"password": NEW}).url == "/account/"

    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)
    assert not Token.objects.exists()
    enter(password=NEW)


def test_who_signed_in_long_ago_proves_it_once_more(client, lan):
    client.force_login(lan)
    prove_once(client)
    page = client.get("/account/password/")
    assert page.url == "/account/confirm/?next=/account/password/"
    confirm = page.url

    wrong = client.post(confirm, {"password": "wrong"})
    assert wrong.status_code == 401
    page = client.post(confirm, {"send": "1"})
    assert page.url == f"{confirm}&sent=1"
    assert "138****8000" in client.get(page.url).content.decode()
    page = client.post(page.url, {"code": code_sent_to(OLD_PHONE)})
    assert page.url == "/account/password/"
    assert client.get(page.url).status_code == 200


def test_confirming_leads_to_no_other_site(client, lan):
    client.force_login(lan)
    page = client.post(
        "/account/confirm/?next=https://evil.example/", {"password": PASSWORD}
    )
    assert page.url == "/account/"


def change_to(client, to):
    return client.post("/account/phone/", {"to": to})


def prove(client, to):
    return client.post("/account/phone/prove/", {"code": code_sent_to(to)})


def test_a_new_phone_is_proved_and_the_old_one_told(lan):
    client = enter()
    assert change_to(client, "１３８ 0513 1234").url == "/account/phone/prove/"
    lan.refresh_from_db()
    assert lan.phone == OLD_PHONE  # not before it is proved

    assert prove(client, NEW_PHONE).url == "/account/"

    lan = Account.objects.get(username="lin")
    assert (lan.phone, lan.volunteer.phone) == (NEW_PHONE, NEW_PHONE)
    assert "已更换手机号" in words_sent_to(OLD_PHONE)


def test_a_new_address_is_proved_by_mail(lan):
    client = enter()
    change_to(client, "Lin@Example.org")
    prove(client, "lin@example.org")
    lan.refresh_from_db()
    assert lan.email == "lin@example.org"


def test_anothers_phone_is_not_taken_and_nobody_learns_it_is_anothers(lan, mei):
    mei.account.phone = NEW_PHONE
    mei.account.save()
    client = enter()

    page = change_to(client, "13805131234")
    assert page.url == "/account/phone/prove/"

    assert "验证码" not in words_sent_to(NEW_PHONE)
    assert client.post(page.url, {"code": "000000"}).status_code == 422


def test_a_phone_that_became_anothers_meanwhile_is_refused(lan, mei):
    client = enter()
    change_to(client, "13805131234")
    mei.account.phone = NEW_PHONE
    mei.account.save()

    assert prove(client, NEW_PHONE).status_code == 422
    lan.refresh_from_db()
    assert lan.phone == OLD_PHONE


@pytest.mark.parametrize("typed", ["", "1", "\0", "a@b", "１" * 10_000, "\u202e"])
def test_what_is_neither_phone_nor_address_is_a_sentence_at_the_field(lan, typed):
    client = enter()
    page = change_to(client, typed)
    assert page.status_code == 422
    assert 'role="alert"' in page.content.decode()
    assert memory.outbox == []


def test_where_one_was_seen_is_written_down_every_ten_minutes_at_most(lan):
    client = enter()
    session = client.session
    session["seen_at"] -= 601
    session.save()
    before = UserSession.objects.get(user=lan).last_seen_at

    client.get("/account/", REMOTE_ADDR="10.9.9.9")

    seen = UserSession.objects.get(user=lan)
    assert seen.ip == "10.9.9.9"
    assert seen.last_seen_at > before
    a_while_later()


def test_another_persons_passkey_is_not_there(client, lan, mei):
    hers = Authenticator.objects.create(
        user=mei.account, type="webauthn", data={"name": "x"}
    )
    client.force_login(lan)
    page = client.post(f"/account/second-factor/passkeys/{hers.pk}/remove/")
    assert page.status_code == 404
    assert Authenticator.objects.filter(pk=hers.pk).exists()
