"""Director Wang reads how long data is kept, on a phone and at a desk."""

import pytest
from playwright.sync_api import expect

from tests.browser import accuse, width_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_terms_are_read(width, language, page, browse_as, live_server, wang):
    page.set_viewport_size({"width": width, "height": 800})
    browse_as(wang, language)
    page.goto(f"{live_server.url}/city/retention/")

    expect(page.locator("main table")).to_be_visible()
    assert width_of(page) <= width
    assert accuse(page) == []
