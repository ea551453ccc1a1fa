"""Lin has a certificate made; a stranger checks it, before and after an hour goes."""

import pytest
from playwright.sync_api import expect

from hours import rules
from tests.browser import fits
from tests.factories import EVENING
from tests.recognition.conftest import counted

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "zh-hans": {"valid": "证明有效", "revoked": "证明已被撤销", "newer": "已有新版"},
    "en": {
        "valid": "This certificate is valid",
        "revoked": "This certificate was revoked",
        "newer": "There is a newer one",
    },
}


def test_made_checked_revoked_and_made_again(
    screen, language, browse_as, browser, live_server, association, lin, zhao, wang
):
    words = WORDS[language]
    first = counted(lin, association, zhao, "2020-03-03")
    counted(lin, association, zhao, "2020-03-04", minutes=90)

    # On the way home, Lin makes one.
    browse_as(lin.account, language)
    screen.goto(f"{live_server.url}/me/")
    screen.locator("main a[href='/me/certificates/']").click()
    fits(screen)
    expect(screen.locator(".hh-said-sum")).to_contain_text("3.50")
    screen.locator("form[method=post] .hh-btn-primary").click()
    fits(screen)
    expect(screen.locator("h1")).to_have_text(words["valid"])
    address = screen.url
    with screen.expect_download() as held:
        screen.locator("main a[href$='/certificate.pdf']").click()
    assert held.value.suggested_filename.startswith("Z20")

    # A stranger has the paper before them.
    stranger = browser.new_context(locale="zh-CN").new_page()
    stranger.goto(f"{live_server.url}/verify/")
    stranger.locator("[name=said]").fill(address)
    stranger.locator("main form .hh-btn-primary").click()
    expect(stranger.locator("main")).to_contain_text("林*")
    expect(stranger.locator("main")).not_to_contain_text("林小港")

    # One of the hours is taken back.
    rules.reverse(sessions=[first], reason="It was not held", by=wang, at=EVENING)
    screen.reload()
    fits(screen)
    expect(screen.locator("h1")).to_have_text(words["revoked"])
    stranger.reload()
    expect(stranger.locator(".hh-verdict-revoked")).to_be_visible()

    # What is left is certified anew.
    screen.locator("main .hh-btn-primary").click()
    expect(screen.locator(".hh-said-sum")).to_contain_text("1.50")
    screen.locator("form[method=post] .hh-btn-primary").click()
    expect(screen.locator("h1")).to_have_text(words["valid"])
    screen.goto(address)
    fits(screen)
    expect(screen.locator("h1")).to_have_text(words["newer"])
