"""
Totals put right from the ledger, while people go on working.

What a total lacks of the ledger is one statement's answer, so of one moment. Every
posting changes ledger and total alike: what is lacking is still the same when it
is added later, in steps, and whoever posts meanwhile waits for one step at most.
Nothing is emptied, so readers never see less than before.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from config.triggers import read_sql
from hours.reconcile import check_sql

# In this order: counts of active people follow the years of people, and what is summed
# of organizations' months or of days of the register is compared with these.
TOTALS = (
    "volunteer_year",
    "volunteer_organization_year",
    "organization_month",
    "organization_year",
    "city_month",
    "site_month",
    "active_count",
    "registered_count",
    "registered_month",
    "day_total",
    "city_day",
    "active_step",
)
STEP = 5_000  # rows; how long a posting may have to wait


def rebuild_totals(*, step: int = STEP) -> dict[str, int]:
    """
    Add to each total what it lacks of the ledger, and say how many rows were wrong.

    A year of a person that is there keeps the home it is counted under.
    """
    with _one_at_a_time():
        return {total: _rebuild(total, step) for total in TOTALS}


def _rebuild(total: str, step: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS missing")
        cursor.execute(
            "CREATE TEMPORARY TABLE missing AS SELECT row_number() OVER () AS line,"  # noqa: S608
            f" off.* FROM ({check_sql(total)}) AS off",
            {"most": None},
        )
        wrong = cursor.rowcount
        if wrong > step:
            cursor.execute("CREATE INDEX ON missing (line)")
        for first in range(1, wrong + 1, step):
            with transaction.atomic():
                cursor.execute(
                    read_sql(f"hours/sql/rebuild_{total}.sql"),
                    {"first": first, "last": first + step - 1},
                )
        cursor.execute("DROP TABLE missing")
    return wrong


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two at once would both add the same; the second waits, and finds nothing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('rebuild_totals'))")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext('rebuild_totals'))")
