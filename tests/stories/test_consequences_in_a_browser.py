"""Director Wang lets something follow from a proved case, and Lin reads why."""

import pytest
from playwright.sync_api import expect

from hours.integrity import cases
from hours.models import FindingState
from hours.rules import approve
from tests.browser import fits
from tests.city.test_integrity_pages import CENTRE, found
from tests.factories import NOON, log_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_hours_are_taken_back_and_ones_own_word_no_longer_taken(
    language, screen, browse_as, live_server, lin, zhao, wang, association
):
    session = log_session(volunteer=lin, organization=association)
    approve(sessions=[session], by=zhao, at=NOON)
    case = found(association, shown=[session.pk], people=[lin.pk])
    confirmed = FindingState.CONFIRMED
    cases.decide(finding=case, new=confirmed, words="没有人去过", by=wang, at=NOON)

    browse_as(wang, language)
    screen.goto(f"{live_server.url}{CENTRE}{case.pk}/")
    fits(screen)
    screen.locator("#take-back-words").fill("当天没有活动")
    screen.locator("form[action$='/take-back/'] button").click()
    expect(screen.locator("form[action$='/take-back/']")).to_have_count(0)
    restrict = screen.locator("form[action$='/restrict/']")
    restrict.locator("label:has([value=self_logging])").click()
    restrict.locator("[name=words]").fill("虚报时长")
    restrict.locator("button").click()
    expect(screen.locator("#restrict-people_error")).to_be_visible()
    expect(screen.locator("#restrict-words")).to_have_value("虚报时长")
    fits(screen)
    restrict = screen.locator("form[action$='/restrict/']")
    restrict.locator(f"label:has([value={lin.number}])").click()
    restrict.locator("button").click()
    expect(screen.locator("#follows")).to_be_visible()
    fits(screen)
    screen.goto(f"{live_server.url}/city/restrictions/")
    fits(screen)

    browse_as(lin.account, language)
    screen.goto(f"{live_server.url}/me/")
    fits(screen)
    screen.locator("main a[href^='/restrictions/']").click()
    expect(screen.locator("main")).to_contain_text("虚报时长")
    fits(screen)
