"""Lin closes her account: told what happens, proves it is her, and is gone."""

import re

import pytest
from playwright.sync_api import expect

from hours.rules import approve
from tests.browser import fits
from tests.codes import code_sent_to
from tests.factories import NOON, appoint, log_session
from volunteers.models import ClosedRecord, Volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = "+8613800138000"


def test_lin_closes_her_account(
    language, screen, browse_as, live_server, lin, association, zhao
):
    counted = log_session(volunteer=lin, organization=association)
    approve(sessions=[counted], by=zhao, at=NOON)
    log_session(volunteer=lin, organization=association, start="2020-03-04 09:00")
    lin.account.phone = PHONE
    lin.account.save()
    browse_as(lin.account, language)

    screen.goto(f"{live_server.url}/me/data/")
    fits(screen)
    screen.locator("a[href='/me/close/']").click()
    expect(screen).to_have_url(re.compile("/me/close/$"))
    expect(screen.locator("main")).to_contain_text("2.00")
    fits(screen)
    screen.locator("form:has([name=agree]) button").click()
    expect(screen.locator("[role=alert]").first).to_be_visible()
    fits(screen)
    screen.locator("[name=agree]").check()
    screen.locator("form:has([name=agree]) button").click()

    expect(screen).to_have_url(re.compile("/account/confirm/"))
    fits(screen)
    screen.locator("[name=send]").click()
    screen.locator("[name=code]").fill(code_sent_to(PHONE))
    screen.locator("[name=code]").press("Enter")
    expect(screen).to_have_url(re.compile("/me/close/now/$"))
    fits(screen)
    assert not ClosedRecord.objects.exists()
    screen.locator("main form button").click()

    expect(screen).to_have_url(re.compile("/closed/$"))
    fits(screen)
    screen.goto(f"{live_server.url}/me/")
    expect(screen).to_have_url(re.compile("/login/"))
    assert Volunteer.objects.get(pk=lin.pk).is_closed


def test_captain_zhao_is_told_to_hand_over(
    language, screen, browse_as, live_server, zhao, mei, association
):
    browse_as(zhao, language)
    screen.goto(f"{live_server.url}/me/close/")
    expect(screen.locator("[role=alert]")).to_be_visible()
    expect(screen.locator("[name=agree]")).to_have_count(0)
    expect(screen.locator("main")).to_contain_text(association.name)
    fits(screen)

    appoint(mei.account, "admin", association)
    screen.reload()
    expect(screen.locator("[name=agree]")).to_be_visible()
