"""Qian records who cleaned the beach with her: phone and desk, both languages."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hours.models import Session
from tests.browser import accuse, width_of
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
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_qian_records_the_beach(
    width, language, qian, association, beach, lin, mei, browse_as, live_server, page
):
    stranger = make_volunteer(name="罗宿城")
    browse_as(qian, language)
    broken = []
    page.on("console", lambda line: line.type == "error" and broken.append(line.text))
    page.set_viewport_size({"width": width, "height": 800})

    def everyone_can_use_it():
        assert width_of(page) <= width
        assert accuse(page) == []

    page.goto(f"{live_server.url}/organizations/{association.pk}/roster/")
    everyone_can_use_it()
    page.locator("[name=activity]").select_option(str(beach.pk))
    page.locator("[name=time0-date]").fill(yesterday()[:10])
    page.locator("[name=people]").fill(f"林小港、梅云台\n{stranger.number}\n张三")

    # She finds Chen by the initials; Enter is enough.
    page.locator("[name=q]").fill("cld")
    page.keyboard.press("Enter")
    page.locator("[name=member]").check()
    page.get_by_role("button", name=ADD[language]).click()
    expect(page.locator("[name=people]")).to_contain_text("陈连岛")
    everyone_can_use_it()

    page.get_by_role("button", name=LOOK[language]).click()
    expect(page.locator("tbody tr")).to_have_count(4)
    expect(page.locator("tbody tr").first).to_contain_text("梅云台")
    expect(page.locator("#main")).to_contain_text("张三")
    everyone_can_use_it()

    # Lin left half an hour earlier.
    row = page.locator("tbody tr", has_text=lin.number)
    row.get_by_role("button", name=OTHER[language]).click()
    page.locator("[name=own_end]").fill("10:30")
    everyone_can_use_it()
    page.locator("[name=own_end]").press("Enter")
    expect(page.locator("tbody tr", has_text=lin.number)).to_contain_text("1.50")

    page.get_by_role("button", name=RECORD[language]).click()
    expect(page.locator("h1")).to_contain_text(DONE[language])
    everyone_can_use_it()
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
