"""The city's totals: rows that are kept, against a look at every session."""

from collections.abc import Iterator
from datetime import date

from django.db import connection

from benchmarks.cities import YEAR, Cities
from benchmarks.measuring import Contest, milliseconds
from benchmarks.promises import Faster, InFull
from benchmarks.registry import case
from city.reports.reading import rows, sql
from config.triggers import read_sql


@case(
    "totals_sql",
    title="the totals' SQL",
    against="count(DISTINCT volunteer), sum(minutes) over the sessions",
    unit="ms",
    promise=InFull(Faster(1000)),
)
def totals_sql(cities: Cities) -> Iterator[Contest]:
    assert _kept() == _summed()
    yield Contest(
        ours=milliseconds(_kept), limit=milliseconds(_summed), most=9, seconds=15
    )


def _kept() -> tuple[int, int]:
    """People active in the year, and their minutes, as the dashboard reads them."""
    months = rows(sql("city_months"), {"year": YEAR})
    people = rows(sql("city_people"), {"year": YEAR, "on": date(YEAR, 12, 31)})
    return (
        int(sum(sum(one["bands"]) for one in people)),
        sum(one["minutes"] for one in months),
    )


def _summed() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(read_sql("benchmarks/sql/sum_sessions.sql"), {"year": YEAR})
        people, minutes = cursor.fetchone()
    return people, minutes
