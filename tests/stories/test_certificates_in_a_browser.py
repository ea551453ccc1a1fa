"""Lin has a certificate made; a stranger checks it, before and after an hour goes."""

from datetime import date

import pytest
from playwright.sync_api import expect

from hours import rules
from recognition import rules as recognition
from recognition.certifying.signing import signed_text
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


OFFLINE = {
    "zh-hans": {"signed": "由我们签发", "unsigned": "不是我们签发", "kept": "已保存"},
    "en": {
        "signed": "Signed by us",
        "unsigned": "Not signed by us",
        "kept": "It is kept on this device",
    },
}


def test_checked_where_there_is_no_network(
    screen, language, live_server, association, lin, zhao
):
    words = OFFLINE[language]
    counted(lin, association, zhao, "2020-03-03", minutes=90)
    certificate = recognition.certify(
        volunteer=lin,
        first=date(2020, 1, 1),
        last=date(2020, 12, 31),
        by=lin.account,
        at=EVENING,
    )
    said = signed_text(certificate)
    page = f"{live_server.url}/verify/offline/"

    # Once with network: from then on the page is there.
    screen.goto(page)
    expect(screen.locator("[data-kept]")).to_contain_text(words["kept"])
    fits(screen)
    screen.context.set_offline(True)

    # The code is scanned: that opens the page, and what it says is verified here.
    screen.goto("about:blank")
    screen.goto(f"{page}#{said}")
    expect(screen.locator("[data-verdict]:visible")).to_contain_text(words["signed"])
    expect(screen.locator("[data-told=name]")).to_have_text("林*")
    expect(screen.locator("[data-told=hours]")).to_have_text("1.50")
    fits(screen)

    # Typed, with one letter wrong.
    forged = said.replace("HH1.e", "HH1.f")
    screen.locator("[name=said]").fill(forged)
    screen.locator("main form .hh-btn-primary").click()
    expect(screen.locator("[data-verdict]:visible")).to_contain_text(words["unsigned"])
    screen.context.set_offline(False)
