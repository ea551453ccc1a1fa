"""Registered at a station without a phone, served, and later on one's own."""

import pytest
from playwright.sync_api import expect

from hours import rules as hours
from hours.models import Session
from hours.reconcile import reconcile
from tests.browser import fits
from tests.claims import PHONE, make_center, make_managed
from tests.codes import a_while_later, code_sent_to
from tests.factories import (
    appoint,
    log_session,
    make_account,
    make_organization,
    make_volunteer,
)
from tests.families import days_ago
from volunteers.models import Membership, Site, Volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def send(page):
    page.locator("main form .hh-btn-primary").click()


def speak(page, language, live_server):
    cookie = {"name": "django_language", "value": language, "url": live_server.url}
    page.context.add_cookies([cookie])


def served(person: Volunteer, site: Site) -> Session:
    """Two hours of yesterday: the station records them, and another approves."""
    station = make_organization("海州区中心", kind="site", site=site)
    Membership.objects.create(
        volunteer=person, organization=station, joined_on=days_ago(9).date()
    )
    recorder = appoint(make_account("qian"), "recorder", station)
    approver = appoint(make_account("zhao"), "approver", station)
    yesterday = days_ago(1)
    session = log_session(
        volunteer=person,
        organization=station,
        start=f"{yesterday:%Y-%m-%d} 09:00",
        by=recorder,
        at=yesterday.replace(hour=20),
    )
    hours.approve(sessions=[session], by=approver, at=days_ago(0))
    session.refresh_from_db()
    return session


def test_the_station_lets_granny_sign_in(
    screen, language, browse_as, live_server, browser
):
    site = make_center()
    browse_as(appoint(make_account("sun"), "clerk", site=site), language)

    # She has no phone when Clerk Sun registers her.
    screen.goto(f"{live_server.url}/sites/320706C/register/")
    screen.locator("[name=name]").fill("周阿婆")
    screen.locator("[name=document_number]").fill("320706194005010021")
    screen.locator("[name=consented][value=paper]").check(force=True)
    screen.locator("[name=document_seen]").check()
    send(screen)
    screen.wait_for_url("**/people/**")
    granny = Volunteer.objects.get(name="周阿婆")
    session = served(granny, site)
    assert session.status == "approved"

    # Her grandson gives her one, and she comes again.
    screen.goto(f"{live_server.url}/people/{granny.number}/")
    fits(screen)
    screen.locator(f"main a[href='/people/{granny.number}/sign-in/']").click()
    screen.wait_for_url("**/sign-in/")
    screen.locator("[name=phone]").fill("12")
    send(screen)
    expect(screen.locator("#id_phone_error")).to_be_visible()
    expect(screen.locator("#id_document_seen_error")).to_be_visible()
    fits(screen)
    screen.locator("[name=phone]").fill("139 0013 9001")
    screen.locator("[name=document_seen]").check()
    send(screen)
    screen.wait_for_url("**/sign-in/prove/")
    screen.locator("[name=code]").fill("12")
    send(screen)
    expect(screen.locator("#id_code_error")).to_be_visible()
    fits(screen)
    screen.locator("[name=code]").fill(code_sent_to(PHONE))
    screen.locator("[name=consent]").check()
    send(screen)
    screen.wait_for_url(f"**/people/{granny.number}/")
    fits(screen)
    a_while_later()

    # At home she signs in with a code, and finds the hours of before.
    hers = browser.new_context(viewport=screen.viewport_size)
    phone = hers.new_page()
    speak(phone, language, live_server)
    phone.goto(f"{live_server.url}/login/")
    fits(phone)
    phone.locator("[name=username]").fill("13900139001")
    send(phone)
    phone.wait_for_url("**/login/code/")
    phone.locator("[name=code]").fill(code_sent_to(PHONE))
    send(phone)
    phone.wait_for_url("**/me/**")
    expect(phone.locator(f"main a[href='/sessions/{session.pk}/']")).to_have_count(1)
    hers.close()
    assert reconcile() == []


def test_granny_takes_over_her_record_alone(screen, language, live_server):
    site = make_center()
    granny = make_managed(site)
    make_volunteer("lin", name="林小港")
    session = served(granny, site)
    speak(screen, language, live_server)

    screen.goto(f"{live_server.url}/login/")
    screen.locator("main a[href='/claim/']").click()
    screen.wait_for_url("**/claim/")
    fits(screen)
    screen.locator("[name=phone]").fill("139 0013 9001")
    send(screen)
    screen.wait_for_url("**/claim/prove/")
    fits(screen)
    screen.locator("[name=code]").fill(code_sent_to(PHONE))
    send(screen)
    screen.wait_for_url("**/claim/record/")
    fits(screen)

    # A name that is not hers leads to a desk, and back to what she typed.
    screen.locator("[name=name]").fill("周阿公")
    screen.locator("[name=document_type]").select_option("passport")
    screen.locator("[name=document_number]").fill(granny.document_number)
    screen.locator("[name=birth_date]").fill(granny.birth_date.isoformat())
    send(screen)
    expect(screen.locator("#id_consent_error")).to_be_visible()
    fits(screen)
    screen.locator("[name=consent]").check()
    send(screen)
    expect(screen.locator("main .hh-enter-mark-info")).to_be_visible()
    fits(screen)
    screen.locator("[name=again]").click()
    expect(screen.locator("[name=name]")).to_have_value("周阿公")
    screen.locator("[name=name]").fill("周阿婆")
    screen.locator("[name=consent]").check()
    send(screen)
    screen.wait_for_url("**/claimed/")
    expect(screen.locator(".hh-enter-number")).to_have_text(granny.number)
    fits(screen)

    screen.locator("main a[href='/me/']").click()
    screen.wait_for_url("**/me/")
    expect(screen.locator(f"main a[href='/sessions/{session.pk}/']")).to_have_count(1)
    assert reconcile() == []
