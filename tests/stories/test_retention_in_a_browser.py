"""Director Wang reads how long data is kept, on a phone and at a desk."""

import pytest
from playwright.sync_api import expect

from tests.browser import fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_terms_are_read(screen, language, browse_as, live_server, wang):
    browse_as(wang, language)
    screen.goto(f"{live_server.url}/city/retention/")

    expect(screen.locator("main table")).to_be_visible()
    fits(screen)
