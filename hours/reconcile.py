"""
The proof that sessions, ledger and totals say the same.

Each check is one file ``sql/reconcile_<check>.sql`` over all rows; what it
returns is wrong. For totals that is what the total lacks of the ledger. Every
posting changes ledger and total alike, so what is lacking stays the same however
many people post meanwhile; ``rebuild_totals`` adds just that.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils.module_loading import import_string

from config.triggers import read_sql
from hours.cube import folded_steps

# Each check, and the columns that say what a row of its answer is about.
CHECKS: dict[str, tuple[str, ...]] = {
    "entries": ("entry", "session"),
    "sessions": ("session", "round"),
    "volunteer_year": ("volunteer_id", "year"),
    "volunteer_organization_year": ("volunteer_id", "organization_id", "year"),
    "organization_month": (
        "organization_id",
        "month",
        "district_id",
        "service_field_id",
    ),
    "organization_year": ("year", "organization_id", "district_id"),
    "city_month": ("month", "district_id", "stripe"),
    "site_month": ("site_id", "month"),
    "active_count": ("year", "district_id", "site_id", "band"),
    "registered_count": ("district_id",),
    "registered_month": ("month", "district_id"),
    "day_total": (
        "service_date",
        "organization_id",
        "district_id",
        "site_id",
        "service_field_id",
        "posted_on",
    ),
    "city_day": ("posted_on", "service_date", "district_id"),
    "active_step": ("slot", "year", "district_id", "band"),
}

# Of checks that higher rooms add: the path of a function that gives the SQL.
_added: dict[str, str] = {}


def register(check: str, *about: str, sql: str) -> None:
    """
    Let a higher room prove its totals with the others.

    :param about: the columns that say what a row of the answer is about
    :param sql: the dotted path of a function that gives the statement
    """
    CHECKS[check] = about
    _added[check] = sql


@dataclass(frozen=True, slots=True)
class Difference:
    """
    One place where sessions, ledger and totals do not agree.

    ``about`` names it. ``off`` is, for a total, what it lacks of the ledger (below
    zero: what it has too much), in minutes, sessions or people; for an entry or a
    session what it says instead of what it should.
    """

    check: str
    about: dict[str, Any]
    off: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.check} ({_named(self.about)}): {_named(self.off)}"


@dataclass(frozen=True, slots=True)
class Report:
    """
    What was compared, and where it differs; ``minutes`` are those of the ledger.

    The others are those of the totals: summed over districts, over organizations and
    over people they are as many, where nothing differs.
    """

    sessions: int
    entries: int
    minutes: int
    registered: int
    by_district: int
    by_organization: int
    by_person: int
    differences: list[Difference]


def reconcile(*, most: int | None = 100) -> list[Difference]:
    """
    Where sessions, ledger and totals differ: nowhere, if all is well.

    Changes nothing. ``most`` bounds the differences of each check; None is all.
    """
    return full_report(most=most).differences


def full_report(*, most: int | None = 100) -> Report:
    """The same, and how much was compared, all as of one moment."""
    with _one_moment():
        (size,) = _rows("size", most)
        differences = [
            _difference(check, row) for check in CHECKS for row in _rows(check, most)
        ]
    return Report(**size, differences=differences)


@contextmanager
def _one_moment() -> Iterator[None]:
    """
    One snapshot for all that is read, and nothing may be written.

    Within a transaction that has begun it is too late to ask for that: then each
    check, being one statement, is still of one moment by itself.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def check_sql(check: str) -> str:
    """The SQL of a check; its answer is what is wrong."""
    if path := _added.get(check):
        return str(import_string(path)())
    text = read_sql(f"hours/sql/reconcile_{check}.sql")
    return text.format(steps=folded_steps()) if check == "active_step" else text


def _rows(check: str, most: int | None) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(check_sql(check), {"most": most})
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _difference(check: str, row: dict[str, Any]) -> Difference:
    about = {column: row.pop(column) for column in CHECKS[check]}
    return Difference(
        check=check, about=about, off={name: off for name, off in row.items() if off}
    )


def _named(values: dict[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in values.items())
