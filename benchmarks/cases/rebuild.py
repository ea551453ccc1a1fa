"""All totals out of the ledger, against the bare GROUP BY statements."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from benchmarks.cities import Cities
from benchmarks.measuring import Contest, seconds
from benchmarks.promises import AtMost, InFull
from benchmarks.registry import case
from benchmarks.results import significant
from config.database.owner import as_owner
from config.triggers import read_sql
from hours.cube import folded_steps
from hours.models import VolunteerYear
from hours.rebuild import rebuild_totals

KEPT = (
    "hours_volunteeryear, hours_volunteerorganizationyear, hours_organizationmonth,"
    " hours_organizationyear, hours_citymonth, hours_sitemonth, hours_activecount,"
    " volunteers_registeredday, volunteers_registeredmonth, hours_daytotal,"
    " hours_cityday, hours_activestep"
)


@case(
    "rebuild",
    title="rebuild all totals",
    against="the bare GROUP BY statements, each into a plain table",
    unit="s",
    promise=InFull(AtMost(1.3)),
)
def rebuild(cities: Cities) -> Iterator[Contest]:
    active = VolunteerYear.objects.filter(minutes__gt=0)
    people = active.count()

    def rebuilt(*, lost: bool) -> float:
        with _taken_back():
            if lost:
                _lose()
            took = seconds(rebuild_totals)()
            assert active.count() == people
            return took

    def plain() -> float:
        with _taken_back():
            return seconds(_plain)()

    # A big city is read from the disk anyway, and long enough at that.
    contest = Contest(
        ours=lambda: rebuilt(lost=False),
        limit=plain,
        least=2 if cities.is_little else 1,
        most=2,
        seconds=20,
        warms_up=cities.is_little,
    )
    if cities.is_little:
        contest.notes["all_lost_s"] = significant(rebuilt(lost=True))
    yield contest


def _lose() -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {KEPT}")


def _plain() -> None:
    sql = read_sql("benchmarks/sql/plain_totals.sql")
    with connection.cursor() as cursor:
        cursor.execute(sql.format(steps=folded_steps()))


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
