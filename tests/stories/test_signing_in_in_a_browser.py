"""Signing in by hand: a code on the phone, the app of an official, a passkey."""

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.browser import fits
from tests.codes import code_sent_to
from tests.second_factors import app_shows, code_for, recovery_codes, set_up_app

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "harbour-at-dawn"
PHONE = "+8613800138000"


@pytest.fixture
def screen(screen):
    """What these pages bring along, their own policy lets them use."""
    screen.on("console", lambda said: _no_refusal(said.text))
    return screen


def _no_refusal(text):
    assert "Content Security Policy" not in text, text


def prepared(account):
    account.set_password(PASSWORD)
    account.phone = PHONE
    account.save()
    return account


def press(page, name, value):
    page.locator(f"[name={name}]").fill(value)
    page.locator(f"[name={name}]").press("Enter")


def test_a_tired_person_needs_a_number_a_code_and_nothing_else(
    screen, language, live_server, lin
):
    prepared(lin.account)
    screen.goto(f"{live_server.url}/login/?next=/account/")
    fits(screen)
    press(screen, "username", "138 0013 8000")
    expect(screen).to_have_url(re.compile("/login/code/"))
    fits(screen)
    press(screen, "code", "000")
    expect(screen.locator("[role=alert]").first).to_be_visible()
    fits(screen)
    press(screen, "code", code_sent_to(PHONE))
    expect(screen).to_have_url(re.compile("/account/$"))
    fits(screen)


def test_director_wang_sets_up_an_app_and_comes_in_by_it_and_without_it(
    screen, language, live_server, wang
):
    prepared(wang)

    def enter():
        screen.context.clear_cookies(name="sessionid")
        screen.goto(f"{live_server.url}/login/?next=/city/")
        screen.locator("[name=username]").fill("wang")
        press(screen, "password", PASSWORD)

    enter()
    expect(screen).to_have_url(re.compile("/account/second-factor/"))
    fits(screen)
    screen.locator("a[href$='/app/']").click()
    fits(screen)
    press(screen, "code", code_for(screen.locator("code").inner_text()))
    expect(screen).to_have_url(re.compile("recovery-codes"))
    fits(screen)
    spare = screen.locator(".hh-enter-codes li").first.inner_text()
    assert spare in recovery_codes(wang)
    screen.goto(f"{live_server.url}/city/")
    fits(screen)

    # The phone is lost: a recovery code does.
    enter()
    expect(screen).to_have_url(re.compile("/login/second-factor/"))
    fits(screen)
    press(screen, "code", spare)
    expect(screen).to_have_url(re.compile("/city/"))


@pytest.fixture
def key(page):
    """A device that holds passkeys, asks for a fingerprint, and gets it."""
    driver = page.context.new_cdp_session(page)
    driver.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    driver.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_opens_the_account_by_itself(page, key, live_server, wang):
    set_up_app(prepared(wang))
    page.goto(f"{live_server.url}/login/?next=/account/second-factor/passkeys/add/")
    page.locator("[name=username]").fill("wang")
    press(page, "password", PASSWORD)
    press(page, "code", app_shows(wang))
    expect(page).to_have_url(re.compile("passkeys/add"))
    fits(page)
    page.locator("#passkey-add").click()
    expect(page).to_have_url(re.compile("/account/second-factor/$|/account/$"))
    assert Authenticator.objects.filter(user=wang, type="webauthn").count() == 1

    page.context.clear_cookies(name="sessionid")
    page.goto(f"{live_server.url}/login/?next=/city/")
    page.locator("#passkey-use").click()
    expect(page).to_have_url(re.compile("/city/"))


@pytest.mark.parametrize("width", [360, 1280])
def test_without_scripts_everything_but_passkeys_works(
    browser, live_server, lin, width
):
    prepared(lin.account)
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    page.goto(f"{live_server.url}/login/?next=/account/")
    assert not page.locator("#passkey-use").is_visible()
    press(page, "username", "13800138000")
    press(page, "code", code_sent_to(PHONE))
    expect(page).to_have_url(re.compile("/account/$"))
    context.close()
