"""Whoever lives here, and whatever card they hold, is never refused for the number."""

import random
from datetime import date, timedelta

import pytest
from stdnum.iso7064 import mod_11_2

from volunteers.identifiers import (
    Malformed,
    read_document,
    read_phone,
    read_resident_id,
)

TODAY = date(2026, 11, 23)
# The six districts of today, and codes that cards of older people still carry.
AREAS = (
    *("320703", "320706", "320707", "320722", "320723", "320724"),
    *("320702", "320704", "320705", "320721", "320701", "320700"),
)


@pytest.mark.parametrize("area", AREAS)
def test_residents_of_every_birth_year_since_1920_are_accepted(area):
    chance = random.Random(area)
    for year in range(1920, TODAY.year + 1):
        last = min(date(year, 12, 31), TODAY)
        born = date(year, 1, 1) + timedelta(
            days=chance.randrange((last - date(year, 1, 1)).days + 1)
        )
        body = f"{area}{born:%Y%m%d}{chance.randrange(1000):03d}"
        number = body + mod_11_2.calc_check_digit(body)
        wide = "".join(chr(ord(c) + 0xFEE0) for c in number)
        for typed in (
            number,
            number.lower(),
            f" {number[:6]} {number[6:14]}-{number[14:]} ",
            f"\u202d{number}\u202c",
            f"\ufeff{number}\u200b",
            wide,
        ):
            read = read_resident_id(typed, today=TODAY)
            assert (read.number, read.birth_date) == (number, born)


@pytest.mark.parametrize("day", ["19200229", "20000229", "20240229"])
def test_people_are_born_on_leap_days(day):
    body = f"320706{day}001"
    number = body + mod_11_2.calc_check_digit(body)
    assert read_resident_id(number, today=TODAY).birth_date.day == 29


@pytest.mark.parametrize(
    ("kind", "typed", "number"),
    [
        ("hk_macau_permit", "H12345678", "H12345678"),
        ("hk_macau_permit", "m1234567800", "M1234567800"),
        ("hk_macau_permit", "Ｈ 1234 5678", "H12345678"),
        ("taiwan_permit", "12345678", "12345678"),
        ("taiwan_permit", "1234567801(B)", "1234567801B"),
        ("taiwan_permit", "1234567801（B）", "1234567801B"),
        ("passport", "E12345678", "E12345678"),
        ("passport", "ej 1234567", "EJ1234567"),
        ("passport", "123456789", "123456789"),
        ("other", "军字第1234567号", "军字第1234567号"),
        ("other", "CHN123456789012", "CHN123456789012"),
    ],
)
def test_other_documents_are_known_by_their_form(kind, typed, number):
    assert read_document(typed, kind=kind) == number


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("hk_macau_permit", "12345678"),
        ("hk_macau_permit", "H1234567"),
        ("hk_macau_permit", "A12345678"),
        ("taiwan_permit", "1234567"),
        ("taiwan_permit", "H12345678"),
        ("passport", "ABCDEFG"),
        ("passport", "1234"),
        ("passport", "E1234567890123"),
        ("passport", "护照12345"),
        ("other", "1234"),
        ("other", "😀😀😀😀😀😀"),
        ("other", "1" * 31),
        ("other", "12345\x00"),
        ("other", "\ud800" * 6),
    ],
)
def test_what_no_such_document_has_is_malformed(kind, text):
    with pytest.raises(Malformed):
        read_document(text, kind=kind)


@pytest.mark.parametrize(
    "typed",
    [
        "\u202d138 0013 8000\u202c",  # as it is copied from the contacts of a phone
        "138\u20110013\u20118000",
        "138–0013–8000",
        "（＋８６）138 0013 8000",
        "0086 13800138000",
        "\ufeff13800138000",
    ],
)
def test_a_phone_number_may_be_copied_from_anywhere(typed):
    assert read_phone(typed) == "+8613800138000"
