"""The city's pages on a phone and at a desk, in both languages, for everyone."""

import pytest

from tests.browser import fits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

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
    "/city/reports/",
    "/organizations/{organization}/reports/",
]


@pytest.mark.slow
def test_pages_fit_and_can_be_used_by_everyone(
    language, busy_city, watch, browse_as, live_server, screen
):
    browse_as(watch, language)
    broken = []
    screen.on("console", lambda line: line.type == "error" and broken.append(line.text))
    for path in PAGES:
        path = path.format(organization=busy_city[0].pk)
        screen.goto(f"{live_server.url}{path}?year=2020")
        fits(screen)
    assert broken == []


def test_a_number_leads_to_the_rows_behind_it(
    busy_city, watch, browse_as, live_server, page
):
    browse_as(watch)
    page.goto(f"{live_server.url}/city/?year=2020")
    more = page.locator(".hh-more").first
    more.locator("summary").click()
    more.get_by_role("link").first.click()
    page.wait_for_url("**/city/organizations/?year=2020&month=*")
    page.locator("tbody a").first.click()
    page.wait_for_url("**/sessions/?year=2020&month=*")
    assert page.locator("tbody tr").count() > 0


def test_a_question_is_asked_by_keyboard_and_narrowed_by_its_lines(
    busy_city, watch, browse_as, live_server, page
):
    browse_as(watch, "en")
    page.goto(f"{live_server.url}/city/reports/")
    year = page.get_by_label("Year", exact=True)
    year.fill("2020")
    page.get_by_label("One line for each").select_option("district")
    year.press("Enter")
    page.wait_for_url("**/city/reports/?year=2020*by=district*")
    page.locator("tbody a").first.click()
    page.wait_for_url("**/city/reports/?year=2020&by=organization&district=*")
    page.get_by_role("link", name="Without this:").click()
    page.wait_for_url("**/city/reports/?year=2020&by=organization")
    assert page.locator("tbody tr").count() == 5
