"""The volunteer's card, scanned by who runs a check-in."""

import pytest
from django.conf import settings

from hours.models import Session
from hours.presence import cards
from tests.activities.making import shift_of
from tests.hours.presence.pages.asking import signed_in, told
from tests.reading_qr import read

pytestmark = pytest.mark.django_db


def test_the_card_is_scanned_by_who_runs_the_check_in(
    zhao_here, lin_here, activity, lin
):
    page = told(lin_here.get("/me/card/"))
    link, _quiet = read(page)
    path = link.removeprefix(settings.SITE_URL)
    assert path == f"/cards/{cards.token_of(lin)}/"
    assert lin.number not in path

    assert lin.masked_name in told(zhao_here.get(path))
    said = {"shift": f"{shift_of(activity).pk}", "act": "in"}
    assert "Checked in by the card" in told(zhao_here.post(path, said, follow=True))
    assert Session.objects.get().evidence == "timed"


def test_a_card_says_nothing_to_anybody_else_and_a_made_up_one_to_nobody(
    zhao_here, lin_here, stranger, activity, lin
):
    path = f"/cards/{cards.token_of(lin)}/"
    for client in (lin_here, signed_in(stranger)):
        assert client.get(path).status_code == 404
    number, _dash, signature = cards.token_of(lin).partition("-")
    for token in (f"{number}-{'0' * 24}", f"1{number}-{signature}", "x", "-", "é"):
        assert cards.whose(token) is None
