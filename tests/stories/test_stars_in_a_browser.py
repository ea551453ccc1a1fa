"""Lin reaches a star: awarded on a list, objected to, kept, and hers."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from recognition import rules
from recognition.models import StarAward
from recognition.rating.finding import find
from tests.browser import fits
from tests.recognition.conftest import counted
from tests.recognition.starred import small_stars

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_found_announced_objected_to_and_awarded(
    screen, language, browse_as, live_server, association, lin, mei, zhao, wang
):
    def look(address):
        screen.goto(f"{live_server.url}{address}")
        fits(screen)

    small_stars()
    counted(lin, association, zhao, "2020-03-03")
    find(at=timezone.now())

    browse_as(wang, language)
    look("/city/stars/")
    screen.locator("main table a[href$='state=found']").click()
    fits(screen)
    screen.locator("main form .hh-btn-primary").click()
    expect(screen.locator("main table")).to_contain_text(lin.number)

    browse_as(mei.account, language)
    look("/stars/")
    expect(screen.locator("main table")).to_contain_text("林*")
    screen.locator("main table a[href^='/stars/']").click()
    screen.locator("main form .hh-btn-primary").click()
    expect(screen.locator("#id_words_error")).to_be_visible()
    fits(screen)
    screen.locator("[name=words]").fill("那天她不在")
    screen.locator("main form .hh-btn-primary").click()
    expect(screen.locator("main table")).to_be_visible()

    browse_as(wang, language)
    look("/city/stars/people/?state=review")
    screen.locator("main table a[href^='/city/stars/']").click()
    expect(screen.locator("main")).to_contain_text("那天她不在")
    screen.locator("label:has([value=kept])").click()
    screen.locator("[name=words]").fill("签到记录齐全")
    fits(screen)
    screen.locator("[value=decide]").click()
    expect(screen.locator("[value=object]")).to_be_visible()
    rules.hold_due(at=timezone.now() + timedelta(days=20))
    assert StarAward.objects.get().is_held

    browse_as(lin.account, language)
    look("/me/")
    screen.locator("main a[href='/me/stars/']").first.click()
    fits(screen)
    expect(screen.locator(".hh-badge-approved")).to_be_visible()
