"""Named SQL in, frozen dataclasses out."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, Self, TypeVar

from django.db import connection
from django.utils.translation import get_language

from config.durations import decimal_hours
from config.triggers import read_sql

Row = TypeVar("Row")
EVIDENCE = ("timed", "witnessed", "declared", "entered")


def sql(name: str) -> str:
    return read_sql(f"city/sql/{name}.sql")


def rows(statement: str, values: dict[str, Any] | None) -> list[dict[str, Any]]:
    """What a statement answers, by column; values None where they stand in it."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def read(name: str, into: type[Row], **values: Any) -> list[Row]:
    """The rows of ``city/sql/<name>.sql``, each as the dataclass ``into``."""
    return [into(**row) for row in rows(sql(name), values)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """Whole minutes and sessions, and the minutes once more by evidence."""

    minutes: int = 0
    sessions: int = 0
    timed: int = 0
    witnessed: int = 0
    declared: int = 0
    entered: int = 0

    @property
    def by_evidence(self) -> dict[str, int]:
        return {grade: getattr(self, grade) for grade in EVIDENCE}

    @classmethod
    def sum_of(cls, parts: "Iterable[Minutes]", **others: Any) -> Self:
        """One whole out of its parts; ``others`` are what else the class needs."""
        kept = list(parts)
        names = [field.name for field in fields(Minutes)]
        sums = {name: sum(getattr(part, name) for part in kept) for name in names}
        return cls(**sums, **others)


class Labelled:
    """Something with a Chinese ``name`` and perhaps an English ``name_en``."""

    __slots__ = ()
    name: str
    name_en: str

    @property
    def label(self) -> str:
        """The name in the language of the reader."""
        return self.name_en if get_language() == "en" and self.name_en else self.name


def hours_per(minutes: int, people: int | None) -> str | None:
    """Hours for each of ``people``, two places, truncated; None of nobody."""
    if not people:
        return None
    return decimal_hours(Fraction(minutes, people))
