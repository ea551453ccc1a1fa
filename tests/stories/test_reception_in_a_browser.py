"""A clerk registers somebody who has no phone, in both languages and widths."""

import pytest
from playwright.sync_api import expect

from tests.browser import fits
from tests.factories import appoint, make_account
from volunteers.models import Site, Volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_clerk_registers_somebody(screen, browse_as, live_server, language):
    site = Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )
    browse_as(appoint(make_account("sun"), "clerk", site=site), language)

    screen.goto(f"{live_server.url}/sites/320706C/")
    screen.locator("a[href$='/register/']").first.click()
    fits(screen)
    screen.locator("[name=name]").fill("周阿婆")
    screen.locator("[name=document_number]").fill("32070619400501002")
    screen.locator("[name=consented][value=spoken]").check(force=True)
    screen.locator("[name=document_seen]").check()
    screen.locator("main form .hh-btn-primary").click()
    expect(screen.locator("#id_document_number_error")).to_be_visible()
    fits(screen)
    screen.locator("[name=document_number]").fill("320706194005010021")
    screen.locator("main form .hh-btn-primary").click()
    screen.wait_for_url("**/people/**")
    number = Volunteer.objects.get(name="周阿婆").number
    expect(screen.locator(".hh-enter-number")).to_have_text(number)
    fits(screen)
