"""Signing in on the page: by phone, e-mail or user name, and out again."""

import pytest

from tests.factories import make_volunteer

pytestmark = pytest.mark.django_db

PASSWORD = "see-you-at-the-harbor"


@pytest.fixture
def lan():
    volunteer = make_volunteer("lan", name="兰花果")
    account = volunteer.account
    account.email = "lan@example.com"
    account.phone = "+8613800138000"
    account.set_password(PASSWORD)
    account.save()
    return volunteer


def sign_in(client, username="lan", password=PASSWORD, **fields):
    said = {"username": username, "password": password} | fields
    return client.post("/login/", said)


@pytest.mark.parametrize(
    "login",
    ["lan", "LAN@example.com", "13800138000", "138 0013 8000", "+8613800138000"],
)
def test_lan_signs_in_by_name_mail_or_phone(client, lan, login):
    page = sign_in(client, login)

    assert page.status_code == 302
    assert page.url == "/me/"
    assert client.session["_auth_user_id"] == str(lan.account_id)


def test_she_goes_where_she_was_going(client, lan):
    asked = client.get("/registered/")
    page = client.get(asked.url)
    assert page.context["next"] == "/registered/"

    assert sign_in(client, next="/registered/").url == "/registered/"


def test_nobody_is_sent_to_another_site(client, lan):
    assert sign_in(client, next="https://evil.example/").url == "/me/"
    assert client.get("/login/?next=//evil.example/").url == "/me/"


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh-hans", "登录名或密码不对"), ("en", "Login or password is not right")],
)
def test_a_wrong_password_is_said_and_the_login_stays(client, lan, language, sentence):
    client.cookies["django_language"] = language

    page = sign_in(client, password="wrong")

    told = page.content.decode()
    assert page.status_code == 401
    assert sentence in told
    assert 'value="lan"' in told
    assert "_auth_user_id" not in client.session


def test_after_ten_tries_she_waits(client, lan):
    for _ in range(10):
        sign_in(client, password="wrong")

    assert sign_in(client).status_code == 429


def test_the_pages_speak_the_language_of_the_account(client, lan):
    lan.account.language = "en"
    lan.account.save()

    sign_in(client)

    assert client.cookies["django_language"].value == "en"


def test_signing_out_takes_a_post(client, lan):
    client.force_login(lan.account)

    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/").url == "/"
    assert "_auth_user_id" not in client.session


def test_the_language_one_switches_to_is_there_at_the_next_sign_in(client, lin):
    client.force_login(lin.account)
    client.post("/language/", {"language": "en", "next": "/me/"})

    lin.account.refresh_from_db()
    assert lin.account.language == "en"
