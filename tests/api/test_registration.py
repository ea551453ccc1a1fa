from datetime import date

import pytest
from django.utils import timezone

from config.sms import memory
from tests.api.calls import NO_SUCH_ID, V1, problem
from tests.codes import a_while_later, another, code_sent_to
from tests.factories import make_account
from tests.registering import CHEN, CHENS_PHONE, ask, prove
from volunteers.models import Account, PendingRegistration, Site, Volunteer


def test_chen_becomes_a_volunteer_and_signs_in(nobody):
    Site.objects.create(
        code="320706", kind="center", name="海州区中心", district_id="320706"
    )
    asked = ask(nobody, home_site="320706", consents=["province"])
    assert asked.status_code == 202
    assert asked.json().keys() == {"registration", "state"}
    assert asked.json()["state"] == "prove_phone"
    assert not Volunteer.objects.exists()

    answer = prove(nobody, asked)
    assert answer.status_code == 201
    chen = Volunteer.objects.get(number=answer.json()["number"])
    assert (chen.name, chen.birth_date) == ("陈小岛", date(1990, 5, 1))
    assert chen.home_site.code == "320706"
    agreed = chen.consents.order_by("purpose").values_list("purpose", flat=True)
    assert list(agreed) == ["province", "registration"]

    said = {"login": CHEN["phone"], "password": CHEN["password"]}
    assert nobody.post(f"{V1}/tokens/", said).status_code == 201


def test_without_a_mainland_mobile_by_e_mail(nobody):
    asked = ask(nobody, phone="", email="chen@example.cn")
    assert asked.json()["state"] == "prove_email"

    answer = prove(nobody, asked, to="chen@example.cn")

    assert answer.status_code == 201
    said = {"login": "chen@example.cn", "password": CHEN["password"]}
    assert nobody.post(f"{V1}/tokens/", said).status_code == 201


def test_all_that_is_malformed_is_said_at_once(nobody):
    said = {
        "name": 7,
        "document_type": "library_card",
        "district": "310000",
        "phone": "12",
        "password": "12345678",
        "consent": False,
        "consents": ["everything"],
    }
    answer = nobody.post(f"{V1}/volunteers/", said)
    assert problem(answer) == (400, "invalid")
    assert sorted(answer.json()["errors"]) == [
        "consent",
        "consents",
        "district",
        "document_number",
        "document_type",
        "name",
        "password",
        "phone",
    ]
    assert memory.outbox == []


@pytest.mark.parametrize("said", [[], "name", 7, None, {}])
def test_what_is_no_registration_at_all_is_malformed(nobody, said):
    answer = nobody.post(f"{V1}/volunteers/", said, format="json")
    assert problem(answer) == (400, "invalid")


def test_json_that_cannot_be_read_is_malformed(nobody):
    answer = nobody.post(f"{V1}/volunteers/", "{", content_type="application/json")
    assert problem(answer) == (400, "parse_error")


def test_other_documents_need_a_birth_date(nobody):
    passport = {"document_type": "passport", "document_number": "E12345678"}
    answer = ask(nobody, **passport)
    assert list(answer.json()["errors"]) == ["birth_date"]
    assert ask(nobody, **passport, birth_date="1990-05-01").status_code == 202


def test_a_landline_cannot_be_proved(nobody):
    answer = ask(nobody, phone="0518 8580 5114")
    assert list(answer.json()["errors"]) == ["phone"]


KNOWN = [
    {"phone": "13900139000"},  # the document
    {
        "document_type": "passport",  # the phone
        "document_number": "E12345678",
        "birth_date": "1990-05-01",
    },
    {},  # both
]
NEW = {
    "document_type": "passport",
    "document_number": "E87654321",
    "birth_date": "1990-05-01",
    "phone": "13900139001",
}


def answer_without_id(asked):
    told = asked.json()
    told.pop("registration")
    headers = {name: asked[name] for name in asked.headers if name != "Content-Length"}
    return asked.status_code, told, headers


def test_nobody_learns_who_is_known_before_the_phone_is_proved(
    nobody, django_assert_num_queries
):
    prove(nobody, ask(nobody))
    answers = []
    counts = []
    for changes in [NEW, *KNOWN]:
        a_while_later()
        with django_assert_num_queries(7) as counted:
            answers.append(answer_without_id(ask(nobody, **changes)))
        counts.append([query["sql"].split()[0] for query in counted])
    assert answers[0][0] == 202
    assert all(answer == answers[0] for answer in answers)
    # Not even the time tells: nothing is looked up.
    assert all(count == counts[0] for count in counts)


@pytest.mark.parametrize("changes", KNOWN)
def test_every_conflict_is_one_answer(nobody, changes):
    prove(nobody, ask(nobody))
    a_while_later()

    phone = changes.get("phone")
    answer = prove(
        nobody, ask(nobody, **changes), to=f"+86{phone}" if phone else CHENS_PHONE
    )

    assert problem(answer) == (409, "visit_a_desk")
    assert (Account.objects.count(), Volunteer.objects.count()) == (1, 1)


def test_a_phone_that_only_signs_in_is_a_conflict_too(nobody):
    account = make_account("chen")
    account.phone = CHENS_PHONE
    account.save()
    assert problem(prove(nobody, ask(nobody))) == (409, "visit_a_desk")


def test_an_e_mail_that_only_signs_in_is_a_conflict_too(nobody):
    make_account("chen", email="Chen@example.cn")
    asked = ask(nobody, phone="", email="chen@example.cn")
    assert problem(prove(nobody, asked, to="chen@example.cn")) == (409, "visit_a_desk")


def test_each_look_at_who_is_known_costs_a_message_to_the_same_phone(nobody):
    prove(nobody, ask(nobody))
    a_while_later()
    asked = ask(nobody, phone="13900139000")
    code = code_sent_to("+8613900139000")
    assert problem(prove(nobody, asked, code=code)) == (409, "visit_a_desk")

    # The code and the registration are used up, and the next message has to wait.
    assert problem(prove(nobody, asked, code=code)) == (404, "registration_ended")
    again = ask(nobody, phone="13900139000")
    assert problem(again) == (429, "too_many_tries")
    assert int(again["Retry-After"]) > 0


def test_another_persons_code_proves_nothing(nobody):
    chens = ask(nobody)
    other = ask(nobody, phone="13900139000")
    code = code_sent_to("+8613900139000")
    assert problem(prove(nobody, chens, code=code)) == (422, "wrong_code")
    assert prove(nobody, other, code=code).status_code == 201


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "12\x0034", 7, []])
def test_what_is_no_code_is_malformed(nobody, code):
    pk = ask(nobody).json()["registration"]
    answer = nobody.post(f"{V1}/registrations/{pk}/prove/", {"code": code})
    assert problem(answer) == (400, "invalid")
    assert list(answer.json()["errors"]) == ["code"]


def test_wrong_codes_are_counted_whatever_key_they_carry(nobody):
    asked = ask(nobody)
    wrong = {"code": another(code_sent_to(CHENS_PHONE))}
    url = f"{V1}/registrations/{asked.json()['registration']}/prove/"

    statuses = [
        nobody.post(url, wrong, headers={"Idempotency-Key": f"{n}"}).status_code
        for n in range(6)
    ]

    assert statuses == [422] * 5 + [429]
    assert problem(prove(nobody, asked)) == (429, "too_many_tries")


def test_what_nobody_has_begun_cannot_be_proved(nobody):
    url = f"{V1}/registrations/{NO_SUCH_ID}/prove/"
    answer = nobody.post(url, {"code": "123456"})
    assert problem(answer) == (404, "registration_ended")


def test_it_ends_after_half_an_hour(nobody):
    asked = ask(nobody)
    PendingRegistration.objects.update(expires_at=timezone.now())
    assert problem(prove(nobody, asked)) == (404, "registration_ended")


def test_a_child_is_registered_by_a_guardian(nobody):
    answer = ask(
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
    assert (first.status_code, again.status_code) == (202, 202)
    assert first.json() == again.json()
    assert len(memory.outbox) == 1

    url = f"{V1}/registrations/{first.json()['registration']}/prove/"
    code = {"code": code_sent_to(CHENS_PHONE)}
    first, again = (nobody.post(url, code, headers=keyed) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()


def test_a_new_code_is_sent_to_whoever_asks(nobody):
    asked = ask(nobody)
    said = {"phone": CHEN["phone"], "purpose": "registration"}
    assert problem(nobody.post(f"{V1}/codes/", said)) == (429, "too_many_tries")

    a_while_later()
    answer = nobody.post(f"{V1}/codes/", said)
    assert (answer.status_code, answer.json()) == (202, {"state": "sent"})
    assert prove(nobody, asked).status_code == 201


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"purpose": "registration"}, ["phone"]),
        ({"phone": "12", "purpose": "registration"}, ["phone"]),
        ({"phone": "13800138000"}, ["purpose"]),
        ({"phone": "13800138000", "purpose": "sign_in"}, ["purpose"]),
        ({"email": "@", "purpose": "registration"}, ["email"]),
    ],
)
def test_a_code_for_what_there_is_none_is_malformed(nobody, said, wrong):
    answer = nobody.post(f"{V1}/codes/", said)
    assert problem(answer) == (400, "invalid")
    assert list(answer.json()["errors"]) == wrong
