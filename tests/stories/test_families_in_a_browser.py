"""A girl of thirteen with her guardian, and a boy of sixteen whose mother agrees."""

import pytest
from playwright.sync_api import expect

from tests.browser import fits
from tests.codes import a_while_later, code_sent_to
from tests.factories import make_organization, make_volunteer
from tests.families import MOTHERS_PHONE, born, days_ago, make_youth
from volunteers.models import Consent, Volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def send(page):
    page.locator("main form .hh-btn-primary").click()


def test_a_girl_of_thirteen(screen, language, browse_as, live_server):
    association = make_organization()
    browse_as(make_volunteer("lin", name="林小港").account, language)

    # Her father opens his family's page, forgets something, and registers her.
    screen.goto(f"{live_server.url}/me/family/")
    fits(screen)
    screen.locator("main a.hh-btn-primary").click()
    screen.locator("[name=name]").fill("林小帆")
    screen.locator("[name=document_type]").select_option("passport")
    screen.locator("[name=document_number]").fill("E12345678")
    screen.locator("[name=birth_date]").fill(born(13).isoformat())
    screen.locator("[name=relation]").select_option("parent")
    screen.locator("[name=consent]").check()
    send(screen)
    expect(screen.locator("#id_guardian_consent_error")).to_be_visible()
    fits(screen)
    screen.locator("[name=guardian_consent]").check()
    send(screen)
    screen.wait_for_url("**/me/family/V*/")
    fits(screen)

    # Some days later he logs what they did together.
    girl = Volunteer.objects.get(name="林小帆")
    Consent.objects.update(given_at=days_ago(30))
    screen.goto(f"{live_server.url}/me/family/")
    fits(screen)
    screen.locator(f"main a[href$='{girl.number}/']").click()
    screen.wait_for_url(f"**/me/family/{girl.number}/")
    screen.locator(f"main a[href*='for={girl.number}']").click()
    screen.wait_for_url("**/sessions/log/?for=**")
    fits(screen)
    screen.locator("#log-other").select_option(str(association.pk))
    screen.locator("#log-field").select_option("0006")
    day = days_ago(1).date().isoformat()
    screen.locator(f"#day-{day}").press("Space")
    screen.locator("#log-sum button").click()
    screen.wait_for_url("**/sessions/log/done/**")
    fits(screen)
    session = girl.sessions.get()
    assert session.submitted_by.username == "lin"

    # He takes the hours back, and then his consent.
    screen.locator(".hh-sum form button").click()
    screen.wait_for_url("**/sessions/log/?for=**")
    session.refresh_from_db()
    assert session.status == "withdrawn"
    screen.goto(f"{live_server.url}/me/family/{girl.number}/")
    screen.locator("details", has=screen.locator("[name=withdraw]")).locator(
        "summary"
    ).click()
    screen.locator("[name=withdraw]").click()
    expect(screen.locator(".hh-messages, [role=status]").first).to_be_visible()
    assert not girl.consents.in_force().filter(purpose="guardian").exists()


def test_a_boy_of_sixteen(screen, language, browse_as, live_server, browser):
    boy = make_youth(16)
    browse_as(boy.account, language)

    # He may look around, and is told what is missing.
    screen.goto(f"{live_server.url}/me/")
    fits(screen)
    screen.locator("main a[href='/me/guardian/']").click()
    screen.wait_for_url("**/me/guardian/")
    screen.locator("[name=phone]").fill("12")
    send(screen)
    expect(screen.locator("#id_phone_error")).to_be_visible()
    fits(screen)
    screen.locator("[name=phone]").fill("139 0013 9000")
    send(screen)
    expect(screen.locator("main .hh-note-wait")).to_be_visible()
    fits(screen)
    a_while_later()

    # His mother opens the address on her own phone.
    hers = browser.new_context(viewport=screen.viewport_size)
    cookie = {"name": "django_language", "value": language}
    hers.add_cookies([cookie | {"url": live_server.url}])
    phone = hers.new_page()
    phone.goto(f"{live_server.url}/guardian/")
    fits(phone)
    phone.locator("[name=phone]").fill("13900139000")
    send(phone)
    phone.wait_for_url("**/guardian/prove/")
    fits(phone)
    phone.locator("[name=code]").fill(code_sent_to(MOTHERS_PHONE))
    send(phone)
    phone.wait_for_url("**/guardian/wards/")
    fits(phone)
    phone.locator("[name=ward_name]").fill("许小江")
    phone.locator("[name=name]").fill("许海燕")
    phone.locator("[name=relation]").select_option("parent")
    phone.locator("[name=consent]").check()
    send(phone)
    expect(phone.locator("[id$=ward_name_error]")).to_be_visible()
    fits(phone)
    phone.locator("[name=ward_name]").fill(boy.name)
    phone.locator("[name=consent]").check()
    send(phone)
    expect(phone.locator("[name=withdraw]")).to_have_count(1)
    fits(phone)
    hers.close()

    # Now nothing stands in his way.
    screen.goto(f"{live_server.url}/me/guardian/")
    expect(screen.locator("main .hh-note-ok")).to_be_visible()
    fits(screen)
    screen.goto(f"{live_server.url}/sessions/log/")
    expect(screen.locator("main a[href='/me/guardian/']")).to_have_count(0)
