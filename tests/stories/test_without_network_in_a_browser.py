"""The network is cut while Zhao writes down who comes: one session each."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import expect

from hours.models import Presence, Session
from hours.presence import cards
from hours.reconcile import reconcile
from tests.browser import fits
from tests.factories import make_volunteer
from tests.hours.presence.under_way import under_way

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "zh-hans": {
        "here": "到了",
        "leaves": "离开",
        "offline": "没有网络",
        "two": "待发送：2",
    },
    "en": {
        "here": "Is here",
        "leaves": "Leaves",
        "offline": "No network",
        "two": "Waiting: 2",
    },
}

LEFT_BEHIND = """() => {
  const hours = 60 * 60 * 1000;
  const kept = { today: Date.now() - 13 * hours, before: Date.now() - 25 * hours };
  for (const [name, at] of Object.entries(kept))
    localStorage.setItem(`kept-0-${name}`, JSON.stringify([{ at }]));
}"""
HOLDS = """async (wanted) => {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(url);
    if (wanted ? found.some((url) => url.includes(wanted)) : !found.length) return true;
    await new Promise((done) => setTimeout(done, 50));
  }
  return false;
}"""


def earlier(minutes):
    """Whoever is there came so many minutes before."""
    before = timedelta(minutes=minutes)
    Session.objects.filter(status="open").update(started_at=F("started_at") - before)
    Presence.objects.filter(left_at=None).update(came_at=F("came_at") - before)


def keeps(screen, wanted):
    """Whether it keeps such a file, soon; with none, whether it keeps nothing."""
    return screen.evaluate(HOLDS, wanted)


def test_the_network_is_cut_in_the_middle(
    screen, language, browse_as, live_server, association, zhao, lin, mei
):
    words = WORDS[language]
    chen = make_volunteer("chen", name="陈小岛")
    activity = under_way(association, zhao, lin, chen)
    browse_as(zhao, language)
    here = f"/organizations/{association.pk}/activities/{activity.pk}/check-in/people/"
    screen.goto(f"{live_server.url}{here}")
    fits(screen)
    kept = screen.locator("#kept")

    def row(person):
        return screen.locator("tr", has_text=person.number)

    def there(person):
        """What the server says of it; the button changes at once."""
        return row(person).locator("a")

    # Lin comes while there is a network.
    row(lin).get_by_role("button", name=words["here"]).click()
    expect(there(lin)).to_be_visible()
    assert Session.objects.get().volunteer == lin
    earlier(20)
    assert keeps(screen, "js/keep.")

    # There is none when Lin leaves, and when Mei, who has no seat, shows her card.
    screen.context.set_offline(True)
    row(lin).get_by_role("button", name=words["leaves"]).click()
    screen.locator("#who").fill(f"{live_server.url}/cards/{cards.token_of(mei)}/")
    screen.locator("#who").press("Enter")
    expect(kept).to_contain_text(words["offline"])
    expect(kept).to_contain_text(words["two"])
    fits(screen)
    assert Session.objects.filter(status="open").count() == 1

    # The page is closed, and opens again without network: nothing is lost.
    screen.goto("about:blank")
    screen.goto(f"{live_server.url}{here}")
    expect(kept).to_contain_text(words["two"])
    expect(row(lin).get_by_role("button", name=words["leaves"])).to_be_disabled()

    # It is back: all is sent once, in order, and the page says how it is.
    screen.context.set_offline(False)
    expect(kept).to_be_hidden()
    expect(there(mei)).to_be_visible()
    states = dict(Session.objects.values_list("volunteer", "status"))
    assert states == {lin.pk: "submitted", mei.pk: "open"}

    # What cannot be is refused by itself, with a sentence, until it is understood.
    screen.locator("#who").fill("V3207060000000000V")
    screen.locator("#who").press("Enter")
    expect(kept.get_by_role("button")).to_be_visible()
    row(chen).get_by_role("button", name=words["here"]).click()
    expect(there(chen)).to_be_visible()
    fits(screen)
    kept.get_by_role("button").click()
    expect(kept).to_be_hidden()
    assert Session.objects.count() == Presence.objects.count() == 3
    assert reconcile() == []

    # It goes with whoever read it; so does, after a day, what was never sent.
    assert keeps(screen, "js/keep.")
    screen.evaluate(LEFT_BEHIND)
    browse_as(mei.account, language)
    screen.goto(f"{live_server.url}/me/")
    assert keeps(screen, None)
    assert screen.evaluate("Object.keys(localStorage)") == ["kept-0-today"]

    # Opened anew, it is kept anew, with all it is made of.
    browse_as(zhao, language)
    screen.goto(f"{live_server.url}{here}")
    assert keeps(screen, "js/keep.")

    # Once nothing it could send would be taken any more, it goes by itself.
    screen.clock.set_fixed_time(timezone.now() + timedelta(days=3))
    screen.goto(f"{live_server.url}/me/")
    assert keeps(screen, None)
