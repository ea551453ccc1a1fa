"""Lan registers by herself: on a phone and at a desk, in both languages."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser import fits
from tests.codes import code_sent_to
from tests.registering import LAN, LANS_PHONE
from volunteers import rules
from volunteers.models import PendingRegistration, Volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

E_MAIL = "lan@example.cn"


def fill_in_the_form(page, live_server):
    page.goto(f"{live_server.url}/register/")
    fits(page)
    page.locator("[name=name]").fill(LAN["name"])
    page.locator("[name=document_type]").select_option("passport")
    page.locator("[name=document_number]").fill(LAN["document_number"])
    page.locator("[name=birth_date]").fill(LAN["birth_date"])
    page.locator("[name=district]").select_option(LAN["district"])
    page.locator("[name=password]").fill(LAN["password"])
    page.locator("[name=consent]").check()


def send(page):
    page.locator("main form .hh-btn-primary").click()


def type_the_code(page, to):
    page.locator("[name=code]").fill(code_sent_to(to))
    send(page)
    page.wait_for_url("**/registered/")
    fits(page)
    lan = Volunteer.objects.get(name=LAN["name"])
    expect(page.locator(".hh-enter-number")).to_have_text(lan.number)
    return lan


def test_by_phone(screen, live_server):
    # She mistypes her number: what she typed stays, and the sentence is beside it.
    fill_in_the_form(screen, live_server)
    screen.locator("[name=phone]").fill("138 0013")
    send(screen)
    expect(screen.locator("#id_phone_error")).to_be_visible()
    fits(screen)
    expect(screen.locator("[name=name]")).to_have_value(LAN["name"])

    # Once more, to a neighbour's number by mistake; then to her own.
    screen.locator("[name=phone]").fill("13800138001")
    screen.locator("[name=password]").fill(LAN["password"])
    send(screen)
    screen.wait_for_url("**/register/prove/")
    fits(screen)
    expect(screen.locator("[data-after]")).to_be_disabled()
    screen.locator("details summary").first.click()
    screen.locator("#other_phone").fill(LAN["phone"])
    screen.locator("form[action$='/contact/'] > button").click()
    expect(screen.locator(".hh-enter-to")).to_have_text("138 0013 8000")

    # A wrong code, and the right one.
    screen.locator("[name=code]").fill("12345")
    send(screen)
    expect(screen.locator("#id_code_error")).to_be_visible()
    fits(screen)
    lan = type_the_code(screen, LANS_PHONE)
    assert lan.account.phone == LANS_PHONE

    # What she agreed to stands on a page of her own.
    screen.goto(f"{live_server.url}/me/consents/")
    fits(screen)
    screen.locator("section", has=screen.locator("#consent-honours")).get_by_role(
        "button"
    ).click()
    expect(screen.locator("[value=withdraw]")).to_have_count(1)
    assert lan.consents.in_force().filter(purpose="honours").exists()


def test_by_e_mail(screen, live_server):
    fill_in_the_form(screen, live_server)
    screen.locator("details", has=screen.locator("[name=email]")).locator(
        "summary"
    ).click()
    screen.locator("[name=email]").fill(E_MAIL)
    send(screen)
    expect(screen.locator(".hh-enter-to")).to_have_text(E_MAIL)

    lan = type_the_code(screen, E_MAIL)

    assert (lan.account.email, lan.phone) == (E_MAIL, "")


def test_who_is_registered_already_is_met_kindly(screen, live_server):
    fill_in_the_form(screen, live_server)
    screen.locator("[name=phone]").fill(LAN["phone"])
    send(screen)
    screen.wait_for_url("**/register/prove/")
    # Meanwhile somebody registers the same document with another phone.
    pending = PendingRegistration.objects.get()
    said = rules.registration_of(pending)
    other = replace(said, phone="+8613900139000")
    rules.make_volunteer(registration=other, account=None, at=pending.asked_at)

    screen.locator("[name=code]").fill(code_sent_to(LANS_PHONE))
    send(screen)

    expect(screen.locator("main h1")).to_be_visible()
    expect(screen.locator("[name=again]")).to_be_visible()
    fits(screen)
    screen.locator("[name=again]").click()
    expect(screen.locator("[name=name]")).to_have_value(LAN["name"])
