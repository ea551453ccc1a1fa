"""Director Wang words a reason, Captain Zhao chooses it and keeps his filter."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hours.models import SavedView, Session
from tests.browser import fits
from tests.factories import log_session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_reason_is_worded_chosen_and_the_filter_kept(
    screen, browse_as, live_server, wang, zhao, lin, association
):
    page, base = screen, live_server.url
    browse_as(wang, "zh-hans" if page.viewport_size["width"] < 500 else "en")
    page.goto(f"{base}/city/reasons/")
    fits(page)
    for name, words in (
        ("code", "no_photo"),
        ("zh", "没有照片"),
        ("en", "There is no picture"),
    ):
        page.locator(f"[name={name}]").fill(words)
    page.locator(".hh-chip", has=page.locator("[value=reject]")).click()
    page.locator("form .hh-btn-primary").click()
    page.locator('a[href$="/no_photo/"]').click()
    fits(page)

    day = timezone.localdate() - timedelta(days=1)
    session = log_session(
        volunteer=lin,
        organization=association,
        start=f"{day} 09:00",
        at=timezone.now(),
        note="With bags",
    )
    browse_as(zhao)
    page.goto(f"{base}/desk/")
    page.locator(".hh-desk-filter > summary").click()
    page.locator("#filter_flag").select_option("noted")
    page.locator("#filter_least").fill("30")
    page.locator(".hh-desk-filter form[data-again] button").click()
    page.locator("#view_name").fill("写了备注的")
    fits(page)
    page.locator("#view_name").press("Enter")
    expect(page.locator(".hh-queue")).to_contain_text("写了备注的")
    assert SavedView.objects.named().get().query == "flag=noted&least=30"
    fits(page)
    page.goto(f"{base}/desk/views/?organization={association.pk}")
    fits(page)

    page.goto(f"{base}/desk/{session.pk}/")
    page.locator("#acts [data-key=r] summary").click()
    page.get_by_label("没有照片").check()
    page.locator("#acts [value=reject]").click()
    expect(page.locator("#toast")).to_be_visible()
    assert Session.objects.get(pk=session.pk).reason_code == "no_photo"
