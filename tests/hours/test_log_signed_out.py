"""Signed out while typing: nothing is lost, and nobody else finds it."""

import pytest
from django.utils import timezone

from config.typed import WAITS
from hours.models import Session
from tests.factories import make_volunteer
from tests.hours.at_the_form import log, told

pytestmark = pytest.mark.django_db

NOTE = "three bags of plastic"


@pytest.fixture
def sent_too_late(lin_here, lin, typed):
    """What Lin's browser shows after sending the form, signed out meanwhile."""
    lin_here.logout()
    lin_here.cookies["django_language"] = "en"
    page = log(lin_here, typed, typed_by=lin.number)
    assert page.url == "/login/?next=/sessions/log/"
    return lin_here.get(page.url)


def test_who_signs_in_again_finds_what_was_typed(sent_too_late, lin_here, lin):
    assert "What you typed is kept. Please sign in." in told(sent_too_late)
    assert not Session.objects.exists()

    lin_here.force_login(lin.account)
    page = told(lin_here.get("/sessions/log/"))

    assert NOTE in page
    assert NOTE not in told(lin_here.get("/sessions/log/"))


def test_nobody_else_at_the_computer_finds_it(sent_too_late, lin_here, lin):
    lin_here.force_login(make_volunteer("mei").account)
    assert NOTE not in told(lin_here.get("/sessions/log/"))

    lin_here.force_login(lin.account)
    assert NOTE not in told(lin_here.get("/sessions/log/"))


def test_it_does_not_wait_for_long(sent_too_late, lin_here, lin, monkeypatch):
    later = timezone.now() + WAITS + WAITS
    lin_here.force_login(lin.account)
    monkeypatch.setattr("config.typed.timezone.now", lambda: later)

    assert NOTE not in told(lin_here.get("/sessions/log/"))


@pytest.mark.parametrize("part", ["check", "activities"])
def test_while_typing_it_is_said_without_a_page_in_the_page(client, part):
    page = client.get(f"/sessions/log/{part}/", headers={"HX-Request": "true"})

    assert page.headers["HX-Retarget"] == "#log-check"
    assert b"<form" not in page.content


def test_a_button_of_the_form_leads_to_signing_in(client, lin, typed):
    page = client.post(
        "/sessions/log/",
        typed | {"typed_by": lin.number, "step": "start+"},
        headers={
            "HX-Request": "true",
            "HX-Current-URL": "http://testserver/sessions/log/",
        },
    )

    assert page.headers["HX-Redirect"] == "/login/?next=/sessions/log/"
    client.force_login(lin.account)
    assert 'value="09:15"' in client.get("/sessions/log/").content.decode()
