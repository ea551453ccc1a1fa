"""Granny's lamp: asked for, accepted, dispatched, taken on, done and rated."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from needs import rules
from needs.models import Order, Rating
from tests.browser import fits
from tests.codes import code_sent_to, words_sent_to
from tests.factories import appoint, make_account
from tests.needs.making import GRANNYS_PHONE
from volunteers.models import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.slow
def test_from_asking_to_saying_how_it_was(
    screen, language, browse_as, live_server, association, zhao
):
    station = Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )
    sun = appoint(make_account("sun"), "clerk", site=station)

    def visit(path):
        screen.goto(f"{live_server.url}{path}")
        fits(screen)

    def send(act):
        screen.locator(f"main form[action*='/{act}/'] button").first.click()
        fits(screen)

    # She asks on her phone, after a code.
    visit("/")
    screen.locator("main a[href='/needs/']").click()
    fits(screen)
    screen.locator("main a[href='/needs/new/']").click()
    screen.locator("[name=phone]").fill("13900139001")
    screen.locator("main form .hh-btn-primary").click()
    screen.locator("[name=code]").fill(code_sent_to(GRANNYS_PHONE))
    screen.locator("main form .hh-btn-primary").click()
    screen.locator("main a[href='/needs/new/']").click()
    fits(screen)
    screen.locator("main form .hh-btn-primary").click()
    expect(screen.locator("#id_text_error")).to_be_visible()
    screen.locator("[name=category]").select_option("repairs")
    screen.locator("[name=text]").fill("楼道灯坏了两周，看不见路")
    screen.locator("[name=name]").fill("许海燕")
    screen.locator("[name=site]").select_option("320706C")
    screen.locator("[name=address]").fill("幸福路三号楼")
    screen.locator("main form .hh-btn-primary").click()
    screen.wait_for_url("**/needs/own/**")
    fits(screen)
    reference = Order.objects.get().need.reference

    # Sun accepts it from the board, and asks the association.
    browse_as(sun, language)
    visit("/orders/")
    screen.keyboard.press("j")
    screen.keyboard.press("Enter")
    screen.wait_for_url(f"**/orders/{reference}/")
    fits(screen)
    send("accept")
    send("dispatch")
    assert Order.objects.get().organization == association

    # Zhao takes it on, makes an activity of it, sees where to go, and is done.
    browse_as(zhao, language)
    visit(f"/organizations/{association.pk}/orders/")
    screen.locator("[data-card]").click()
    fits(screen)
    send("claim")
    screen.locator("main a[href$='/organize/']").click()
    fits(screen)
    screen.locator("[name=risks]").fill("楼道暗，上下楼慢一点")
    screen.locator("[name=contact_name]").fill("王老师")
    soon = timezone.localdate() + timedelta(days=3)
    screen.locator("[name=shift0-date]").fill(f"{soon}")
    screen.locator("main form .hh-btn-primary").click()
    expect(screen.locator("main [role=alert]")).to_be_visible()
    fits(screen)
    screen.locator("[name=declared]").check()
    screen.locator("main form .hh-btn-primary").click()
    screen.wait_for_url(f"**/orders/{reference}/")
    assert Order.objects.get().agreed_on == soon
    send("look")
    expect(screen.locator("#contact")).to_contain_text("幸福路三号楼")
    send("start")
    screen.locator("[name=problem0]").fill("换好楼道灯")
    send("deliver")
    assert Order.objects.get().is_delivered

    # She opens the link in the message, and says how it was.
    assert rules.tell_who_asked(at=timezone.now())
    (link,) = re.findall(r"/needs/\w+/rate/\w+/", words_sent_to(GRANNYS_PHONE))
    visit(link)
    screen.locator("#id_stars_0").check()
    screen.locator("main form .hh-btn-primary").click()
    screen.wait_for_url(f"**/needs/{reference}/")
    fits(screen)
    assert Rating.objects.get().stars == 5

    # Everybody reads what was solved.
    for one in ("wanted", "offers", "projects", "solved"):
        visit(f"/needs/{one}/")
    expect(screen.locator("main .hh-list")).to_contain_text("换好楼道灯")
