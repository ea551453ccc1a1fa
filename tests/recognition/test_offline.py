"""The page that verifies without network, and what its second code says."""

import json
import re

import pytest
from django.test import Client

from recognition.certifying.signing import public_keys, read_signed, signed_text

pytestmark = pytest.mark.django_db

PAGE = "/verify/offline/"
MADE_OF = re.compile(r'(?:src|href|data-library)="(/static/[^"]+)"')


@pytest.fixture
def certificate(served, certify):
    return certify()


def test_it_is_the_same_for_everybody_and_leaves_nothing_behind(certificate, lin):
    signed_in = Client()
    signed_in.force_login(lin.account)
    pages = [browser.get(PAGE) for browser in (Client(), signed_in)]
    hers, a_strangers = (re.sub("as of [^.]+", "", f"{one.content}") for one in pages)

    assert hers == a_strangers
    assert not pages[0].cookies
    assert json.dumps(str(certificate.key_id)) in pages[0].content.decode().replace(
        "&quot;", '"'
    )


def test_all_it_is_made_of_is_kept():
    page = Client().get(PAGE).content.decode()
    worker = Client().get(f"{PAGE}worker.js")
    kept = worker.content.decode().encode().decode("unicode_escape")

    assert worker["Content-Type"].startswith("text/javascript")
    assert [file for file in MADE_OF.findall(page) if f'"{file}"' not in kept] == []


def test_it_can_be_put_on_a_home_screen():
    told = Client().get(f"{PAGE}app.webmanifest")

    assert told["Content-Type"] == "application/manifest+json"
    assert told.json()["start_url"] == told.json()["scope"] == PAGE


def test_what_the_code_says_is_read_with_the_address_before_it(certificate):
    scanned = f"https://example.org{PAGE}#{signed_text(certificate)}"

    assert read_signed(scanned, keys=public_keys()).number == certificate.number
    led = Client().post("/verify/", {"said": scanned})
    assert led["Location"] == f"/verify/{certificate.code}/"
