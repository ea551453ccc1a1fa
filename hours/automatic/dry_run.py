"""What a rule would have done to the last months, beside what became of them."""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils import timezone

from config.triggers import read_sql
from hours.automatic.matching import Question, sql

DRY_RUN = "hours/sql/automatic_dry_run.sql"
# Served within the months, and neither on site, taken back, nor of a record given up.
SERVED = (
    "service_date BETWEEN %(since)s AND %(until)s"
    " AND status NOT IN ('open', 'withdrawn') AND reason_code <> 'merged'"
)
MONTHS = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """
    Of so many ``sessions`` the rule would have ``approved`` some and ``held`` others
    for a person. Of those approved, people did not accept the ``rejected``, had
    questions about the ``asked``, and took the ``reversed`` back later.
    """

    sessions: int
    approved: int
    held: int
    reversed: int
    rejected: int
    asked: int


@dataclass(frozen=True, slots=True)
class DryRun:
    """The local dates from ``since`` to ``until``, by month and together."""

    since: date
    until: date
    months: list[tuple[date, Counts]]

    @property
    def all(self) -> Counts:
        return Counts(
            *(
                sum(getattr(counts, one.name) for _month, counts in self.months)
                for one in fields(Counts)
            )
        )


def last_months(at: datetime) -> tuple[date, date]:
    """The last three whole months, and this one up to today."""
    today = timezone.localdate(at)
    first = today.replace(day=1)
    for _month in range(MONTHS):
        first = (first - timedelta(days=1)).replace(day=1)
    return first, today


def dry_run(question: Question, *, since: date, until: date) -> DryRun:
    """
    What the rule would have done to the service of these local dates, both included.

    It asks the statement by which the rule decides. Nothing is changed.
    """
    values = question.values() | {"since": since, "until": until}
    with connection.cursor() as cursor:
        cursor.execute(read_sql("hours/sql/give_room.sql"))
        cursor.execute(sql(SERVED, path=DRY_RUN), values)
        months = [(month, Counts(*counts)) for month, *counts in cursor.fetchall()]
    return DryRun(since=since, until=until, months=months)
