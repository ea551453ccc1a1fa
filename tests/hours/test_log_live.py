"""Logging in a browser: what clashes is said while typing, in one tap it is mended."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hours.models import Session
from tests.factories import log_session, make_activity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

YESTERDAY = timezone.localdate() - timedelta(days=1)
DAY_BEFORE = timezone.localdate() - timedelta(days=2)


@pytest.fixture
def lin_here(live_server, page, browse_as, lin, association):
    """Lin's phone; yesterday from 9:00 to 11:30 is already logged."""
    log_session(
        volunteer=lin,
        organization=association,
        activity=make_activity(association),
        start=f"{YESTERDAY} 09:00",
        minutes=150,
        at=timezone.now(),
    )
    browse_as(lin.account)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/sessions/log/")
    return page


def tap(page, chosen):
    """A finger meets the label, not the box."""
    page.locator(chosen).locator("..").click()


def test_a_clash_is_said_and_mended_without_losing_a_word(lin_here):
    lin_here.fill("#note", "三袋塑料")
    lin_here.click(".hh-same .hh-btn")
    expect(lin_here.locator("#log-length")).to_have_value("150")
    tap(lin_here, f"#day-{DAY_BEFORE}")
    tap(lin_here, f"#day-{YESTERDAY}")

    expect(lin_here.locator("#log-check")).to_contain_text("这段时间您已经有登记了")
    expect(lin_here.locator("#log-sum")).to_contain_text("1 天 · 2.50 小时")
    expect(lin_here.locator(".hh-day-hit")).to_have_count(1)

    lin_here.click("#log-check button:has-text('11:30 开始')")
    expect(lin_here.locator("#log-sum")).to_contain_text("2 天 · 5.00 小时")
    expect(lin_here.locator("#note")).to_have_value("三袋塑料")

    lin_here.click("#log-sum button")
    expect(lin_here.locator("h1")).to_have_text("登记好了")
    assert Session.objects.filter(note="三袋塑料").count() == 2


def test_steps_and_the_end_move_the_time(lin_here):
    tap(lin_here, f"#day-{DAY_BEFORE}")
    lin_here.click("button[value='start+']")
    expect(lin_here.locator("#log-span")).to_contain_text("9:15–11:15")

    tap(lin_here, "[name=how][value=end]")
    expect(lin_here.locator("#log-length")).to_be_hidden()
    lin_here.fill("#log-end", "10:00")
    expect(lin_here.locator("#log-span")).to_contain_text("9:15–10:00")


def test_signed_out_while_typing_nothing_is_lost(lin_here, lin):
    lin_here.fill("#note", "三袋塑料")
    tap(lin_here, f"#day-{DAY_BEFORE}")
    lin_here.context.clear_cookies(name="sessionid")

    lin_here.click("button[value='start+']")
    expect(lin_here.locator("#log-check")).to_have_text(
        re.compile(r"^\s*您已退出登录。\s*照常提交就好：登录以后，填好的内容还在。\s*$")
    )

    lin_here.click("#log-sum button")
    expect(lin_here.locator("body")).to_contain_text("您填的内容还留着")
    lin.account.set_password("harbour")
    lin.account.save()
    lin_here.fill("[name=username]", "lin")
    lin_here.fill("[name=password]", "harbour")
    lin_here.click("main form button")
    expect(lin_here.locator("#note")).to_have_value("三袋塑料")
    expect(lin_here.locator("#log-start")).to_have_value("09:15")
    lin_here.click("#log-sum button")
    expect(lin_here.locator("h1")).to_have_text("登记好了")
