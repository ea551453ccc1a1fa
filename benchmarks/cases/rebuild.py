"""All totals out of the ledger, against the bare GROUP BY statements."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from benchmarks.cities import Cities
from benchmarks.measuring import Contest, seconds
from benchmarks.promises import AtMost, InFull, Reported
from benchmarks.registry import case
from config.triggers import read_sql
from hours.cube import folded_steps
from hours.models import VolunteerYear
from hours.rebuild import rebuild_totals

KEPT = (
    "hours_volunteeryear, hours_volunteerorganizationyear, hours_organizationmonth,"
    " hours_sitemonth, hours_activecount, volunteers_registeredday, hours_daytotal,"
    " hours_cityday, hours_activestep"
)
AGAINST = "the bare GROUP BY statements, each into a plain table"


@case(
    "rebuild",
    title="rebuild all totals, none of them off",
    against=AGAINST,
    unit="s",
    promise=InFull(AtMost(1.3)),
)
def rebuild(cities: Cities) -> Iterator[Contest]:
    yield _contest(cities, lambda: None)


@case(
    "rebuild_lost",
    title="rebuild all totals, all of them lost",
    against=AGAINST,
    unit="s",
    promise=Reported(),
)
def rebuild_lost(cities: Cities) -> Iterator[Contest]:
    yield _contest(cities, _lose)


def _lose() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {KEPT}")


def _contest(cities: Cities, before: Callable[[], None]) -> Contest:
    active = VolunteerYear.objects.filter(minutes__gt=0)
    people = active.count()

    def ours() -> float:
        with _taken_back():
            before()
            took = seconds(rebuild_totals)()
            assert active.count() == people
            return took

    def limit() -> float:
        with _taken_back():
            return seconds(_plain)()

    # A bigger city is read from the disk anyway.
    warms_up = cities.is_little
    return Contest(ours, limit, least=2, most=3, seconds=20, warms_up=warms_up)


def _plain() -> None:
    sql = read_sql("benchmarks/sql/plain_totals.sql")
    with connection.cursor() as cursor:
        cursor.execute(sql.format(steps=folded_steps()))


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
