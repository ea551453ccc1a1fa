"""Sun visits somebody at home, where there is no network: the need arrives once."""

import pytest
from playwright.sync_api import expect

from needs.models import Need
from tests.browser import fits
from tests.factories import appoint, make_account
from volunteers.models import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "zh-hans": {"offline": "没有网络", "waits": "待发送：1"},
    "en": {"offline": "No network", "waits": "Waiting: 1"},
}
STORED = "() => Object.keys(localStorage).filter((one) => one.startsWith('draft-'))"


def typed(screen):
    """Waits until what is typed is kept."""
    for _turn in range(30):
        if screen.evaluate(STORED):
            return
        screen.wait_for_timeout(100)
    pytest.fail("nothing is kept")


def test_a_home_visit_without_network(screen, language, browse_as, live_server):
    words = WORDS[language]
    station = Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )
    sun = appoint(make_account("sun"), "clerk", site=station)
    browse_as(sun, language)
    here = f"{live_server.url}/needs/counter/"
    kept, send = screen.locator("#kept"), screen.locator("[name=accept]")

    # Opened once with network, the page opens again without, and holds what is typed.
    screen.goto(here)
    expect(screen.locator("[data-keeps]")).to_be_visible()
    screen.context.set_offline(True)
    screen.goto("about:blank")
    screen.goto(here)
    screen.locator("[name=category]").select_option("repairs")
    screen.locator("[name=text]").fill("楼道灯坏了两周")
    screen.locator("[name=name]").fill("许海燕")
    screen.locator("[name=phone]").fill("13900139001")
    screen.locator("[name=channel][value=home_visit]").check()
    typed(screen)
    screen.goto("about:blank")
    screen.goto(here)
    expect(screen.locator("[name=name]")).to_have_value("许海燕")
    send.click()
    expect(kept).to_contain_text(words["offline"])
    expect(kept).to_contain_text(words["waits"])
    expect(screen.locator("[name=name]")).to_have_value("")
    fits(screen)
    assert not Need.objects.exists()

    # With network it is sent, once, and the number can be read out.
    screen.context.set_offline(False)
    expect(kept.locator("a")).to_be_visible()
    (need,) = Need.objects.select_related("order")
    assert (need.channel, need.taken_by, need.order.state) == (
        "home_visit",
        sun,
        "accepted",
    )
    expect(kept.locator("a")).to_have_text(need.number)
    fits(screen)
    assert screen.evaluate(STORED) == []

    # What is typed next is gone from the phone with whoever signs out.
    screen.locator("[name=name]").fill("陈小岛")
    typed(screen)
    screen.evaluate("document.querySelector('[action=\"/logout/\"]').requestSubmit()")
    screen.wait_for_url(lambda url: "counter" not in url)
    assert screen.evaluate(STORED) == []
    screen.wait_for_timeout(300)
    assert not any("counter" in one for one in screen.evaluate("caches.keys()"))
    assert Need.objects.count() == 1
