"""Captain Zhao lets a rule approve what nobody needs to look at, and Lin reads why."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hours.automatic.deciding import decide_if_due
from tests.browser import fits
from tests.hours.at_the_rules import an_id, status
from tests.hours.test_automatic_pages import served

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_rule_is_tried_kept_and_switched_on(
    language, screen, browse_as, live_server, association, zhao, qian, lin
):
    session = served(association, qian, volunteer=lin)
    served(association, qian, id=an_id(association, drawn=True))
    browse_as(zhao, language)
    screen.goto(f"{live_server.url}/desk/")
    screen.locator('a[href$="/automatic/"]').click()
    fits(screen)

    screen.locator("[name=most_minutes]").fill("120")
    screen.locator("button[name=try]").click()
    expect(screen.locator("#tried")).to_be_visible()
    expect(screen.locator("[name=most_minutes]")).to_have_value("120")
    fits(screen)
    screen.locator("button[name=keep]").click()
    screen.locator('form[action$="/switch-on/"] button').click()
    expect(screen.locator('form[action$="/switch-off/"]')).to_be_visible()
    fits(screen)

    decide_if_due(at=timezone.now())
    assert status(session) == "approved"
    screen.goto(f"{live_server.url}/organizations/{association.pk}/automatic/decided/")
    expect(screen.locator(".hh-rows > li")).to_have_count(2)
    fits(screen)

    browse_as(lin.account, language)
    screen.goto(f"{live_server.url}/sessions/{session.pk}/")
    expect(screen.locator("#automatic")).to_be_visible()
    fits(screen)
