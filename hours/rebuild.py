"""
Totals put right from the ledger, while people go on working.

What a total lacks of the ledger is one statement's answer, so of one moment. Every
posting changes ledger and total alike: what is lacking is still the same when it
is added later, in steps, and whoever posts meanwhile waits for one step at most.
Nothing is emptied, so readers never see less than before.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from config.database.acts import Act, part
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
    wrong: int = FIND(total)
    for first in range(1, wrong + 1, step):
        ADD(total, first, first + step - 1)
    return wrong


def _of_each(statement: Callable[[str], str]) -> str:
    """PL/pgSQL that runs the statement of the total that ``which`` names."""
    cases = "\n".join(f"WHEN '{total}' THEN {statement(total)};" for total in TOTALS)
    return f"CASE which\n{cases}\nEND CASE"


def _stage(total: str) -> str:
    lacks = check_sql(total) % {"most": "NULL"}
    return (
        "CREATE TEMPORARY TABLE missing AS"  # noqa: S608
        f" SELECT row_number() OVER () AS line, off.* FROM ({lacks}) AS off"
    )


def _add(total: str) -> str:
    names = {"first": "first_line", "last": "last_line"}
    return part(f"hours/sql/rebuild_{total}.sql", **names)()


FIND = Act(
    "hours_find_missing",
    sql="hours/sql/acts/find_missing.sql",
    takes={"which": "text"},
    returns="bigint",
    parts={"stage": lambda: _of_each(_stage)},
)
ADD = Act(
    "hours_add_missing",
    sql="hours/sql/acts/add_missing.sql",
    takes={"which": "text", "first_line": "bigint", "last_line": "bigint"},
    parts={"add": lambda: _of_each(_add)},
)
ACTS = [FIND, ADD]


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
