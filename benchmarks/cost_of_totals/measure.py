"""Approvals, each with another total left out."""

import os
import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

import pgtrigger
from django.db import connection, models, transaction
from django.utils import timezone

from benchmarks.fresh import first_organization
from city.demo.plan import CAST
from city.demo.teams import QIAN, WANG
from config.database.owner import as_owner
from config.triggers import Keep, read_sql
from hours import rules
from hours.models import Entry, VolunteerYear
from volunteers.models import Account

MANY = 10_000
ROUNDS = 7
TICKS = os.sysconf("SC_CLK_TCK")  # a second
WHOLE = "an approval as it is"

POSTING = {
    "years of people, and the counts of active people": (
        "begin_volunteer_year",
        "add_to_volunteer_year",
    ),
    "years of people with an organization": ("add_to_volunteer_organization_year",),
    "months of organizations": ("add_to_organization_month",),
    "months of practice sites": ("add_to_site_month",),
    "years of organizations": ("add_to_organization_year",),
    "months of the city": ("add_to_city_month",),
}
EVERYTHING = tuple(name for names in POSTING.values() for name in names)


def table() -> Iterator[str]:
    """What all totals cost and what each does, in ms and in µs a session."""
    ways: dict[str, Callable[[], None]] = {
        WHOLE: lambda: None,
        "all totals": _without(EVERYTHING),
        "the counts of active people alone": _count_nobody,
        "the proof of each line by its session": _prove_nothing,
    } | {name: _without(names) for name, names in POSTING.items()}
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _, (name, change) in product(range(ROUNDS), ways.items()):
        took[name].append(_approval(change))
    whole = statistics.median(took.pop(WHOLE))
    yield _line(WHOLE, whole)
    for name, times in took.items():
        yield _line(name, whole - statistics.median(times))


def _line(name: str, ms: float) -> str:
    return f"{name:50} {ms:7.0f} ms {ms / MANY * 1000:6.1f} µs"


def _approval(change: Callable[[], None]) -> float:
    """
    Milliseconds the database works on one approval after the change, which is then
    taken back.

    Counted is the time of its own process: others on the machine do not matter.
    """
    wang = Account.objects.get(pk=WANG)
    with _taken_back():
        sessions = _waiting()
        with as_owner():
            change()
        before = _worked()
        rules.approve(sessions=sessions, by=wang, at=timezone.now())
        return _worked() - before


def _worked() -> float:
    """How many milliseconds the database's process for this connection has worked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    # After its name in brackets the fields go on with the third.
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / TICKS


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "VACUUM hours_session, hours_entry, hours_volunteeryear,"
            " hours_volunteerorganizationyear, hours_organizationmonth,"
            " hours_organizationyear, hours_citymonth, hours_sitemonth,"
            " hours_activecount"
        )


def _waiting() -> list[UUID]:
    values: dict[str, Any] = {
        "organization": first_organization().pk,
        "cast": CAST,
        "recorder": QIAN,
        "first": 0,
        "last": MANY - 1,
        "people": None,
        # Days to come, for which nobody has logged anything.
        "day": date(timezone.localdate().year, 12, 31),
    }
    with connection.cursor() as cursor:
        cursor.execute(read_sql("benchmarks/sql/fresh_sessions.sql"), values)
        sessions = [pk for (pk,) in cursor.fetchall()]
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return sessions


def _without(names: tuple[str, ...]) -> Callable[[], None]:
    return lambda: _keep(*(one for one in EVERYTHING if one not in names))


def _keep(*names: str) -> None:
    """Let posting keep only these totals."""
    if not names:
        _uninstall(Entry, "totals_follow_the_ledger")
        return
    Keep(
        name="totals_follow_the_ledger",
        operation=pgtrigger.Insert,
        new="posted",
        sql=[f"hours/sql/{name}.sql" for name in names],
    ).install(Entry)  # type: ignore[arg-type]  # the class is meant


def _count_nobody() -> None:
    _uninstall(VolunteerYear, "active_counts_grow")
    _uninstall(VolunteerYear, "active_counts_move")


def _prove_nothing() -> None:
    _uninstall(Entry, "entry_repeats_its_session")


def _uninstall(model: type[models.Model], name: str) -> None:
    for trigger in model._meta.triggers:  # type: ignore[attr-defined]
        if trigger.name == name:
            trigger.uninstall(model)
