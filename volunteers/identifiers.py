"""Numbers people and organizations are known by: are they well-formed?"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

import phonenumbers
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as MalformedNumber
from stdnum.iso7064 import mod_11_2, mod_37_36

RESIDENT_ID = re.compile(r"\d{17}[\dX]")
FIRST_BIRTH_YEAR = 1900
USCC = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}")


class Malformed(ValueError):
    """The number cannot be a real one of its kind."""


@dataclass(frozen=True, slots=True)
class ResidentId:
    number: str
    birth_date: date


def fold(text: str) -> str:
    """As people type it, in one form: half-width, upper case, without separators."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()


def read_resident_id(text: str, *, today: date) -> ResidentId:
    """
    The resident identity number in ``text`` (GB 11643) and the birth date in it.

    Digits, date and check character decide. The area code does not: a card keeps
    the code of the place and time of issue, and many such codes are gone by now.

    :raises Malformed: if a digit, the date or the check character is wrong
    """
    number = fold(text)
    if not RESIDENT_ID.fullmatch(number) or not mod_11_2.is_valid(number):
        raise Malformed(number)
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise Malformed(number) from None
    if not born.year >= FIRST_BIRTH_YEAR or born > today:
        raise Malformed(number)
    return ResidentId(number, born)


def read_credit_code(text: str) -> str:
    """
    The unified social credit code in ``text`` (GB 32100).

    Its first two places may be letters, as rural collectives have them.

    :raises Malformed: if a character or the check character is wrong
    """
    code = fold(text)
    if not USCC.fullmatch(code) or uscc.calc_check_digit(code[:-1]) != code[-1]:
        raise Malformed(code)
    return code


def volunteer_number(*, area: str, month: str, serial: int) -> str:
    """``V``, six digits of area, YYMM, six of serial, check character (ISO 7064)."""
    body = f"V{area}{month}{serial:06d}"
    return body + mod_37_36.calc_check_digit(body)


def read_phone(text: str) -> str:
    """
    The phone number in ``text`` as +86…; a bare number is a mainland one.

    :raises Malformed: if it cannot be dialled
    """
    try:
        phone = phonenumbers.parse(unicodedata.normalize("NFKC", text), "CN")
    except phonenumbers.NumberParseException:
        raise Malformed(text) from None
    if not phonenumbers.is_valid_number(phone):
        raise Malformed(text)
    return phonenumbers.format_number(phone, phonenumbers.PhoneNumberFormat.E164)


def is_volunteer_number(text: str) -> bool:
    try:
        mod_37_36.validate(fold(text))
    except MalformedNumber:
        return False
    return bool(re.fullmatch(r"V\d{16}[0-9A-Z]", fold(text)))
