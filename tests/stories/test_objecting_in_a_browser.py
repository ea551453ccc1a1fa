"""Lin says that her time is wrong, Captain Zhao puts it right; the city reads along."""

import re

import pytest
from playwright.sync_api import expect

from hours.models import Objection, Session, VolunteerYear
from hours.reconcile import reconcile
from hours.rules import approve
from tests.browser import fits
from tests.factories import NOON, log_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_lins_wrong_time_is_put_right(
    language, screen, browse_as, live_server, lin, zhao, wang, association
):
    session = log_session(volunteer=lin, organization=association)
    approve(sessions=[session], by=zhao, at=NOON)
    badge = "有异议" if language == "zh-hans" else "Disputed"

    browse_as(lin.account, language)
    screen.goto(f"{live_server.url}/sessions/{session.pk}/")
    screen.locator("#object > summary").click()
    fits(screen)
    screen.locator("[name=end]").fill("08:30")
    screen.locator("[name=words]").fill("一直做到十一点半")
    screen.locator("#object button").click()
    expect(screen.locator("#object [role=alert]")).to_be_visible()
    expect(screen.locator("[name=words]")).to_have_value("一直做到十一点半")
    fits(screen)
    screen.locator("[name=end]").fill("11:30")
    screen.locator("#object button").click()
    expect(screen.locator("main .hh-badge-disputed")).to_contain_text(badge)
    expect(screen.locator("main")).to_contain_text("9:00–11:30")
    fits(screen)
    screen.goto(f"{live_server.url}/me/?year=2020")
    expect(screen.locator(".hh-sessions")).to_contain_text(badge)
    fits(screen)

    browse_as(wang, language)
    screen.goto(f"{live_server.url}/city/objections/")
    fits(screen)

    browse_as(zhao, language)
    screen.goto(f"{live_server.url}/desk/objections/")
    fits(screen)
    screen.locator("main .hh-list a").click()
    expect(screen).to_have_url(re.compile("/objections/[0-9a-f-]+/$"))
    expect(screen.locator("[name=end]")).to_have_value("11:30")
    fits(screen)
    screen.locator("[name=outcome][value=correct]").check()
    screen.locator("main form button").click()
    expect(screen.locator("main form [role=alert]")).to_be_visible()
    screen.locator("[name=answer]").fill("名册上也是十一点半")
    screen.locator("main form button").click()
    expect(screen.locator("main form")).to_have_count(0)
    fits(screen)

    assert Objection.objects.get().state == "upheld"
    new = Session.objects.get(replaces=session)
    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == 150
    assert reconcile() == []

    # It is still wrong by half an hour: the captain corrects it without being asked.
    screen.goto(f"{live_server.url}/desk/{new.pk}/")
    fits(screen)
    screen.locator(f"a[href='/sessions/{new.pk}/correct/']").click()
    fits(screen)
    screen.locator("[name=end]").fill("11:00")
    screen.locator("main form button").click()
    expect(screen).to_have_url(re.compile(f"/sessions/(?!{new.pk})[0-9a-f-]+/$"))
    fits(screen)
    assert VolunteerYear.objects.get(volunteer=lin, year=2020).minutes == 120
    assert reconcile() == []
