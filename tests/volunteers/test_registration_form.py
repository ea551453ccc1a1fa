from datetime import date

import pytest

from volunteers.registering.forms import RegistrationForm

CHEN = {
    "name": "陈小岛",
    "document_type": "resident_id",
    "document_number": "32070619900501018X",
    "district": "320706",
    "phone": "138 0013 8000",
    "password": "sea-breeze-2026",
    "consent": True,
}
pytestmark = pytest.mark.django_db


def registration(**changes):
    form = RegistrationForm(CHEN | changes)
    assert form.is_valid(), form.errors.get_json_data()
    return form.registration


def wrong_fields(**changes):
    return set(RegistrationForm(CHEN | changes).errors)


def test_a_resident_card_tells_the_birth_date():
    chen = registration(birth_date="2001-01-01", document_number="32070619900501018x")
    assert chen.birth_date == date(1990, 5, 1)
    assert chen.document_number == "32070619900501018X"
    assert chen.phone == "+8613800138000"
    assert chen.district.pk == "320706"


def test_a_malformed_birth_date_does_not_matter_beside_a_card():
    assert registration(birth_date="soon").birth_date == date(1990, 5, 1)


def test_other_documents_need_a_birth_date():
    passport = {"document_type": "passport", "document_number": "e 1234 5678"}
    assert wrong_fields(**passport) == {"birth_date"}
    chen = registration(**passport, birth_date="1990-05-01")
    assert (chen.document_number, chen.birth_date) == ("E12345678", date(1990, 5, 1))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("name", "林" * 51),
        ("document_type", "library_card"),
        ("document_number", "320706199005010181"),
        ("document_number", "32070619900231002X"),
        ("district", "310000"),
        ("home_site", "nowhere"),
        ("phone", "12"),
        ("password", "12345678"),
        ("password", "password"),
        ("consent", False),
        ("consent", ""),
    ],
)
def test_what_is_malformed_is_said_by_field(field, value):
    assert wrong_fields(**{field: value}) == {field}


@pytest.mark.parametrize("born", ["1899-12-31", "2999-01-01", "soon"])
def test_nobody_is_born_then(born):
    passport = {"document_type": "passport", "document_number": "E12345678"}
    assert wrong_fields(**passport, birth_date=born) == {"birth_date"}
