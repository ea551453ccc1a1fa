"""Joining an organization in every way, and leaving it, by hand."""

import pytest
from playwright.sync_api import expect

from tests.browser import fits
from volunteers.models import InvitationLink, Membership, Team
from volunteers.permissions import administered_organizations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORDS = {
    "zh-hans": {
        "words": "周六有空，会急救。",
        "full": "本期名额已满，请九月再来。",
        "declined": "没有通过您的申请",
        "invites": "邀请您加入",
        "led": "组长 林*",
        "stay": "在那里的时长保留",
    },
    "en": {
        "words": "Free on Saturdays.",
        "full": "We are full; please come in September.",
        "declined": "did not accept your request",
        "invites": "invites you",
        "led": "led by 林*",
        "stay": "Your hours there stay",
    },
}


@pytest.fixture
def visit(screen, live_server):
    def go(path):
        screen.goto(f"{live_server.url}{path}")
        fits(screen)

    return go


def press(page, act):
    page.locator(f"button[name=act][value={act}]:visible").first.click()
    fits(page)


def test_a_way_in_and_out(screen, language, visit, browse_as, lin, mei, zhao):
    words = WORDS[language]
    (pk,) = administered_organizations(zhao)
    home = f"/organizations/{pk}/"
    main = screen.locator("main")

    # Lin asks to join; Zhao lets her in.
    browse_as(lin.account, language)
    visit(home)
    screen.locator(f"a[href='{home}join/']").click()
    fits(screen)
    screen.locator("[name=words]").fill(words["words"])
    screen.locator("main form .hh-btn-primary").click()
    fits(screen)
    browse_as(zhao, language)
    visit(f"{home}requests/")
    expect(main).to_contain_text(words["words"])
    screen.locator("[name=request]").check()
    press(screen, "accept")
    assert Membership.objects.current().get().volunteer == lin

    # Mei asks and is told why not.
    browse_as(mei.account, language)
    visit(f"{home}join/")
    screen.locator("main form .hh-btn-primary").click()
    browse_as(zhao, language)
    visit(f"{home}requests/")
    screen.locator("[name=request]").check()
    screen.locator("details:has([value=decline]) summary").click()
    press(screen, "decline")
    expect(screen.locator("#id_words_error")).to_be_visible()
    screen.locator("[name=words]").fill(words["full"])
    press(screen, "decline")
    browse_as(mei.account, language)
    visit("/me/")
    expect(main).to_contain_text(words["declined"])

    # Zhao thinks again: he invites her, mistyping her name at first.
    browse_as(zhao, language)
    visit(f"{home}invitations/")
    screen.locator("#invite-number").fill(mei.number)
    screen.locator("#invite-name").fill("梅台")
    press(screen, "invite")
    expect(screen.locator("#invite-number_error")).to_be_visible()
    screen.locator("#invite-name").fill(mei.name)
    press(screen, "invite")
    browse_as(mei.account, language)
    visit("/me/")
    screen.get_by_role("link", name=words["invites"]).click()
    fits(screen)
    press(screen, "accept")
    assert Membership.objects.current().count() == 2

    # A team is made; Lin leads it, Mei is in it.
    browse_as(zhao, language)
    visit(f"{home}teams/")
    screen.locator("[name=name]").fill("净滩组")
    screen.locator("main form .hh-btn-primary").click()
    for person in (lin, mei):
        screen.locator("[name=number]").fill(person.number)
        screen.locator("[name=leads]").set_checked(person == lin)
        press(screen, "place")
    assert Team.objects.get().places.count() == 2

    # Mei sees who leads it, and leaves; Zhao ends Lin's membership with a reason.
    browse_as(mei.account, language)
    visit("/me/organizations/")
    expect(main).to_contain_text(words["led"])
    visit(f"{home}join/")
    screen.locator("details:has([value=leave]) summary").click()
    press(screen, "leave")
    expect(screen.locator("body")).to_contain_text(words["stay"])
    browse_as(zhao, language)
    visit(f"{home}people/{lin.number}/")
    screen.locator("details:has([name=words]) summary").click()
    screen.locator("[name=words]").fill(words["full"])
    screen.locator("main form .hh-btn-kill").click()
    fits(screen)
    browse_as(lin.account, language)
    visit("/me/")
    expect(main).to_contain_text(words["full"])

    # A link for the class brings her back.
    browse_as(zhao, language)
    visit(f"{home}invitations/")
    screen.locator("details:has([value=link]) summary").click()
    screen.locator("#link-name").fill("三年级二班")
    press(screen, "link")
    code = InvitationLink.objects.get().code
    browse_as(lin.account, language)
    visit(f"/join/{code}/")
    screen.locator("main form .hh-btn-primary").click()
    fits(screen)
    assert Membership.objects.current().get().way == "link"
