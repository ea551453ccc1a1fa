"""The main job, by hand: on a phone and at a desk, in both languages."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hours.models import OrganizationMonth, VolunteerYear
from hours.reconcile import reconcile
from tests.browser import fits
from tests.second_factors import app_shows, set_up_app
from volunteers.access.proof import has_second_factor
from volunteers.rules import join

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "harbour-at-dawn"
WORDS = {
    "zh-hans": {
        "taken": "这段时间您已经有登记了",
        "undo": "撤销",
        "closed": "海滩那天封闭",
    },
    "en": {
        "taken": "You already have hours at this time",
        "undo": "Undo",
        "closed": "The beach was closed that day",
    },
}


@pytest.fixture
def words(language):
    """What the pages say, in the language of the reader."""
    return WORDS[language]


@pytest.fixture
def visit(screen, live_server):
    def go(path):
        screen.goto(f"{live_server.url}{path}")
        fits(screen)

    return go


@pytest.fixture
def sign_in(screen, visit):
    def go(account):
        account.set_password(PASSWORD)
        account.save()
        screen.context.clear_cookies(name="sessionid")
        visit("/login/")
        screen.locator("[name=username]").fill(account.username)
        screen.locator("[name=password]").fill(PASSWORD)
        if account.needs_second_factor and not has_second_factor(account):
            set_up_app(account)
        screen.locator("[name=password]").press("Enter")
        if account.needs_second_factor:
            screen.locator("[name=code]").fill(app_shows(account))
            screen.locator("[name=code]").press("Enter")
        expect(screen).not_to_have_url(re.compile("/login/"))

    return go


def fill_in_two_hours_of(page, day: date, association, activity):
    page.locator(f"[name=organization][value='{association.pk}']").check(force=True)
    page.locator(f"#activity-{activity.pk}").check(force=True)
    box = page.locator(f"#day-{day}")
    if not box.is_checked():
        box.press("Space")  # the bar at the bottom may lie over the day
    page.locator("#log-start").fill("09:00")
    page.locator("#log-length").select_option("120")


def counted(lin, association, day: date):
    """Minutes of Lin's year and of the association's month, as the totals say."""
    years = VolunteerYear.objects.filter(volunteer=lin, year=day.year)
    months = OrganizationMonth.objects.filter(
        organization=association, month=day.replace(day=1)
    )
    return [sum(one.minutes for one in totals) for totals in (years, months)]


def test_two_hours_travel_from_the_phone_to_the_city_and_back(
    screen, words, visit, sign_in, lin, association, beach_cleaning, zhao, wang
):
    day = timezone.localdate() - timedelta(days=1)
    join(volunteer=lin, organization=association, at=timezone.now())

    # Lin logs two hours of yesterday.
    sign_in(lin.account)
    visit("/me/")
    visit("/sessions/log/")
    fill_in_two_hours_of(screen, day, association, beach_cleaning)
    screen.locator("#log-sum button").click()
    expect(screen.locator(".hh-receipt")).to_contain_text("2.00")
    fits(screen)

    # Once more the same time: the page says so while Lin types.
    visit("/sessions/log/")
    fill_in_two_hours_of(screen, day, association, beach_cleaning)
    expect(screen.locator("#log-check")).to_contain_text(words["taken"])
    fits(screen)
    assert counted(lin, association, day) == [0, 0]

    # Captain Zhao approves it at the desk.
    sign_in(zhao)
    visit("/desk/")
    screen.get_by_role("link", name="林小港").click()
    screen.locator("#acts button[value=approve]").click()
    expect(screen.locator("#toast")).to_contain_text(words["undo"])
    assert counted(lin, association, day) == [120, 120]

    # Lin's year, the association's month and the city's total show it.
    sign_in(lin.account)
    visit(f"/me/?year={day.year}")
    expect(screen.locator(".hh-hero")).to_contain_text("2.00")
    sign_in(wang)
    visit(f"/organizations/{association.pk}/?year={day.year}")
    expect(screen.locator("main")).to_contain_text("2.00")
    visit(f"/city/?year={day.year}")
    expect(screen.locator("main")).to_contain_text("0.66")  # a registered volunteer

    # The beach was closed: Zhao corrects it, and the ledger keeps both lines.
    sign_in(zhao)
    visit("/desk/?view=counted")
    screen.get_by_role("link", name="林小港").click()
    screen.locator("#acts button[value=reverse]").click()
    screen.locator("[name=reason]").fill(words["closed"])
    if screen.locator("[name=typed]").count():
        screen.locator("[name=typed]").fill("1")
    fits(screen)
    screen.locator(".hh-dialog button.hh-btn-kill").click()
    expect(screen.locator("#toast")).not_to_be_empty()
    assert counted(lin, association, day) == [0, 0]
    entries = lin.entries.order_by("id").values_list("minutes", flat=True)
    assert list(entries) == [120, -120]
    assert reconcile() == []
