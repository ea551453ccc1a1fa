"""Zhao shows the code, Lin checks in and out, Zhao confirms and approves."""

from datetime import timedelta

import pytest
from django.db.models import F
from playwright.sync_api import expect

from hours.models import Presence, Session
from hours.presence import codes, rules
from tests.browser import fits
from tests.hours.presence.under_way import code_of, minutes_ago, under_way

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "zh-hans": {"in": "已签到", "out": "已签退", "confirmed": "已确认"},
    "en": {"in": "Checked in", "out": "Checked out", "confirmed": "Confirmed"},
}


def later(minutes):
    """Everything that is open began so many minutes earlier."""
    earlier = timedelta(minutes=minutes)
    Session.objects.filter(status="open").update(started_at=F("started_at") - earlier)
    Presence.objects.filter(left_at=None).update(
        came_at=F("came_at") - earlier, came_code=F("came_code") - minutes
    )


def test_from_the_code_to_counted_hours(
    screen, language, browse_as, live_server, association, zhao, lin, mei
):
    words, main = WORDS[language], screen.locator("main")
    activity = under_way(association, zhao, lin)
    here = f"/organizations/{association.pk}/activities/{activity.pk}"

    def visit(path):
        screen.goto(f"{live_server.url}{path}")
        fits(screen)

    def press(selector):
        screen.locator(selector).first.click()
        fits(screen)

    # Zhao holds the code up; it is large, and read again by itself.
    browse_as(zhao, language)
    visit(f"{here}/")
    press(f"main a[href='{here}/check-in/']")
    assert screen.locator(".hh-qr").bounding_box()["width"] >= 250
    expect(main).to_contain_text(codes.shown(code_of(activity)))

    # Lin types the letters, comes to the button, and is there.
    browse_as(lin.account, language)
    visit("/me/")
    press("main a[href='/check-in/']")
    screen.locator("[name=code]").fill(code_of(activity).lower())
    press("main form button.hh-btn-primary")
    press("main form button.hh-btn-primary")
    expect(screen.locator("body")).to_contain_text(words["in"])

    # Twenty minutes later Lin scans the screen again, and leaves.
    later(20)
    visit(f"/check-in/{code_of(activity)}/")
    press("main form button.hh-btn-primary")
    expect(screen.locator("body")).to_contain_text(words["out"])

    # Mei forgot to check out in the morning: Zhao says how it was.
    began, lasts = timedelta(minutes=150), timedelta(minutes=120)
    morning = under_way(association, zhao, mei, began=began, lasts=lasts, title="早班")
    at = minutes_ago(140)
    rules.check_in(code=code_of(morning, at), volunteer=mei, by=mei.account, at=at)
    browse_as(zhao, language)
    visit(f"/organizations/{association.pk}/activities/{morning.pk}/check-in/people/")
    press("button[form=confirm]")
    expect(screen.locator("body")).to_contain_text(words["confirmed"])

    # The desk decides about both, and Lin's year has grown.
    for session in Session.objects.all():
        visit(f"/desk/{session.pk}/")
        press("#acts button[value=approve]")
    browse_as(lin.account, language)
    visit("/me/")
    expect(main).to_contain_text("0.33")
