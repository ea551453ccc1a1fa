"""Qian records who cleaned the beach with her: phone and desk, both languages."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hours.models import Session
from tests.browser import fits
from tests.factories import log_session, make_activity, make_volunteer
from tests.hours.at_the_desk import yesterday
from tests.hours.rosters import join

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOK = {"zh-hans": "核对名册", "en": "Check the roster"}
OTHER = {"zh-hans": "另填时间", "en": "another time"}
AGAIN = {"zh-hans": "重新核对", "en": "Check again"}
RECORD = {"zh-hans": "登记 3 条，略过 1 条", "en": "Record 3, leave 1 out"}
DONE = {"zh-hans": "已登记 3 条", "en": "3 sessions recorded"}
ADD = {"zh-hans": "把勾选的人加入名单", "en": "Add the ticked ones to the list"}


@pytest.fixture
def beach(association, lin, mei):
    """An activity of yesterday; three members, of whom Mei was busy elsewhere."""
    join(association, lin, mei, make_volunteer(name="陈连岛"))
    log_session(
        volunteer=mei, organization=association, start=yesterday(), at=timezone.now()
    )
    day = timezone.localdate()
    return make_activity(association, starts_on=day, ends_on=day)


@pytest.mark.slow
def test_qian_records_the_beach(
    language, qian, association, beach, lin, mei, browse_as, live_server, screen
):
    stranger = make_volunteer(name="罗宿城")
    browse_as(qian, language)
    broken = []
    screen.on("console", lambda line: line.type == "error" and broken.append(line.text))

    screen.goto(f"{live_server.url}/organizations/{association.pk}/roster/")
    fits(screen)
    screen.locator("[name=activity]").select_option(str(beach.pk))
    screen.locator("[name=time0-date]").fill(yesterday()[:10])
    screen.locator("[name=people]").fill(f"林小港、梅云台\n{stranger.number}\n张三")

    # She finds Chen by the initials; Enter is enough.
    screen.locator("[name=q]").fill("cld")
    screen.keyboard.press("Enter")
    screen.locator("[name=member]").check()
    screen.get_by_role("button", name=ADD[language]).click()
    expect(screen.locator("[name=people]")).to_contain_text("陈连岛")
    fits(screen)

    screen.get_by_role("button", name=LOOK[language]).click()
    expect(screen.locator("tbody tr")).to_have_count(4)
    expect(screen.locator("tbody tr").first).to_contain_text("梅云台")
    expect(screen.locator("#main")).to_contain_text("张三")
    fits(screen)

    # Lin left half an hour earlier.
    row = screen.locator("tbody tr", has_text=lin.number)
    row.get_by_role("button", name=OTHER[language]).click()
    screen.locator("[name=own_end]").fill("10:30")
    fits(screen)
    screen.locator("[name=own_end]").press("Enter")
    expect(screen.locator("tbody tr", has_text=lin.number)).to_contain_text("1.50")

    screen.get_by_role("button", name=RECORD[language]).click()
    expect(screen.locator("h1")).to_contain_text(DONE[language])
    fits(screen)
    recorded = Session.objects.filter(submitted_by=qian, activity=beach)
    assert sorted(recorded.values_list("minutes", flat=True)) == [90, 120, 120]
    assert broken == []


def test_with_the_keyboard_alone_and_without_a_script(
    browser, live_server, qian, association, beach, browse_as
):
    context = browser.new_context(java_script_enabled=False)
    browse_as(qian, "en", where=context)
    page = context.new_page()
    page.goto(f"{live_server.url}/organizations/{association.pk}/roster/")
    page.locator("[name=activity]").select_option(str(beach.pk))
    page.locator("[name=time0-start]").fill("00:00")
    page.locator("[name=time0-end]").fill("00:01")
    page.locator("[name=people]").fill("林小港")
    page.locator("[name=people]").press("Tab")
    page.get_by_role("button", name=LOOK["en"]).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Record 1 session").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("1 session recorded")
    assert Session.objects.get(submitted_by=qian).evidence == "witnessed"
    context.close()
