import random
from datetime import date

import phonenumbers
import pytest
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from volunteers.identifiers import (
    Malformed,
    is_volunteer_number,
    read_credit_code,
    read_phone,
    read_resident_id,
    volunteer_number,
)

TODAY = date(2026, 11, 23)


def card(body: str) -> str:
    """A resident identity number: 17 digits and their check character."""
    return body + mod_11_2.calc_check_digit(body)


@pytest.mark.parametrize(
    ("area", "why"),
    [
        ("320703", "Lianyun, whose code is younger than many of its people"),
        ("320706", "Haizhou"),
        ("320707", "Ganyu district, a code since 2014 only"),
        ("320721", "Ganyu county, a code no longer in use"),
        ("320724", "Guannan, a code since 1996 only"),
        ("320799", "an area no list knows"),
        ("810000", "a residence permit of Hong Kong"),
    ],
)
def test_a_real_resident_is_never_refused_for_the_area_code(area, why):
    number = card(f"{area}19600229001")

    assert read_resident_id(number, today=TODAY).birth_date == date(1960, 2, 29)


def test_a_number_may_be_typed_as_people_type_it():
    number = card("32070619850312004")

    typed = f" {number[:6]} {number[6:14]}-{number[14:].lower()} "

    assert read_resident_id(typed, today=TODAY).number == number


def test_full_width_digits_are_digits():
    number = card("32070619850312004")
    wide = "".join(chr(ord(c) + 0xFEE0) for c in number)

    assert read_resident_id(wide, today=TODAY).number == number


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (card("32070619850312004")[:-1] + "?", "a character that cannot be"),
        ("32070619850312004", "a digit short"),
        ("320706850312004", "the old form of fifteen digits"),
        (card("32070619850231004"), "31 February"),
        (card("32070618991231004"), "born before 1900"),
        (card("32070620261124004"), "born tomorrow"),
        ("", "nothing"),
    ],
)
def test_a_number_that_cannot_be_is_malformed(number, why):
    with pytest.raises(Malformed):
        read_resident_id(number, today=TODAY)


def test_one_wrong_digit_is_seen():
    number = card("32070619850312004")
    wrong = number[:9] + str((int(number[9]) + 1) % 10) + number[10:]

    with pytest.raises(Malformed):
        read_resident_id(wrong, today=TODAY)


@pytest.mark.parametrize("typed", ["91110000600037341L", "9111 0000-600037341l"])
def test_a_credit_code_is_read_as_typed(typed):
    assert read_credit_code(typed) == "91110000600037341L"


def test_a_rural_collective_has_a_letter_in_front():
    body = "N2320706MF7893120"
    code = body + uscc.calc_check_digit(body)

    assert read_credit_code(code) == code


def test_a_wrong_credit_code_is_malformed():
    with pytest.raises(Malformed):
        read_credit_code("91110000600037341M")


@pytest.mark.parametrize(
    "typed",
    ["13805131234", "+86 138 0513 1234", "138-0513-1234", "１３８０５１３１２３４"],
)
def test_a_bare_number_is_a_mainland_number(typed):
    assert read_phone(typed) == "+8613805131234"


def test_a_foreign_number_keeps_its_country():
    assert read_phone("+81 90-1234-5678") == "+819012345678"


@pytest.mark.parametrize("typed", ["", "123", "abc", "+86 1"])
def test_what_cannot_be_dialled_is_malformed(typed):
    with pytest.raises(Malformed):
        read_phone(typed)


def test_a_volunteer_number_has_eighteen_characters_and_checks_itself():
    number = volunteer_number(area="320706", month="2611", serial=42)

    assert number.startswith("V3207062611000042")
    assert len(number) == 18
    assert is_volunteer_number(number)
    assert not is_volunteer_number(number[:-2] + "3" + number[-1])


def dialled(text: str) -> str | None:
    """The number as the library reads it."""
    try:
        phone = phonenumbers.parse(text, "CN")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(phone):
        return None
    return phonenumbers.format_number(phone, phonenumbers.PhoneNumberFormat.E164)


def test_a_mobile_is_what_the_library_says_it_is():
    chance = random.Random(7)
    for _ in range(3000):
        text = f"1{chance.randrange(10**10):010d}"
        if right := dialled(text):
            assert read_phone(text) == right
        else:
            with pytest.raises(Malformed):
                read_phone(text)


def test_the_check_character_is_that_of_the_standard():
    chance = random.Random(7)
    for _ in range(300):
        body = f"320706{chance.randrange(1900, 2020)}0228{chance.randrange(1000):03d}"
        right = mod_11_2.calc_check_digit(body)
        for last in "0123456789X":
            if last == right:
                assert read_resident_id(body + last, today=TODAY).number[-1] == last
            else:
                with pytest.raises(Malformed):
                    read_resident_id(body + last, today=TODAY)
