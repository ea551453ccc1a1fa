"""A long day goes up: Zhao sees it leave, Secretary Xu decides it, Wang the longest."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hours.models import Session
from tests.browser import fits
from tests.factories import appoint, log_session, make_organization, make_volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "zh-hans": {"goes": "由连云港市志愿者总会审核", "below": "下级组织报来"},
    "en": {"goes": "Goes to: 连云港市志愿者总会", "below": "From organizations below"},
}


@pytest.fixture
def federation(association):
    above = make_organization("连云港市志愿者总会")
    association.parent = above
    association.save()
    return above


@pytest.fixture
def xu(federation):
    return appoint(make_volunteer("xu", name="徐总会").account, "approver", federation)


def served(organization, minutes, name):
    day = timezone.localdate() - timedelta(days=1)
    return log_session(
        volunteer=make_volunteer(f"who{minutes}", name=name),
        organization=organization,
        minutes=minutes,
        start=f"{day} 06:00",
        at=timezone.now(),
    )


def test_a_long_day_goes_up(
    language, screen, context, browse_as, live_server, association, zhao, xu
):
    long = served(association, 500, "周连岛")
    desk = f"{live_server.url}/desk/"

    browse_as(zhao, language)
    screen.goto(f"{desk}?view=higher")
    expect(screen.locator(".hh-srow")).to_contain_text(WORDS[language]["goes"])
    # At a desk the details come beside the list a moment later.
    if screen.viewport_size["width"] >= 1280:
        expect(screen.locator(".hh-detail-acts .hh-flag")).to_be_visible()
    assert screen.locator("#bar").count() == 0
    fits(screen)

    browse_as(xu, language)
    screen.goto(desk)
    link = screen.get_by_role("link", name=WORDS[language]["below"]).first
    link.click()
    expect(screen.locator(".hh-srow")).to_contain_text("周连岛")
    expect(screen.locator(".hh-srow")).to_contain_text(association.label)
    fits(screen)
    screen.locator(".hh-srow .hh-tick").first.check()
    screen.locator("#approve-ticked").click()
    expect(screen.locator("#toast")).to_be_visible()
    assert Session.objects.get(pk=long.pk).status == "approved"


def test_the_city_s_own(language, screen, browse_as, live_server, beach_team, wang):
    served(beach_team, 730, "王海风")
    browse_as(wang, language)
    screen.goto(f"{live_server.url}/desk/")
    fits(screen)
    screen.locator("section[aria-labelledby=for-the-city] a").click()
    expect(screen.locator(".hh-srow")).to_contain_text("王海风")
    fits(screen)
