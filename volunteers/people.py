"""Finding people by what somebody remembers of them, a page at a time."""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import F, Func, IntegerField, QuerySet, Value
from django.db.models.functions import Collate
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext as _

from volunteers.identifiers import Malformed, fold, read_phone
from volunteers.models import Volunteer
from volunteers.sealing import fingerprints

LAST_DIGITS = 4
LEAST = 2  # characters of a name or its initials
BEYOND = chr(0x10FFFF)  # comes after every character there is

_NUMBER = re.compile(r"V\d{1,16}[0-9A-Z]?")
_DIGITS = re.compile(r"\+?\d+")
_LETTERS = re.compile(r"[a-z]+|[A-Z]+")


class Unclear(ValueError):
    """What was typed finds nobody for sure; it says in a sentence what to type."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    Whose ``column`` is the ``value``, or begins with it unless ``is_whole``.

    Of a phone the value is the number itself; it is found by its hashes.
    """

    column: str
    value: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Place:
    """The last person of a page, by what the list is in order of."""

    pk: int
    value: str = ""


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Some people, and after whom the next page begins, if there is one."""

    people: list[Volunteer]
    next: Place | None


def understand(text: str, *, by_name: bool) -> Wanted:
    """
    What somebody looks for: a number, a name, its initials or a phone.

    :param by_name: whether the reader sees names and phones, and so may look by them
    :raises Unclear: if it is too short, or none of these
    """
    words = " ".join(unicodedata.normalize("NFKC", text).split())
    bare = fold(words)
    if _NUMBER.fullmatch(bare):
        return Wanted("number", bare, is_whole=len(bare) == len("V") + 17)
    if not by_name:
        raise Unclear(_("Please type a volunteer number. It begins with V."))
    if _DIGITS.fullmatch(bare):
        return _phone(bare)
    if len(words) < LEAST:
        raise Unclear(_("Please type at least two characters."))
    if _LETTERS.fullmatch(words):
        return Wanted("initials", words.lower(), is_whole=False)
    return Wanted("name", words, is_whole=False)


def _phone(digits: str) -> Wanted:
    if len(digits) == LAST_DIGITS:
        return Wanted("phone_last4", digits, is_whole=True)
    try:
        return Wanted("phone_hash", read_phone(digits), is_whole=True)
    except Malformed:
        raise Unclear(
            _("Of a phone, please type the last four digits or the whole number.")
        ) from None


def find(
    people: QuerySet[Volunteer],
    wanted: Wanted | None,
    *,
    after: Place | None = None,
    size: int,
) -> PeoplePage:
    """
    Those of ``people`` who are wanted, everybody if ``wanted`` is None.

    Each way to look reads its own index in its own order, from the place on.
    """
    if wanted is None or wanted.is_whole:
        found = people.order_by("pk")
        if wanted and wanted.column == "phone_hash":
            found = found.filter(phone_hash__in=fingerprints(wanted.value))
        elif wanted:
            found = found.filter(**{wanted.column: wanted.value})
        if after:
            found = found.filter(pk__gt=after.pk)
    else:
        found = _beginning(people, wanted, after)
    rows = list(found[: size + 1])
    last = rows[size - 1] if len(rows) > size else None
    return PeoplePage(rows[:size], _place(last, wanted) if last else None)


def _beginning(
    people: QuerySet[Volunteer], wanted: Wanted, after: Place | None
) -> QuerySet[Volunteer]:
    text = wanted.value
    # The order of the index: byte by byte, the same on every server.
    found = people.alias(key=Collate(wanted.column, "C")).filter(
        key__gte=text, key__lt=text + BEYOND
    )
    if after:
        # As a row, so that an index begins there among many of one name.
        here = _row(F("key"), F("pk"))
        found = found.filter(
            GreaterThan(here, _row(Value(after.value), Value(after.pk)))
        )
    return found.order_by("key", "pk")


def _row(*parts: F | Value) -> Func:
    return Func(*parts, function="ROW", output_field=IntegerField())


def _place(last: Volunteer, wanted: Wanted | None) -> Place:
    if wanted is None or wanted.is_whole:
        return Place(last.pk)
    return Place(last.pk, getattr(last, wanted.column))
