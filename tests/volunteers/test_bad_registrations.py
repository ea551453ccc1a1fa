"""Whatever is typed, a sentence stands at its field: on the page and by the API."""

import random

import pytest
from django.contrib.auth.hashers import check_password
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from stdnum.iso7064 import mod_11_2

from config import limits
from config.sms import memory
from tests.api.calls import V1, client, problem
from tests.permissions.walk import undone
from tests.registering import CHEN
from volunteers.models import PendingRegistration
from volunteers.registering.forms import RegistrationForm

pytestmark = pytest.mark.django_db

GOOD = CHEN["document_number"].upper()


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


def wrong_cards():
    """120 numbers that no resident has: one digit off, dates, lengths, characters."""
    chance = random.Random(7)
    for place in range(17):
        for _ in range(4):
            other = str((int(GOOD[place]) + chance.randrange(1, 10)) % 10)
            yield GOOD[:place] + other + GOOD[place + 1 :]
    yield from (GOOD[:17] + last for last in "0123456789")
    for day in ("19900231", "19901301", "19900100", "18991231", "29990101", "00000000"):
        body = f"320706{day}018"
        yield body + mod_11_2.calc_check_digit(body)
    yield from (GOOD[:length] for length in range(1, 18))
    yield from (GOOD + more for more in ("1", "X", "\x00", "\ufffd", "ａ"))
    yield from (
        GOOD.replace("32", pair, 1)
        for pair in ("XX", "ab", "３X", "--", "مم", "\x00\x00")
    )
    yield from (
        "x" * 18,
        "１" * 18,
        "0" * 18,
        "9" * 10_000,
        "身份证",
        "\u202e" * 18,
        "-" * 18,
    )


BAD = [
    *(("document_number", number) for number in wrong_cards()),
    *(
        ("phone", phone)
        for phone in (
            *("12", "1380013800", "138001380000", "23800138000", "10000000000", "abc"),
            *(
                "１３８００１３８００",
                "\u200f",
                "+86",
                "+8600000000000",
                "\x00",
                "138\x000013",
            ),
            *("0518 8580 5114", "+852 9123 4567", "+1 202 555 0100", "1" * 10_000),
            *(
                "١٣٨٠٠١٣٨",
                "一三八零零一三八零零零",
                "tel:12",
                "😀",
                "--",
                "1-800-FLOWERS",
            ),
        )
    ),
    *(
        ("name", name)
        for name in (
            *(
                "",
                " ",
                "　",
                "\u200f\u202e",
                "\x00",
                "林\x00港",
                "7",
                "林2",
                "林;港",
                "=1+1",
            ),
            *(
                "<script>",
                "林😀",
                "\ue000",
                "·",
                "-",
                "林" * 51,
                "林" * 10_000,
                "a@b",
                "%s",
            ),
            *("林\x1b", "{{ 7 }}", "'; --", "①", "№"),
        )
    ),
    *(
        ("email", address)
        for address in (
            *("@", "lin", "lin@", "@lin.cn", "a b@c.cn", "lin@lin", "lin@@lin.cn"),
            *(
                "lin@lin.cn\nBcc: x@y.cn",
                "l" * 10_000 + "@lin.cn",
                "\x00@lin.cn",
                "林@",
            ),
        )
    ),
    *(
        ("birth_date", born)
        for born in (
            *("", "soon", "1990-02-30", "1990-13-01", "1899-12-31", "2999-01-01"),
            *("0000-00-00", "-1990-01-01", "1990", "19900231", "\x00", "1" * 10_000),
            *("1990-05-01\x00", "32/13/1990", "\u202e", "١٩٩٠-٠٥-٠", "1990-5-1-1"),
        )
    ),
    *(
        ("password", word)
        for word in (
            "",
            "short",
            "12345678",
            "password",
            "a" * 129,
            "\x00" * 9,
            "x" * 10_000,
        )
    ),
    *(
        ("district", code)
        for code in ("", "1", "320799", "\x00", "３２０７０６", "'", "9" * 10_000)
    ),
    *(("home_site", code) for code in ("nowhere", "\x00", "'", "9" * 10_000)),
    *(
        ("document_type", kind)
        for kind in ("", "\x00", "card", "resident_id ", "9" * 10_000)
    ),
    *(("consent", word) for word in ("", "False")),
]


def said(field, value):
    """Chen's registration, in which one field is wrong."""
    changed = CHEN | {field: value}
    if field == "email":
        changed["phone"] = ""
    if field == "birth_date":
        changed |= {"document_type": "passport", "document_number": "E12345678"}
    return changed


def bad(field):
    return [value for wrong, value in BAD if wrong == field]


FIELDS = list(dict.fromkeys(field for field, _ in BAD))


def test_there_are_more_than_two_hundred_of_them():
    assert len(bad("document_number")) > 100
    assert len(BAD) > 200


@pytest.mark.parametrize("field", FIELDS)
def test_the_page_says_it_at_the_field(field, client):
    for value in bad(field):
        page = client.post("/register/", said(field, value))

        assert page.status_code == 422, ascii(value[:40])
        errors = page.context["form"].errors
        assert errors.keys() == {field}, ascii(value[:40])
        assert f'id="id_{field}_error"' in page.content.decode()
    assert memory.outbox == []


@pytest.mark.parametrize("field", FIELDS)
def test_the_api_says_it_at_the_field(field):
    for value in bad(field):
        answer = client().post(f"{V1}/volunteers/", said(field, value), format="json")

        assert problem(answer) == (400, "invalid"), ascii(value[:40])
        errors = answer.json()["errors"]
        assert errors.keys() == {field}, ascii(value[:40])
        assert errors[field][0].endswith(".")
    assert memory.outbox == []


@pytest.mark.parametrize("field", CHEN)
def test_another_type_is_malformed_and_never_a_fault(field):
    for value in (None, [], {}, [None], {"a": 1}, 1.5, -1, "\u0000"):
        answer = client().post(f"{V1}/volunteers/", CHEN | {field: value})

        assert answer.status_code == 400, value
    assert not PendingRegistration.objects.exists()


@given(
    st.dictionaries(st.sampled_from(sorted(RegistrationForm.base_fields)), st.text())
)
@example({})
# Digits only are refused as a password; with a space before them they are not.
@example({"password": " 000000000"})
@example({"password": "0000000000"})
@example({"password": " " * 10})
@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_typed_is_understood_or_refused(client, values):
    limits.taken.forget()
    client.cookies.clear()
    with undone():
        page = client.post("/register/", CHEN | values)
        kept = PendingRegistration.objects.first()

    if page.status_code == 302:
        assert check_password((CHEN | values)["password"], kept.said["password"])
    else:
        assert (page.status_code, kept) == (422, None)
        errors = page.context["form"].errors
        assert errors.keys() <= values.keys()
        assert all(one[0].endswith((".", "。")) for one in errors.values())
