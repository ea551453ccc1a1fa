"""The desk with the keyboard alone, and on a phone."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hours.models import Session
from tests.factories import appoint, log_session, make_account, make_volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def waiting(association):
    """Four people of different names, two hours each, waiting since today."""
    recorder = appoint(make_account(f"recorder{uuid4().hex}"), "recorder", association)
    day = timezone.localdate() - timedelta(days=1)
    return [
        log_session(
            volunteer=make_volunteer(name=name),
            organization=association,
            by=recorder,
            start=f"{day} 09:00",
            at=timezone.now(),
        )
        for name in ("周连岛", "王海风", "冯新浦", "陈南城")
    ]


@pytest.fixture
def desk(page, live_server, zhao, browse_as):
    """Captain Zhao, signed in."""
    browse_as(zhao)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.base = f"{live_server.url}/desk/"
    return page


def status(session):
    return Session.objects.get(pk=session.pk).status


def test_a_day_s_work_without_the_mouse(desk, waiting):
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.goto(desk.base)
    expect(desk.locator("#detail")).to_contain_text("周连岛")

    # The first is fine; the desk goes on to the next.
    desk.keyboard.press("a")
    expect(desk.locator("#toast")).to_contain_text("已通过 1 条")
    expect(desk.locator(".hh-srow-now")).to_contain_text("王海风")
    assert status(waiting[0]) == "approved"

    # That was too quick.
    desk.keyboard.press("z")
    expect(desk.locator(".hh-srow")).to_have_count(4)
    assert status(waiting[0]) == "submitted"

    # The second was not there: the second reason.
    desk.keyboard.press("j")
    expect(desk.locator("#detail")).to_contain_text("王海风")
    desk.keyboard.press("r")
    desk.keyboard.press("2")
    desk.keyboard.press("Enter")
    expect(desk.locator("#toast")).to_contain_text("未通过 1 条")
    assert status(waiting[1]) == "rejected"

    # The third is asked.
    expect(desk.locator("#detail")).to_contain_text("冯新浦")
    desk.keyboard.press("q")
    desk.keyboard.type("9 点到几点？")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator("#toast")).to_contain_text("已退回补充 1 条")
    assert status(waiting[2]) == "queried"

    # The rest in one act.
    desk.keyboard.press("Shift+X")
    expect(desk.locator("#bar")).to_contain_text("符合条件的全部 2 条")
    expect(desk.locator("#bar")).to_contain_text("4.00 小时")
    desk.keyboard.press("Shift+A")
    expect(desk.locator("#toast")).to_contain_text("已通过 2 条")
    expect(desk.locator("#main")).to_contain_text("都办完了")

    desk.goto(desk.base)
    assert {status(waiting[0]), status(waiting[3])} == {"approved"}


def test_writing_words_presses_no_keys(desk, waiting):
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.goto(desk.base)
    expect(desk.locator("#detail")).to_contain_text("周连岛")
    desk.keyboard.press("q")
    desk.keyboard.type("a A z r x j")
    expect(desk.locator("#detail textarea")).to_have_value("a A z r x j")
    desk.keyboard.press("Escape")
    expect(desk.locator("#detail textarea")).to_be_hidden()
    desk.keyboard.press("?")
    expect(desk.locator("#help")).to_be_visible()
    desk.keyboard.press("a")
    assert {status(one) for one in waiting} == {"submitted"}


def test_on_a_phone_the_details_are_a_page(desk, waiting):
    desk.set_viewport_size({"width": 360, "height": 740})
    desk.goto(desk.base)
    expect(desk.locator("#detail")).to_be_hidden()
    expect(desk.locator("#bar")).to_be_hidden()
    desk.locator("[name=sessions]").first.check()
    expect(desk.locator("#bar")).to_contain_text("已选 1 条")
    assert desk.evaluate("document.documentElement.scrollWidth") == 360

    desk.get_by_role("link", name="王海风").click()
    expect(desk).to_have_url(
        f"{desk.base}{waiting[1].pk}/?back=organization%3D{waiting[1].organization_id}"
    )
    desk.get_by_role("button", name="通过", exact=True).click()
    expect(desk.locator("#toast")).to_contain_text("已通过 1 条")
    assert status(waiting[1]) == "approved"
    expect(desk.locator(".hh-srow")).to_have_count(3)


def test_without_a_script_forms_do_the_same(
    browser, live_server, zhao, browse_as, waiting
):
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    browse_as(zhao, where=context)
    page = context.new_page()
    page.goto(f"{live_server.url}/desk/")
    page.locator("[name=sessions]").nth(0).check()
    page.locator("[name=sessions]").nth(1).check()
    page.locator("#approve-ticked").click()
    expect(page.locator("#main")).to_contain_text("已通过 2 条")

    page.get_by_role("link", name="冯新浦").click()
    page.locator("summary", has_text="不通过").click()
    page.get_by_label("已经登记过").check()
    page.get_by_role("button", name="不通过").click()
    expect(page.locator("#main")).to_contain_text("未通过 1 条")
    assert [status(one) for one in waiting] == [
        "approved",
        "approved",
        "rejected",
        "submitted",
    ]
    context.close()
