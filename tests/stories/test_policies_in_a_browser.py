"""Director Wang looks what another number would change, and sets it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from policies.reports import number
from tests.browser import fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CODE = "day_minutes_organization"


def test_a_number_is_tried_and_set(screen, language, browse_as, live_server, wang):
    tomorrow = timezone.localdate() + timedelta(days=1)
    browse_as(wang, language)
    screen.goto(f"{live_server.url}/city/policies/")
    fits(screen)

    screen.locator(f'a[href$="{CODE}/"]').click()
    screen.locator("[name=value]").fill("420")
    screen.locator("button[name=try]").click()
    expect(screen.locator("#tried")).to_be_visible()
    expect(screen.locator("[name=value]")).to_have_value("420")
    fits(screen)
    assert number(CODE, on=tomorrow) == 480

    screen.locator("form .hh-btn-primary").click()
    expect(screen.locator("#to-come")).to_be_visible()
    fits(screen)
