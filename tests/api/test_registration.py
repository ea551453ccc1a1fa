from datetime import date

import pytest
from django.utils import timezone

from tests.api.calls import V1, problem
from tests.factories import make_account
from volunteers.models import Account, Site, Volunteer

CHEN = {
    "name": "陈小岛",
    "document_type": "resident_id",
    "document_number": "32070619900501018x",
    "district": "320706",
    "phone": "138 0013 8000",
    "password": "sea-breeze-2026",
    "consent": True,
}


def register(nobody, **changes):
    return nobody.post(f"{V1}/volunteers/", CHEN | changes)


def test_chen_becomes_a_volunteer_and_signs_in(nobody):
    Site.objects.create(
        code="320706", kind="center", name="海州区中心", district_id="320706"
    )
    answer = register(nobody, home_site="320706")
    assert answer.status_code == 201
    chen = Volunteer.objects.get(number=answer.json()["number"])
    assert (chen.name, chen.birth_date) == ("陈小岛", date(1990, 5, 1))
    assert chen.home_site.code == "320706"

    said = {"login": CHEN["phone"], "password": CHEN["password"]}
    assert nobody.post(f"{V1}/tokens/", said).status_code == 201


def test_all_that_is_malformed_is_said_at_once(nobody):
    said = {
        "name": 7,
        "document_type": "library_card",
        "district": "310000",
        "phone": "12",
        "password": "12345678",
        "consent": False,
    }
    answer = nobody.post(f"{V1}/volunteers/", said)
    assert problem(answer) == (400, "invalid")
    assert sorted(answer.json()["errors"]) == [
        "consent",
        "district",
        "document_number",
        "document_type",
        "password",
        "phone",
    ]


@pytest.mark.parametrize("said", [[], "name", 7, None, {}])
def test_what_is_no_registration_at_all_is_malformed(nobody, said):
    answer = nobody.post(f"{V1}/volunteers/", said, format="json")
    assert problem(answer) == (400, "invalid")


def test_json_that_cannot_be_read_is_malformed(nobody):
    answer = nobody.post(f"{V1}/volunteers/", "{", content_type="application/json")
    assert problem(answer) == (400, "parse_error")


def test_other_documents_need_a_birth_date(nobody):
    passport = {"document_type": "passport", "document_number": "E12345678"}
    answer = register(nobody, **passport)
    assert list(answer.json()["errors"]) == ["birth_date"]
    assert register(nobody, **passport, birth_date="1990-05-01").status_code == 201


@pytest.mark.parametrize(
    "changes",
    [
        {"phone": "13900139000"},
        {
            "document_type": "passport",
            "document_number": "E12345678",
            "birth_date": "1990-05-01",
        },
        {},
    ],
)
def test_every_conflict_is_one_answer(nobody, changes):
    register(nobody)
    answer = register(nobody, **changes)
    assert problem(answer) == (409, "visit_a_desk")
    assert (Account.objects.count(), Volunteer.objects.count()) == (1, 1)


def test_a_phone_that_only_signs_in_is_a_conflict_too(nobody):
    account = make_account("chen")
    account.phone = "+8613800138000"
    account.save()
    assert problem(register(nobody)) == (409, "visit_a_desk")


def test_a_child_is_registered_by_a_guardian(nobody):
    answer = register(
        nobody,
        document_type="passport",
        document_number="E12345678",
        birth_date=f"{timezone.localdate().year - 10}-01-01",
    )
    assert problem(answer) == (422, "guardian_needed")


def test_a_registration_sent_twice_with_a_key_is_one(nobody):
    keyed = {"Idempotency-Key": "a phone without signal"}
    first, again = (
        nobody.post(f"{V1}/volunteers/", CHEN, headers=keyed) for _ in range(2)
    )
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
