"""Captain Zhao is stricter than the city, and Lin reads so where hours are logged."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hours.limits import limits
from hours.models import OrganizationLimit
from tests.browser import fits
from tests.factories import log_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CODE = "retro_days_parent"
TOLD = {
    "zh-hans": "服务日期距今超过 20 天的，不再接受登记",
    "en": "Service more than 20 days ago is not taken any more.",
}


@pytest.mark.parametrize(("width", "language"), [(360, "zh-hans"), (1280, "en")])
def test_a_stricter_number_is_tried_set_and_told(
    width, language, page, browse_as, live_server, association, zhao, lin
):
    tomorrow = timezone.localdate() + timedelta(days=1)
    page.set_viewport_size({"width": width, "height": 800})
    browse_as(zhao, language)
    page.goto(f"{live_server.url}/organizations/{association.pk}/limits/")
    fits(page)

    page.locator(f'a[href$="{CODE}/"]').click()
    page.locator("[name=value]").fill("181")
    page.locator("form .hh-btn-primary").click()
    expect(page.locator("[name=value]")).to_have_value("181")
    assert not OrganizationLimit.objects.exists()
    page.locator("[name=value]").fill("20")
    page.locator("button[name=try]").click()
    expect(page.locator("#tried")).to_be_visible()
    fits(page)
    page.locator("form .hh-btn-primary").click()
    expect(page.locator("#to-come")).to_be_visible()
    fits(page)
    assert limits(association.pk, on=tomorrow)[CODE] == 20

    # On the next day Lin, who has served here before, logs again.
    OrganizationLimit.objects.update(holds_from=timezone.localdate())
    OrganizationLimit.objects.get().save()  # what is held is read again
    log_session(volunteer=lin, organization=association)
    browse_as(lin.account, language)
    page.goto(f"{live_server.url}/sessions/log/")
    expect(page.locator("#log-activities")).to_contain_text(TOLD[language])
    fits(page)
    page.goto(f"{live_server.url}/organizations/{association.pk}/")
    expect(page.locator("main")).to_contain_text(TOLD[language])
    fits(page)
