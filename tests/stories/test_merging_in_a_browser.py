"""Director Wang puts two records of Lin together: found, chosen, confirmed, posted."""

import re

import pytest
from playwright.sync_api import expect

from city import likeness
from city.models import Merge
from hours.models import VolunteerYear
from hours.reconcile import reconcile
from hours.rules import approve
from tests.browser import fits
from tests.factories import NOON, log_session, make_volunteer
from volunteers.models import Volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_wang_puts_two_records_of_lin_together(
    language, screen, browse_as, live_server, wang, lin, association, beach_team
):
    lin2 = make_volunteer("lin2", name=lin.name, district_id="320707")
    Volunteer.objects.filter(pk=lin2.pk).update(phone_hash=lin.phone_hash)
    likeness.find()
    mine = log_session(volunteer=lin, organization=association)
    hers = log_session(
        volunteer=lin2, organization=beach_team, start="2020-03-05 10:00", minutes=180
    )
    alone = log_session(
        volunteer=lin2, organization=association, start="2020-03-03 09:00"
    )
    approve(sessions=[mine, hers, alone], by=wang, at=NOON)
    browse_as(wang, language)

    screen.goto(f"{live_server.url}/city/people/")
    fits(screen)
    screen.locator("main a[href='/city/merges/']").click()
    fits(screen)
    screen.locator(f"a[href*='/and/{lin2.number}/']").click()
    expect(screen).to_have_url(re.compile("/and/"))
    fits(screen)
    send = screen.locator("form:has([name=reason]) button")
    screen.locator("[name=reason]").fill("Same face, same mother")
    send.click()
    expect(screen.locator("[role=alert]")).to_have_count(2)
    expect(screen.locator("[name=reason]")).to_have_value("Same face, same mother")
    fits(screen)

    screen.locator(f"label:has([name=kept][value={lin.number}])").click()
    screen.locator(f"label:has([name=sign_in][value={lin2.number}])").click()
    screen.locator(f"[name^=overlap_][value={lin2.number}]").check()
    send.click()
    expect(screen.locator("[name=confirmed]")).to_be_visible()
    expect(screen.locator("main")).to_contain_text("5.00")
    expect(screen.locator("main")).to_contain_text("2.00")
    fits(screen)
    screen.locator("[name=change]").click()
    expect(screen.locator(f"[name=sign_in][value={lin2.number}]")).to_be_checked()
    send.click()
    assert not Merge.objects.exists()
    screen.locator("[name=confirmed]").click()

    expect(screen).to_have_url(re.compile("/city/merges/[0-9a-f-]+/$"))
    expect(screen.locator("main")).to_contain_text("Same face, same mother")
    fits(screen)
    assert VolunteerYear.objects.get(volunteer=lin).minutes == 300
    assert VolunteerYear.objects.get(volunteer=lin2).minutes == 0
    assert reconcile() == []
    screen.goto(f"{live_server.url}/city/volunteers/{lin2.number}/")
    expect(screen.locator("main")).to_contain_text(lin.number)
    fits(screen)

    lin.refresh_from_db()
    browse_as(lin.account, language)
    screen.goto(f"{live_server.url}/me/sessions/")
    expect(screen.locator("main")).to_contain_text(lin2.number)
    fits(screen)


def test_wang_says_that_lin_and_lin_are_two_people_and_takes_it_back(
    language, screen, browse_as, live_server, wang, lin
):
    twin = make_volunteer("lin2", name=lin.name, district_id="320707")
    Volunteer.objects.filter(pk=twin.pk).update(phone_hash=lin.phone_hash)
    likeness.find()
    browse_as(wang, language)

    screen.goto(f"{live_server.url}/city/merges/")
    screen.locator(f"a[href*='/and/{twin.number}/']").click()
    screen.locator("form[action$='/set-apart/'] button").click()
    expect(screen.locator("form[action$='/set-apart/'] [role=alert]")).to_be_visible()
    fits(screen)
    screen.locator("[name=apart-reason]").fill("Twins: two cards, two faces")
    screen.locator("form[action$='/set-apart/'] button").click()

    expect(screen).to_have_url(re.compile("/city/merges/$"))
    expect(screen.locator(f"a[href*='/and/{twin.number}/']")).to_have_count(0)
    fits(screen)
    screen.locator("a[href='/city/merges/two-people/']").click()
    expect(screen.locator("main")).to_contain_text("Twins: two cards, two faces")
    fits(screen)
    screen.locator(f"a[href*='/and/{twin.number}/']").click()
    expect(screen.locator("[name=confirmed], [name=kept]")).to_have_count(0)
    fits(screen)
    screen.locator("form[action$='/take-back/'] button").click()
    expect(screen.locator("[name=kept]")).to_have_count(2)
    fits(screen)

    screen.goto(f"{live_server.url}/city/volunteers/{twin.number}/changes/")
    expect(screen.locator("main .hh-way-done")).to_have_count(2)
    fits(screen)
