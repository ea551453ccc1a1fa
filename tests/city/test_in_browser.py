"""The city's pages on a phone and at a desk, in both languages, for everyone."""

from pathlib import Path

import pytest
from django.conf import settings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PAGES = [
    "/",
    "/figures/",
    "/organizations/",
    "/organizations/{organization}/",
    "/organizations/{organization}/members/",
    "/organizations/{organization}/sessions/",
    "/sites/",
    "/sites/320700/",
    "/city/",
    "/city/organizations/",
    "/city/volunteers/",
    "/city/districts/320706/",
]


@pytest.fixture
def signed_in(client, live_server, context, watch):
    client.force_login(watch)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [
            {
                "name": settings.SESSION_COOKIE_NAME,
                "value": session,
                "url": live_server.url,
            }
        ]
    )


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_and_can_be_used_by_everyone(
    width, language, busy_city, signed_in, live_server, context, page
):
    context.add_cookies(
        [{"name": "django_language", "value": language, "url": live_server.url}]
    )
    broken = []
    page.on("console", lambda line: line.type == "error" and broken.append(line.text))
    for path in PAGES:
        path = path.format(organization=busy_city[0].pk)
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{live_server.url}{path}?year=2020")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        # As high as the page: nothing lies under the tabs at the bottom.
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(AXE.read_text())
        found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
        assert [one["id"] for one in found["violations"]] == [], path
    assert broken == []


def test_a_number_leads_to_the_rows_behind_it(busy_city, signed_in, live_server, page):
    page.goto(f"{live_server.url}/city/?year=2020")
    page.locator(".hh-more > summary").click()
    page.locator(".hh-more").get_by_role("link").first.click()
    page.wait_for_url("**/city/organizations/?year=2020&month=*")
    page.locator("tbody a").first.click()
    page.wait_for_url("**/sessions/?year=2020&month=*")
    assert page.locator("tbody tr").count() > 0
