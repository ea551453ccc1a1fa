"""Lan registers, step by step, on the page and by programs."""

from tests.api.calls import V1
from tests.codes import code_sent_to

LAN = {
    "name": "兰花果",
    "document_type": "passport",
    "document_number": "e 1234 5678",
    "birth_date": "1990-05-01",
    "district": "320706",
    "home_site": "",
    "phone": "138 0013 8000",
    "password": "see-you-at-the-harbor",
    "consent": "on",
}
LANS_PHONE = "+8613800138000"

CHEN = {
    "name": "陈小岛",
    "document_type": "resident_id",
    "document_number": "32070619900501018x",
    "district": "320706",
    "phone": "138 0013 8000",
    "password": "sea-breeze-2026",
    "consent": True,
}
CHENS_PHONE = "+8613800138000"


def prove_on_the_page(client, to=LANS_PHONE):
    """Type the code that has come to the phone or e-mail."""
    return client.post("/register/prove/", {"code": code_sent_to(to)}, follow=True)


def register_on_the_page(client, to=LANS_PHONE, **changes):
    """Fill in the form and type the code."""
    client.post("/register/", LAN | changes)
    return prove_on_the_page(client, to)


def ask(caller, **changes):
    """Ask to be registered, by the API."""
    return caller.post(f"{V1}/volunteers/", CHEN | changes)


def prove(caller, asked, to=CHENS_PHONE, code=""):
    """Prove the phone or e-mail of what was answered 202."""
    pk = asked.json()["registration"]
    return caller.post(
        f"{V1}/registrations/{pk}/prove/", {"code": code or code_sent_to(to)}
    )
