"""What the cells of a row say: a person, two moments, minutes, a field, or nothing."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha1
from typing import Any
from uuid import UUID

from django.utils import timezone

from activities.models import ServiceField
from config.cells import unplain
from config.sheets import Row
from volunteers.identifiers import fold

NUMBER = re.compile(r"V\d{16}[0-9A-Z]")
# 2020-03-05 09:00, 2020/3/5 9:00:30, 2020.3.5T09:00, 2020年3月5日 9时05分, … 24:00
MOMENT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T\s]*"
    r"(\d{1,2})[:时点](\d{1,2})分?(?::?(\d{1,2})秒?)?(?:\.0+)?",
)
VARIANT = "89ab"
LONGEST_MOMENT = 40
CITY_TIME = timezone.get_default_timezone()
MOST_BREAK = 1440
MOST_NOTE = 500
MOST_ACTIVITY = 100


@dataclass(slots=True)
class Reading:
    """What was read of a row; None where a cell is empty or says nothing usable."""

    number: str | None
    started_at: str | None
    ended_at: str | None
    break_minutes: int | None
    service_field: str | None
    session_id: str | None
    unread: list[dict[str, Any]]


class SessionIds:
    """
    The ids sessions of an organization's files have, wherever they are brought again.

    They are uuid5 of the organization and of person and time, as Python's own would
    make them, and in a third of the time: a file may have a million.
    """

    def __init__(self, organization: UUID) -> None:
        self._begun = sha1(organization.bytes, usedforsecurity=False)

    def of(self, number: str, started_at: str, ended_at: str) -> str:
        """
        The id as 32 digits.

        :param number: the volunteer's, as it is stored
        :param started_at: as ``read_moment`` gives it, and so ``ended_at``
        """
        digest = self._begun.copy()
        digest.update(f"{number} {started_at} {ended_at}".encode())
        digits = digest.hexdigest()
        variant = VARIANT[int(digits[16], 16) & 3]
        return f"{digits[:12]}5{digits[13:16]}{variant}{digits[17:32]}"


class Reader:
    """Reads rows of one organization's file; asks the database once."""

    def __init__(self, organization: UUID) -> None:
        self._ids = SessionIds(organization)
        self._fields = _service_fields()

    def read(self, row: Row) -> Reading:
        number, start, end, pause, field, activity, note = row.cells
        told: list[dict[str, Any]] = []
        reading = Reading(
            number=self._number(number, told),
            started_at=self._moment("started_at", start, told),
            ended_at=self._moment("ended_at", end, told),
            break_minutes=self._minutes(pause, told),
            service_field=self._field(field, told),
            session_id=None,
            unread=told,
        )
        if len(activity) > MOST_ACTIVITY:
            _tell(told, "activity", "unknown_activity")
        if len(note) > MOST_NOTE:
            _tell(told, "note", "too_long", most=MOST_NOTE)
        row.cells[-1] = unplain(note)
        if row.spilled:
            _tell(told, "note", "spilled")
        if reading.number and reading.started_at and reading.ended_at:
            reading.session_id = self._ids.of(
                reading.number, reading.started_at, reading.ended_at
            )
        return reading

    def _number(self, text: str, told: list[dict[str, Any]]) -> str | None:
        number = text if NUMBER.fullmatch(text) else fold(text)
        if NUMBER.fullmatch(number):
            return number
        _tell(told, "volunteer", "not_a_volunteer_number" if text else "empty")
        return None

    def _moment(self, column: str, text: str, told: list[dict[str, Any]]) -> str | None:
        moment = read_moment(text)
        if moment is None:
            _tell(told, column, "not_a_moment" if text else "empty")
        return moment

    def _minutes(self, text: str, told: list[dict[str, Any]]) -> int | None:
        if not text:
            return 0
        plain = unicodedata.normalize("NFKC", text)
        if plain.isdecimal() and len(plain) <= 4 and int(plain) <= MOST_BREAK:
            return int(plain)
        _tell(told, "break_minutes", "not_minutes")
        return None

    def _field(self, text: str, told: list[dict[str, Any]]) -> str | None:
        if not text:
            return None
        code = self._fields.get(text) or self._fields.get(_plain(text))
        if code is None:
            _tell(told, "service_field", "unknown_field")
        return code


@lru_cache(maxsize=2**16)
def read_moment(text: str) -> str | None:
    """
    The moment in a text, as ISO 8601 in the city's time; None where there is none.

    So it is, too, where the text names no offset. A day alone is no moment.
    """
    if len(text) > LONGEST_MOMENT:
        return None
    try:
        moment = _as_iso(text) or _as_written(text)
        if moment is None:
            return None
        if moment.tzinfo is None:
            return moment.replace(tzinfo=CITY_TIME).isoformat()
        return moment.astimezone(CITY_TIME).isoformat()
    except (ValueError, OverflowError):
        return None


def _as_iso(text: str) -> datetime | None:
    if ":" not in text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _as_written(text: str) -> datetime | None:
    found = MOMENT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(n or 0) for n in found.groups())
    midnight = (hour, minute, second) == (24, 0, 0)
    moment = datetime(  # noqa: DTZ001, the caller knows the zone
        year, month, day, 0 if midnight else hour, minute, second
    )
    return moment + timedelta(days=midnight)


def _service_fields() -> dict[str, str]:
    """The codes of the fields, by code and name; 6 is what is left of 0006."""
    return {
        _plain(word): field.code
        for field in ServiceField.objects.all()
        for word in (field.code, field.code.lstrip("0"), field.name, field.name_en)
        if word
    }


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _tell(
    told: list[dict[str, Any]], column: str, code: str, **details: object
) -> None:
    told.append({"column": column, "code": code, "details": details})
