"""Numbers people and organizations are known by: are they well-formed?"""

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import mul

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as MalformedNumber
from stdnum.iso7064 import mod_37_36

RESIDENT_ID = re.compile(r"[0-9]{17}[0-9X]")
# ISO 7064 MOD 11-2: the weights of the first 17 digits, and the last by remainder.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
# As most people write a mobile number; the first seven digits decide whether it is.
MOBILE = re.compile(r"1[0-9]{10}")
FIRST_BIRTH_YEAR = 1900
LONGEST_DOCUMENT = 30  # folded
# Other documents by their form, folded. Each has its own: the eight or ten digits of
# a Taiwan permit, H or M before those of Hong Kong and Macau, and what states print.
DOCUMENTS = {
    "hk_macau_permit": re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?"),
    "taiwan_permit": re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]?"),
    "passport": re.compile(r"(?=.*[0-9])[A-Z0-9]{5,12}"),
    "other": re.compile(r"[\w()./]{5,30}"),
}
# What separates digits when people type, and marks that come along when they copy.
BETWEEN_DIGITS = re.compile(
    r"[\s\-\u00ad\u061c\u200b-\u2015\u202a-\u202e\u2060-\u206f\u2212\ufeff]"
)
USCC = re.compile(r"[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}")


class Malformed(ValueError):
    """The number cannot be a real one of its kind."""


@dataclass(frozen=True, slots=True)
class ResidentId:
    number: str
    birth_date: date


def fold(text: str) -> str:
    """As people type it, in one form: half-width, upper case, without separators."""
    return BETWEEN_DIGITS.sub("", unicodedata.normalize("NFKC", text)).upper()


def read_resident_id(text: str, *, today: date) -> ResidentId:
    """
    The resident identity number in ``text`` (GB 11643) and the birth date in it.

    Digits, date and check character decide. The area code does not: a card keeps
    the code of the place and time of issue, and many such codes are gone by now.

    :raises Malformed: if a digit, the date or the check character is wrong
    """
    number = text if RESIDENT_ID.fullmatch(text) else fold(text)
    if not RESIDENT_ID.fullmatch(number):
        raise Malformed(number)
    if CHECKS[sum(map(mul, WEIGHTS, map(int, number[:17]))) % 11] != number[17]:
        raise Malformed(number)
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise Malformed(number) from None
    if not born.year >= FIRST_BIRTH_YEAR or born > today:
        raise Malformed(number)
    return ResidentId(number, born)


def read_document(text: str, *, kind: str) -> str:
    """
    The number of a document that is no resident identity card, by its form alone.

    :param kind: a ``DocumentType``; what cannot be told by its form a clerk looks at
    :raises Malformed: if documents of the kind have no such number
    """
    number = fold(text)
    if kind == "taiwan_permit":  # the issue stands in brackets
        number = number.replace("(", "").replace(")", "")
    if not DOCUMENTS[kind].fullmatch(number):
        raise Malformed(number)
    return number


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
    if MOBILE.fullmatch(text) and _is_mobile_segment(text[:7]):
        return f"+86{text}"
    digits = fold(text)
    if any(map(str.isalpha, digits)):  # no 1-800-FLOWERS
        raise Malformed(text)
    try:
        phone = phonenumbers.parse(digits, "CN")
    except phonenumbers.NumberParseException:
        raise Malformed(text) from None
    if not phonenumbers.is_valid_number(phone):
        raise Malformed(text)
    return phonenumbers.format_number(phone, phonenumbers.PhoneNumberFormat.E164)


def is_mainland_mobile(number: str) -> bool:
    """Whether a number as ``read_phone`` gives it can be sent a code."""
    national = number.removeprefix("+86")
    return bool(MOBILE.fullmatch(national)) and _is_mobile_segment(national[:7])


def read_reach(text: str) -> str:
    """
    Where somebody is reached: a phone number as +86…, or an e-mail address.

    :raises Malformed: if the text is neither
    """
    with suppress(Malformed):
        return read_phone(text)
    address = unicodedata.normalize("NFKC", text).strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Malformed(text) from None
    return address


@lru_cache(maxsize=2**16)
def _is_mobile_segment(begins: str) -> bool:
    """Whether mainland mobile numbers begin so, followed by any four digits."""
    try:
        phone = phonenumbers.parse(f"{begins}0000", "CN")
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_valid_number(phone) and (
        phonenumbers.number_type(phone) == phonenumbers.PhoneNumberType.MOBILE
    )


def is_volunteer_number(text: str) -> bool:
    try:
        mod_37_36.validate(fold(text))
    except MalformedNumber:
        return False
    return bool(re.fullmatch(r"V\d{16}[0-9A-Z]", fold(text)))
