"""Asked at the desk, told at the bell, answered with a picture of the roster."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from hours import rules
from notices.models import Attachment, Choice, Notice
from tests.browser import fits
from tests.factories import log_session, make_activity
from tests.families import days_ago
from tests.notices.pictures import picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_lin_is_asked_and_shows_the_roster(
    screen, language, browse_as, live_server, lin, zhao, association
):
    lin.account.email = "lin@example.org"
    lin.account.save()
    yesterday = days_ago(1)
    session = log_session(
        volunteer=lin,
        organization=association,
        activity=make_activity(association, ends_on=timezone.localdate()),
        start=f"{yesterday:%Y-%m-%d} 09:00",
        at=yesterday.replace(hour=20),
    )
    browse_as(lin.account, language)
    screen.goto(f"{live_server.url}/notices/")
    expect(screen.locator(".hh-empty")).to_be_visible()
    fits(screen)

    rules.query(sessions=[session], by=zhao, reason="Until when?", at=timezone.now())
    screen.goto(f"{live_server.url}/me/")
    expect(screen.locator(".hh-bell-count")).to_have_text("1")
    fits(screen)

    # The bell leads to the notice, and the notice to the question.
    screen.locator(".hh-bell").click()
    screen.wait_for_url("**/notices/")
    fits(screen)
    screen.locator(".hh-notice").press("Enter")
    screen.wait_for_url(f"**/sessions/{session.pk}/")
    expect(screen.locator(".hh-bell-count")).to_have_count(0)
    expect(screen.locator(".hh-thread")).to_contain_text("Until when?")
    fits(screen)

    # What cannot be sent is said, and the words stay.
    screen.locator("[name=text]").fill("At eleven, here is the roster")
    screen.locator("[name=attached]").set_input_files(
        {"name": "roster.jpg", "mimeType": "image/jpeg", "buffer": b"no picture"}
    )
    screen.locator("main form .hh-btn-primary").click()
    expect(screen.locator("#id_attached_error")).to_be_visible()
    expect(screen.locator("[name=text]")).to_have_value("At eleven, here is the roster")
    fits(screen)
    screen.locator("[name=attached]").set_input_files(
        {"name": "roster.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    screen.locator("main form .hh-btn-primary").click()
    expect(screen.locator(".hh-file img")).to_have_js_property("naturalWidth", 20)
    fits(screen)
    kept = Attachment.objects.get()

    # At the desk it is flagged, and the picture is there.
    browse_as(zhao, language)
    screen.goto(f"{live_server.url}/desk/{session.pk}/")
    expect(screen.locator(".hh-file")).to_contain_text("roster.jpg")
    fits(screen)
    screen.goto(f"{live_server.url}/sessions/{session.pk}/attachments/{kept.pk}/")
    expect(screen.locator("img")).to_have_js_property("naturalWidth", 20)
    assert Notice.objects.of(zhao).get().event == "question_answered"


def test_lin_chooses_how_she_is_told(screen, language, browse_as, live_server, lin):
    browse_as(lin.account, language)
    screen.goto(f"{live_server.url}/me/data/")
    screen.locator("main a[href='/me/notices/']").click()
    screen.wait_for_url("**/me/notices/")
    fits(screen)  # nothing to choose without an address

    lin.account.email = "lin@example.org"
    lin.account.phone = "+8613912345678"
    lin.account.save()
    screen.reload()
    fits(screen)
    screen.locator("[name=email][value=never]").check(force=True)
    screen.locator("[name=sms][value=at_once]").check(force=True)
    screen.locator("main form .hh-btn-primary").click()
    expect(screen.locator(".hh-messages").first).to_be_visible()
    expect(screen.locator("[name=sms][value=at_once]")).to_be_checked()
    fits(screen)
    chosen = Choice.objects.get()
    assert (chosen.email, chosen.sms) == ("never", "at_once")
