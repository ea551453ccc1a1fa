"""Lin asks what is near her; her phone says where she is, and she may refuse."""

import pytest
from playwright.sync_api import expect

from tests.activities.published import published, times
from tests.browser import fits
from volunteers.models import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AT_HOME = {"latitude": 34.73781, "longitude": 119.38333}
WORDS = {
    "zh-hans": {"near": "我附近", "far": "约 5 公里", "instead": "没有提供您的位置"},
    "en": {
        "near": "Near me",
        "far": "about 5 km away",
        "instead": "did not say where you are",
    },
}


@pytest.fixture
def port(association, zhao):
    site = Site.objects.create(
        code="320703-I02",
        kind="institute",
        name="连云街道新时代文明实践所",
        name_en="Lianyun Subdistrict Practice Institute",
        district_id="320703",
        latitude=34.74,
        longitude=119.436,
    )
    return published(association, zhao, times(2), site=site, title="净滩", title_en="")


def test_the_nearest_first_where_one_is(screen, language, live_server, port):
    words, main = WORDS[language], screen.locator("main")
    sent = []
    screen.on("request", lambda request: sent.append(request))
    screen.context.set_geolocation(AT_HOME)
    screen.context.grant_permissions(["geolocation"], origin=live_server.url)

    screen.goto(f"{live_server.url}/activities/")
    fits(screen)
    main.get_by_role("button", name=words["near"]).click()

    expect(main).to_contain_text(words["far"])
    fits(screen)
    # Where she is stands in no address, and in the form only to a kilometre.
    assert screen.url == f"{live_server.url}/activities/near/"
    (asked,) = [one for one in sent if one.method == "POST"]
    assert "latitude=34.74&longitude=119.38" in asked.post_data

    # She would rather not say it from now on.
    screen.context.clear_permissions()
    screen.goto(f"{live_server.url}/activities/near/")
    main.get_by_role("button", name=words["near"]).click()
    expect(main).to_contain_text(words["instead"])
    main.get_by_role("searchbox").fill("连云街道")
    main.get_by_role("searchbox").press("Enter")
    expect(main).to_contain_text("净滩")
    fits(screen)
