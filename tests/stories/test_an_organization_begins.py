"""An organization, from its application to its first approved hour, by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hours.models import OrganizationMonth
from hours.reconcile import reconcile
from tests.browser import fits
from volunteers.models import Account, Organization
from volunteers.rules import join

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "zh-hans": {
        "lost": "不是统一社会信用代码",
        "under_review": "市里正在审核申请",
        "question": "谁负责安全？",
        "answer": "图书馆派两位馆员。",
        "serves": "已通过",
    },
    "en": {
        "lost": "not a unified social credit code",
        "under_review": "The city reviews the application",
        "question": "Who looks after the children?",
        "answer": "Two librarians.",
        "serves": "Accepted",
    },
}


@pytest.fixture
def visit(screen, live_server):
    def go(path):
        screen.goto(f"{live_server.url}{path}")
        fits(screen)

    return go


def go_on(page):
    page.locator("main form .hh-btn-primary").click()
    page.wait_for_load_state()
    fits(page)


def test_a_reading_club_begins(
    screen, language, visit, browse_as, lin, mei, wang, association
):
    words = WORDS[language]

    # Lin founds a reading club, mistypes once, and loses nothing.
    browse_as(lin.account, language)
    visit("/organizations/")
    visit("/organizations/apply/")
    screen.locator("[name=kind][value=group]").check()
    go_on(screen)
    screen.locator("[name=name]").fill("海州读书会")
    screen.locator("[name=sponsor]").fill(association.name)
    screen.locator("[name=uscc]").fill("12345")
    go_on(screen)
    expect(screen.locator("#id_uscc_error")).to_contain_text(words["lost"])
    expect(screen.locator("[name=name]")).to_have_value("海州读书会")
    screen.locator("[name=uscc]").fill("")
    go_on(screen)
    screen.locator("[name=unit_type]").select_option("other")
    screen.locator("[name=purpose]").fill("每周六为社区孩子读书。")
    screen.locator("label:has([value='0003'])").click()
    screen.locator("[name=district]").select_option("320706")
    screen.locator("[name=address]").fill("幸福路 1 号")
    go_on(screen)
    expect(screen.locator("[name=contact_name]")).to_have_value("林小港")
    screen.locator("[name=contact_phone]").fill("13812345678")
    go_on(screen)
    expect(screen.locator("main")).to_contain_text("每周六为社区孩子读书。")
    go_on(screen)
    expect(screen.locator("main")).to_contain_text(words["under_review"])
    club = Organization.objects.get(name="海州读书会")

    # The city asks back, Lin answers, the city accepts.
    browse_as(wang, language)
    visit("/city/applications/")
    screen.get_by_role("link", name="海州读书会").click()
    fits(screen)
    screen.locator("details:has([value=ask]) summary").click()
    screen.locator("#ask-words").fill(words["question"])
    screen.locator("details:has([value=ask]) button").click()
    browse_as(lin.account, language)
    visit(f"/organizations/{club.pk}/")
    visit(f"/organizations/{club.pk}/application/")
    expect(screen.locator("main")).to_contain_text(words["question"])
    screen.locator("[name=words]").fill(words["answer"])
    go_on(screen)
    browse_as(wang, language)
    visit(f"/city/applications/{club.pk}/")
    expect(screen.locator("main")).to_contain_text(words["answer"])
    screen.locator("details:has([value=approve]) button").click()
    fits(screen)
    club.refresh_from_db()
    assert club.is_active

    # Mei joins and logs two hours; Lin, who founded it, approves them.
    join(volunteer=mei, organization=club, at=timezone.now())
    browse_as(mei.account, language)
    visit("/sessions/log/")
    day = timezone.localdate() - timedelta(days=1)
    screen.locator(f"[name=organization][value='{club.pk}']").check(force=True)
    screen.wait_for_load_state("networkidle")  # its fields of service come
    screen.locator("[name=service_field]").select_option("0003")
    screen.wait_for_load_state("networkidle")
    screen.locator(f"label:has(#day-{day})").click()
    screen.locator("#log-start").fill("09:00")
    screen.locator("#log-length").select_option("120")
    screen.locator("#log-sum button").click()
    expect(screen.locator(".hh-receipt")).to_contain_text("2.00")
    browse_as(Account.objects.get(pk=lin.account.pk), language)
    visit("/desk/")
    screen.get_by_role("link", name="梅云台").click()
    screen.locator("#acts button[value=approve]").click()
    expect(screen.locator("#toast")).not_to_be_empty()
    months = OrganizationMonth.objects.filter(organization=club)
    assert sum(one.minutes for one in months) == 120
    assert reconcile() == []

    # Lin puts the description right; the name would go through the city.
    visit(f"/organizations/{club.pk}/settings/")
    screen.locator("[name=purpose]").fill("每周六、日为社区孩子读书。")
    go_on(screen)
    expect(screen.locator("[name=purpose]")).to_have_value("每周六、日为社区孩子读书。")
    visit(f"/organizations/{club.pk}/restate/")
    expect(screen.locator("[name=name]")).to_have_value("海州读书会")
