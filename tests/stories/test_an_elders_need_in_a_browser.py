"""An old lady's haircut: taken in at her door, declined, done, counted and rated."""

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect

from hours.models import Session
from hours.reconcile import reconcile
from needs import figures
from needs.models import Order
from tests.browser import fits
from tests.codes import code_sent_to
from tests.factories import appoint, make_account
from tests.hours.presence.under_way import code_of, under_way
from tests.needs.making import GRANNYS_PHONE
from tests.stories.test_presence_in_a_browser import later
from volunteers.models import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SERVED = {"zh-hans": "服务过 1 件需求", "en": "1 need served"}


@pytest.mark.slow
def test_from_her_door_to_the_figures(
    screen, language, browse_as, live_server, association, zhao, beach_team, lin, mei,
    wang,
):  # fmt: skip
    main = screen.locator("main")
    station = Site.objects.create(
        code="320706C", kind="center", name="海州区中心", district_id="320706"
    )
    sun = appoint(make_account("sun"), "clerk", site=station)
    captain = appoint(make_account("captain"), "admin", beach_team)
    appoint(captain, "approver", beach_team)

    def visit(path):
        screen.goto(f"{live_server.url}{path}")

    def press(selector):
        with screen.expect_navigation():
            screen.locator(selector).first.click()

    def send(act):
        press(f"main form[action*='/{act}/'] button")

    def unfold(inner):
        screen.locator(f"details:has({inner}) > summary").click()

    # Sun stands at her door, writes down what she says, and asks the association.
    browse_as(sun, language)
    visit("/needs/counter/")
    expect(screen.locator("[data-keeps]")).to_be_visible()
    fits(screen)
    screen.locator("[name=channel][value=home_visit]").check()
    screen.locator("[name=category]").select_option("daily_help")
    screen.locator("[name=text]").fill("走不动，想在家理个发")
    screen.locator("[name=name]").fill("许海燕")
    screen.locator("[name=phone]").fill("13900139001")
    screen.locator("[name=address]").fill("幸福路三号楼")
    unfold("[name=proxy]")
    screen.locator("[name=proxy]").select_option("older")
    screen.locator("[name=beneficiary]").fill("徐奶奶")
    screen.locator("[name=accept]").click()
    screen.wait_for_url("**/orders/**")
    order = Order.objects.get()
    here = f"/orders/{order.need.reference}/"
    send("dispatch")

    # Zhao has nobody who cuts hair, and says so: nobody is forced.
    browse_as(zhao, language)
    visit(here)
    unfold("form[action*='/decline/']")
    screen.locator("#decline_reason").fill("没有会理发的队员")
    send("decline")

    # Sun reads why, and asks another one, of another district, by its name.
    browse_as(sun, language)
    visit(here)
    expect(main).to_contain_text("没有会理发的队员")
    fits(screen)
    screen.locator(".hh-send [name=name]").fill(beach_team.name)
    send("dispatch")

    # They take it on; two of them go, check in, cut her hair and check out.
    activity = under_way(beach_team, captain, lin, mei)
    browse_as(captain, language)
    visit(here)
    send("claim")
    unfold("form[action*='/schedule/']")
    send("schedule")
    send("start")
    for minutes in (60, 0):
        for one in (lin, mei):
            browse_as(one.account, language)
            visit(f"/check-in/{code_of(activity)}/")
            press("main form button.hh-btn-primary")
        later(minutes)
    browse_as(captain, language)
    visit(here)
    screen.locator("[name=problem0]").fill("理好头发")
    send("deliver")
    for session in Session.objects.all():
        visit(f"/desk/{session.pk}/")
        press("#acts button[value=approve]")

    # She says how it was, with a code to her phone.
    screen.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    visit("/needs/mine/")
    screen.locator("[name=phone]").fill("13900139001")
    press("main form .hh-btn-primary")
    screen.locator("[name=code]").fill(code_sent_to(GRANNYS_PHONE))
    press("main form .hh-btn-primary")
    press("main .hh-list a")
    screen.locator("#id_stars_0").check()
    send("rate")

    # From any end the chain leads to all of it.
    browse_as(sun, language)
    visit(here)
    for told in ("2.00", "理好头发"):
        expect(main).to_contain_text(told)
    fits(screen)
    press(f"main a[href='/activities/{activity.pk}/']")
    expect(main.locator(f"a[href='{here}']")).to_be_visible()
    fits(screen)
    browse_as(lin.account, language)
    visit("/me/sessions/")
    expect(main).to_contain_text(SERVED[language])
    fits(screen)
    press("main a[href^='/sessions/']")
    expect(main).to_contain_text(order.need.number)
    figures.count(at=timezone.now())
    browse_as(wang, language)
    visit(f"/city/needs/?year={timezone.localdate().year}")
    fits(screen)
    values = main.locator(".hh-kpi-value").all_inner_texts()
    assert values == ["1", "1", "1", "1", "1", "0", "5.0"]
    assert reconcile() == []
