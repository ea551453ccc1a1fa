"""A long day goes up: Zhao sees it leave, Secretary Xu decides it, Wang the longest."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hours.models import Session
from tests.browser import accuse, width_of
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


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_long_day_goes_up(
    width, language, page, context, browse_as, live_server, association, zhao, xu
):
    long = served(association, 500, "周连岛")
    page.set_viewport_size({"width": width, "height": 800})
    desk = f"{live_server.url}/desk/"

    browse_as(zhao, language)
    page.goto(f"{desk}?view=higher")
    expect(page.locator(".hh-srow")).to_contain_text(WORDS[language]["goes"])
    if width >= 1280:  # the details come beside the list a moment later
        expect(page.locator(".hh-detail-acts .hh-flag")).to_be_visible()
    assert page.locator("#bar").count() == 0
    assert width_of(page) <= width
    assert accuse(page) == []

    browse_as(xu, language)
    page.goto(desk)
    link = page.get_by_role("link", name=WORDS[language]["below"]).first
    link.click()
    expect(page.locator(".hh-srow")).to_contain_text("周连岛")
    expect(page.locator(".hh-srow")).to_contain_text(association.label)
    assert width_of(page) <= width
    assert accuse(page) == []
    page.locator(".hh-srow .hh-tick").first.check()
    page.locator("#approve-ticked").click()
    expect(page.locator("#toast")).to_be_visible()
    assert Session.objects.get(pk=long.pk).status == "approved"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_city_s_own(
    width, language, page, browse_as, live_server, beach_team, wang
):
    served(beach_team, 730, "王海风")
    page.set_viewport_size({"width": width, "height": 800})
    browse_as(wang, language)
    page.goto(f"{live_server.url}/desk/")
    assert width_of(page) <= width
    assert accuse(page) == []
    page.locator("section[aria-labelledby=for-the-city] a").click()
    expect(page.locator(".hh-srow")).to_contain_text("王海风")
    assert width_of(page) <= width
    assert accuse(page) == []
