"""
Zhao shows the code, Lin checks in and out, Zhao confirms and approves.

The code may stand on the station's tablet as well, and who came on a printed list.
"""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db.models import F
from django.utils import timezone
from playwright.sync_api import expect

from hours.models import Presence, Session
from hours.presence import codes, rules
from hours.reconcile import reconcile
from tests.browser import fits
from tests.hours.presence.under_way import code_of, minutes_ago, under_way
from tests.hours.test_sheet import seat, shift_on
from volunteers.models import Membership

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "zh-hans": {
        "in": "已签到",
        "out": "已签退",
        "confirmed": "已确认",
        "recorded": "2 条",
    },
    "en": {
        "in": "Checked in",
        "out": "Checked out",
        "confirmed": "Confirmed",
        "recorded": "2 sessions recorded",
    },
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

    # A tablet at the station shows the same, with nobody signed in at it.
    tablet = urlsplit(screen.locator("input[readonly]").input_value()).path
    screen.context.clear_cookies()
    held, upright = screen.viewport_size, {"width": 768, "height": 1024}
    screen.set_viewport_size(upright)
    visit(tablet)
    assert screen.locator(".hh-qr").bounding_box()["width"] >= 500
    letters = screen.locator(".hh-screen-letters").inner_text()
    assert lin.name not in screen.content()
    screen.set_viewport_size(held)

    # Lin types the letters, comes to the button, and is there.
    browse_as(lin.account, language)
    visit("/me/")
    press("main a[href='/check-in/']")
    screen.locator("[name=code]").fill(letters.lower())
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
    assert reconcile() == []


def test_from_the_printed_list_to_the_desk(
    screen, language, browse_as, live_server, association, qian, lin, mei
):
    """Qian has a list on paper; two codes of it are read in afterwards."""
    words, main = WORDS[language], screen.locator("main")
    shift = shift_on(association, timezone.localdate())
    for person in (lin, mei):
        Membership.objects.create(
            volunteer=person, organization=association, joined_on=shift.date
        )
    seat(shift, lin, mei)
    browse_as(qian, language)
    sheets = f"{live_server.url}/organizations/{association.pk}/sheets/{shift.pk}/"
    screen.goto(sheets)
    fits(screen)
    printed = screen.locator(".hh-sheet-code span").all_inner_texts()
    assert len(printed) == 2

    screen.goto(f"{sheets}enter/")
    screen.locator("#codes").fill(" ".join(printed))
    screen.locator("button[name=read][value='1']").click()
    assert screen.locator("[name=came]:checked").count() == 2
    screen.locator("button[name=look]").click()
    fits(screen)
    screen.locator("button[name=record]").click()
    expect(main).to_contain_text(words["recorded"])
    told = Session.objects.values_list("volunteer", "evidence", "status")
    assert set(told) == {(one.pk, "witnessed", "submitted") for one in (lin, mei)}
    assert reconcile() == []
