"""Director Wang looks what another number would change, and sets it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from policies.reports import number
from tests.browser import accuse, width_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CODE = "day_minutes_organization"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_number_is_tried_and_set(width, language, page, browse_as, live_server, wang):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page.set_viewport_size({"width": width, "height": 800})
    browse_as(wang, language)
    page.goto(f"{live_server.url}/city/policies/")
    assert width_of(page) <= width
    assert accuse(page) == []

    page.locator(f'a[href$="{CODE}/"]').click()
    page.locator("[name=value]").fill("420")
    page.locator("button[name=try]").click()
    expect(page.locator("#tried")).to_be_visible()
    expect(page.locator("[name=value]")).to_have_value("420")
    assert width_of(page) <= width
    assert accuse(page) == []
    assert number(CODE, on=tomorrow) == 480

    page.locator("form .hh-btn-primary").click()
    expect(page.locator("#to-come")).to_be_visible()
    assert accuse(page) == []
