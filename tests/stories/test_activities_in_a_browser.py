"""
Zhao publishes, Lin signs up, Mei waits; Lin gives up, and Mei takes the place, comes,
goes, and has the hours.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from activities.models import Activity, SignUp
from hours.reconcile import reconcile
from tests.activities.published import days_from_now, published, times
from tests.behind_the_back import behind_the_back
from tests.browser import fits
from tests.hours.presence.under_way import code_of
from tests.stories.test_presence_in_a_browser import later

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "zh-hans": {
        "signed_up": "您已报名",
        "waits": "候补第 1 位",
        "offered": "有名额了",
        "found": "还缺 1 人",
        "published": "报名中",
        "in": "已签到",
        "out": "已签退",
        "confirmed": "已确认",
    },
    "en": {
        "signed_up": "You are signed up",
        "waits": "On the waiting list, number 1",
        "offered": "A place is free",
        "found": "1 person needed",
        "published": "Open for sign-up",
        "in": "Checked in",
        "out": "Checked out",
        "confirmed": "Confirmed",
    },
}


def it_is_the_day(activity, *, minutes_left):
    """As if three days had gone by: its shift began half an hour ago."""
    begun = timezone.now() - timedelta(minutes=30)
    ends = timezone.now() + timedelta(minutes=minutes_left)
    shift = activity.shifts.get()
    behind_the_back(
        "UPDATE activities_shift SET starts_at = %s, ends_at = %s WHERE id = %s",
        begun, ends, shift.pk,
    )  # fmt: skip
    behind_the_back(
        "UPDATE activities_signup SET starts_at = %s, ends_at = %s"
        " WHERE shift_id = %s",
        begun, ends, shift.pk,
    )  # fmt: skip
    behind_the_back(
        "UPDATE activities_activity SET starts_on = %s, ends_on = %s,"
        " published_at = published_at - interval '3 days' WHERE id = %s",
        timezone.localdate(), timezone.localdate(), activity.pk,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "language"), [(360, "zh-hans"), (360, "en"), (1280, "en")]
)
def test_from_publishing_to_the_hours_of_who_waited(
    width, language, page, browse_as, live_server, association, zhao, lin, mei
):
    words, main = WORDS[language], page.locator("main")
    broken = []
    page.on("pageerror", lambda error: broken.append(f"{error}"))
    page.set_viewport_size({"width": width, "height": 800})

    def visit(path):
        page.goto(f"{live_server.url}{path}")
        fits(page)

    def press(name, value=None):
        button = f"button[name={name}]" + (f"[value='{value}']" if value else "")
        page.locator(f"main {button}:visible").first.click()
        fits(page)

    # Zhao writes it down: the essentials, and one time more, taken away again.
    browse_as(zhao, language)
    visit(f"/organizations/{association.pk}/activities/")
    page.locator("main a[href$='/activities/new/']").first.click()
    fits(page)
    page.locator("[name=title]").fill("蔷薇河岸清洁")
    page.locator("[name=service_field]").select_option("0006")
    page.locator("[name=shift0-date]").fill(f"{days_from_now(3):%Y-%m-%d}")
    page.locator("[name=shift0-seats]").fill("1")
    press("more_shifts")
    expect(page.locator("[name=shift1-seats]")).to_have_value("1")
    press("drop", "shift1")
    press("save", "1")
    expect(page.locator("h1")).to_contain_text("蔷薇河岸清洁")

    # Where to go and what to fear is missing: the page says so, and where.
    page.locator("[name=declared]").check()
    page.locator("main form .hh-btn-primary").first.click()
    fits(page)
    expect(main.get_by_role("alert")).to_be_visible()
    page.locator("main a[href$='/edit/']").click()
    page.locator("[name=place]").fill("蔷薇河桥头")
    page.locator("[name=risks]").fill("河边湿滑，请穿防滑鞋")
    page.locator("[name=contact_name]").fill("王老师")
    press("save", "1")
    page.locator("[name=declared]").check()
    page.locator("main form .hh-btn-primary").first.click()
    fits(page)
    expect(main).to_contain_text(words["published"])
    one = Activity.objects.get()

    # Lin finds it from the first page, and signs up.
    browse_as(lin.account, language)
    visit("/")
    page.locator("main a[href='/activities/']").first.click()
    fits(page)
    expect(main).to_contain_text(words["found"])
    page.locator(f"a[href='/activities/{one.pk}/']").click()
    fits(page)
    page.locator("[data-sign-up]:visible").click()
    fits(page)
    expect(main).to_contain_text(words["signed_up"])
    visit("/me/")
    expect(main).to_contain_text("蔷薇河桥头")

    # Mei waits; Lin cannot come.
    browse_as(mei.account, language)
    visit(f"/activities/{one.pk}/")
    page.locator("[data-sign-up]:visible").click()
    expect(main).to_contain_text(words["waits"])
    fits(page)
    browse_as(lin.account, language)
    visit(f"/activities/{one.pk}/")
    page.locator("form[action$='/give-up/'] button").click()
    fits(page)

    # Mei is told, and takes it.
    browse_as(mei.account, language)
    visit("/me/")
    page.locator(f"a[href='/activities/{one.pk}/']").click()
    expect(main).to_contain_text(words["offered"])
    fits(page)
    page.locator("form[action$='/take-offer/'] button").click()
    expect(main).to_contain_text(words["signed_up"])
    assert SignUp.objects.get(volunteer=mei).is_seated

    # Zhao sees who comes.
    browse_as(zhao, language)
    here = f"/organizations/{association.pk}/activities/{one.pk}/"
    visit(here)
    expect(page.locator("#people tbody tr")).to_have_count(1)
    expect(page.locator("#people")).to_contain_text(mei.number)

    # On the day Mei scans in, and twenty minutes later out.
    it_is_the_day(one, minutes_left=30)
    browse_as(mei.account, language)
    visit(f"/check-in/{code_of(one)}/")
    page.locator("main form button.hh-btn-primary").click()
    expect(page.locator("body")).to_contain_text(words["in"])
    later(20)
    visit(f"/check-in/{code_of(one)}/")
    page.locator("main form button.hh-btn-primary").click()
    expect(page.locator("body")).to_contain_text(words["out"])

    # It is over: Zhao says that it was so, and approves it; Mei's year has grown.
    it_is_the_day(one, minutes_left=0)
    browse_as(zhao, language)
    visit(f"{here}check-in/people/")
    page.locator("button[form=confirm]").click()
    expect(page.locator("body")).to_contain_text(words["confirmed"])
    visit(f"/desk/{mei.sessions.get().pk}/")
    page.locator("#acts button[value=approve]").click()
    browse_as(mei.account, language)
    visit("/me/")
    expect(main).to_contain_text("0.33")
    assert reconcile() == []
    assert broken == []


def test_without_a_script(browser, live_server, association, zhao, lin, browse_as):
    one = published(association, zhao, times(2), times(4))
    last = one.shifts.in_order()[1]
    context = browser.new_context(java_script_enabled=False)
    browse_as(lin.account, "en", where=context)
    page = context.new_page()
    page.goto(f"{live_server.url}/activities/?district=")
    page.locator(f"a[href='/activities/{one.pk}/']").click()
    page.locator(f"#shift-{last.pk}").focus()
    page.keyboard.press("Space")
    page.locator("[data-sign-up]:visible").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("You are signed up")
    assert SignUp.objects.get().shift == last
    context.close()
