"""Bringing a file in: on a phone, at a desk, with the keyboard, without a script."""

import pytest
from playwright.sync_api import expect

from hours.import_page import steps
from hours.models import Session
from hours.views import imports
from tests.browser import accuse, fits
from tests.hours.at_the_import import as_csv, row, work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CHECK = {"zh-hans": "检查这个文件", "en": "Check this file"}
LOAD = {"zh-hans": "略过 1 行，导入 2 行", "en": "Leave 1 out, import 2"}
DONE = {"zh-hans": "已导入 2 条", "en": "2 sessions imported"}
UNDO = {"zh-hans": "导错了", "en": "A mistake"}
UNDONE = {"zh-hans": "这次导入已撤回。", "en": "This import was taken back."}


@pytest.fixture
def march(lin, mei):
    """A file of three rows, one of which cannot be."""
    rows = [row(lin), row(mei, note="three bags"), row(mei, ago=2, end="08:00")]
    return {"name": "march.csv", "mimeType": "text/csv", "buffer": as_csv(rows)}


@pytest.mark.slow
def test_qian_brings_a_file_and_takes_it_back(
    language, qian, association, march, browse_as, live_server, screen
):
    browse_as(qian, language)
    broken = []
    screen.on("console", lambda line: line.type == "error" and broken.append(line.text))

    screen.goto(f"{live_server.url}/organizations/{association.pk}/imports/")
    fits(screen)
    screen.set_input_files("[type=file]", march)
    screen.get_by_role("button", name=CHECK[language]).click()
    expect(screen.locator("tbody tr")).to_have_count(3)
    fits(screen)

    screen.get_by_role("button", name=LOAD[language]).click()
    expect(screen.locator("#main")).to_contain_text(DONE[language])
    fits(screen)
    assert Session.objects.filter(status="submitted").count() == 2

    screen.get_by_role("link", name=UNDO[language]).click()
    fits(screen)
    screen.locator(".hh-dialog button").click()
    expect(screen.locator("#main")).to_contain_text(UNDONE[language])
    fits(screen)
    assert Session.objects.filter(status="withdrawn").count() == 2
    assert broken == []


def test_the_page_goes_on_by_itself_when_the_worker_is_done(
    qian, association, march, browse_as, live_server, page, monkeypatch
):
    monkeypatch.setattr(imports, "READ_AT_ONCE", 0)
    monkeypatch.setattr(steps, "AT_ONCE", 0)
    browse_as(qian, "en")
    page.goto(f"{live_server.url}/organizations/{association.pk}/imports/")
    page.set_input_files("[type=file]", march)
    page.get_by_role("button", name=CHECK["en"]).click()
    expect(page.locator("#main")).to_contain_text("Reading the file")
    assert accuse(page) == []
    work()
    expect(page.locator("tbody tr")).to_have_count(3)

    page.get_by_role("button", name=LOAD["en"]).click()
    expect(page.locator("#main")).to_contain_text("Importing")
    assert accuse(page) == []
    work()
    expect(page.locator("#main")).to_contain_text(DONE["en"])


def test_a_wrong_file_is_told_beside_the_field(
    qian, association, browse_as, live_server, page
):
    browse_as(qian, "en")
    page.goto(f"{live_server.url}/organizations/{association.pk}/imports/")
    photo = {"name": "a.png", "mimeType": "image/png", "buffer": b"\x89PNG\x00\x00"}
    page.set_input_files("[type=file]", photo)
    page.get_by_role("button", name=CHECK["en"]).click()
    expect(page.get_by_role("alert")).to_contain_text("This file cannot be read")
    assert accuse(page) == []


def test_with_the_keyboard_alone_and_without_a_script(
    browser, live_server, qian, association, march, browse_as
):
    context = browser.new_context(java_script_enabled=False)
    browse_as(qian, "en", where=context)
    page = context.new_page()
    page.goto(f"{live_server.url}/organizations/{association.pk}/imports/")
    page.set_input_files("[type=file]", march)
    page.locator("[type=file]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(3)
    page.get_by_role("link", name="Only with a problem").focus()
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("button", name=LOAD["en"]).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_contain_text(DONE["en"])
    context.close()
