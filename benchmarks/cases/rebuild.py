"""All totals out of the ledger, against the bare GROUP BY statements."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from benchmarks.cities import Cities
from benchmarks.measuring import Contest, seconds
from benchmarks.promises import AtMost
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

# A bigger city is read from the disk anyway.
WARM = 0.1


@case(
    "rebuild",
    title="rebuild all totals, lost altogether",
    against="the bare GROUP BY statements, each into a plain table",
    unit="s",
    promise=AtMost(1.3),
)
def rebuild(cities: Cities) -> Iterator[Contest]:
    people = VolunteerYear.objects.filter(minutes__gt=0).count()

    def ours() -> float:
        with _taken_back(), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {KEPT}")
            took = seconds(rebuild_totals)()
            assert VolunteerYear.objects.filter(minutes__gt=0).count() == people
            return took

    def limit() -> float:
        with _taken_back(), connection.cursor() as cursor:
            sql = read_sql("benchmarks/sql/plain_totals.sql")
            sql = sql.format(steps=folded_steps())
            return seconds(lambda: cursor.execute(sql))()

    yield Contest(
        ours=ours,
        limit=limit,
        least=2,
        most=5,
        seconds=30,
        warms_up=cities.scale < WARM,
    )


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
