"""A clerk registers somebody who has no phone, in both languages and widths."""

import pytest
from playwright.sync_api import expect

from tests.browser import accuse, width_of
from tests.factories import appoint, make_account
from volunteers.models import Site, Volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_clerk_registers_somebody(page, browse_as, live_server, language, width):
    site = Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )
    browse_as(appoint(make_account("sun"), "clerk", site=site), language)
    page.set_viewport_size({"width": width, "height": 800})
    page.on("pageerror", lambda error: pytest.fail(str(error)))

    def assert_fits():
        wide = width_of(page)
        assert wide <= width, page.url
        assert accuse(page) == [], page.url

    page.goto(f"{live_server.url}/sites/320706C/")
    page.locator("a[href$='/register/']").first.click()
    assert_fits()
    page.locator("[name=name]").fill("周阿婆")
    page.locator("[name=document_number]").fill("32070619400501002")
    page.locator("[name=consented][value=spoken]").check(force=True)
    page.locator("[name=document_seen]").check()
    page.locator("main form .hh-btn-primary").click()
    expect(page.locator("#id_document_number_error")).to_be_visible()
    assert_fits()
    page.locator("[name=document_number]").fill("320706194005010021")
    page.locator("main form .hh-btn-primary").click()
    page.wait_for_url("**/people/**")
    number = Volunteer.objects.get(name="周阿婆").number
    expect(page.locator(".hh-enter-number")).to_have_text(number)
    assert_fits()
