"""
The ledger folded into days, step by step, while people go on posting.

A step takes the lines from the moment reached up to another that is settled: nobody
can post before it any more. Readers add what is newer from the ledger itself, so a
figure is never older than now, however late the next step comes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from django.db import connection
from django.utils import timezone
from psycopg2.extensions import AsIs

from config.database.acts import Act, part
from config.triggers import read_sql
from hours.models import Folded
from hours.watermark import watermark

SLOT = timedelta(minutes=10)  # of ActiveStep
# A posting that has just begun may not be seen as under way for an instant.
INSTANT = timedelta(seconds=5)
BY_DAY = timedelta(days=62)  # for how long each day of posting is kept apart
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
FIRST, LAST = date(1900, 1, 1), date(9999, 12, 31)  # of any service
OF_TOUCHED = "JOIN touched USING (volunteer_id)"

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class State:
    """
    How far the ledger is folded: lines posted before ``until``, by local day of
    posting from ``by_day_from`` on, and before that by month.
    """

    until: datetime
    by_day_from: date

    def days_around(self, at: datetime) -> tuple[date, date]:
        """The first day of posting kept together with the moment, and the next one."""
        day = timezone.localdate(at)
        if day >= self.by_day_from:
            return day, day + timedelta(days=1)
        first = day.replace(day=1)
        return first, (first + timedelta(days=32)).replace(day=1)

    def slot_after(self, at: datetime) -> datetime:
        """When the first ten minutes begin that are wholly later than ``at``."""
        return at + SLOT - (at - LONG_AGO) % SLOT


def state() -> State:
    """How far the ledger is folded; since long ago, if it never was."""
    known = Folded.objects.values_list("until", "by_day_from").first()
    return State(*known) if known else State(LONG_AGO, LONG_AGO.date())


def steady(read: Callable[[State], Answer]) -> Answer:
    """
    What ``read`` answers out of days and ledger, of one state of both.

    The state is told as values, so that the planner knows how little is newer; if a
    step was folded meanwhile, it is read again.
    """
    while True:
        before = state()
        answer = read(before)
        if state() == before:
            return answer


def keep(*, at: datetime) -> None:
    """Fold what is settled, and put months that are long past together."""
    fold()
    while MERGE():
        pass


def fold(*, until: datetime | None = None) -> int:
    """
    Fold the ledger up to a moment, a day of posting in each step.

    The first step takes all there is, set-wise. Two at once take turns.

    :param until: not folded further than the watermark; without it, all but the
        last seconds
    :return: how many steps it took
    """
    settled = watermark()
    before = min(until, settled) if until else settled - INSTANT
    steps = 0
    while FOLD(before):
        steps += 1
    return steps


def folded_steps() -> str:
    """The SQL for all there was, as far as the ledger is folded when it runs."""
    return steps_sql(since=LONG_AGO, before=AsIs("(SELECT until FROM hours_folded)"))


def steps_sql(
    *,
    since: datetime,
    before: "datetime | AsIs",
    first: date = FIRST,
    last: date = LAST,
) -> str:
    """The SQL for how active people changed bands, its values in place."""
    text = _steps(OF_TOUCHED if since > LONG_AGO else "")
    values = {"since": since, "before": before, "first": first, "last": last}
    with connection.cursor() as cursor:
        bound: bytes = cursor.mogrify(text, values)
    return bound.decode()


def _steps(of_touched: str) -> str:
    return read_sql("hours/sql/active_steps.sql").format(of_touched=of_touched)


def _active_steps(since: str, of_touched: str = "") -> str:
    """The SQL that folds how active people changed bands, in the act ``FOLD``."""
    names = {"since": since, "before": "target", "first": FIRST, "last": LAST}
    steps = _steps(of_touched) % {
        name: value if isinstance(value, str) else f"date '{value}'"
        for name, value in names.items()
    }
    return read_sql("hours/sql/fold_active_step.sql").format(steps=steps)


def _by_day() -> str:
    return str(BY_DAY.days)


FOLD = Act(
    "hours_fold_step",
    sql="hours/sql/acts/fold_step.sql",
    takes={"wanted": "timestamptz"},
    returns="boolean",
    parts={
        "by_day": _by_day,
        "first_active_steps": lambda: _active_steps("long_ago"),
        "active_steps": lambda: _active_steps("since", OF_TOUCHED),
        "day_total": part(
            "hours/sql/fold_day_total.sql",
            since="since",
            before="target",
            by_day_from="days_from",
        ),
        "city_day": part("hours/sql/fold_city_day.sql", since="since", before="target"),
    },
)
MERGE = Act(
    "hours_merge_month",
    sql="hours/sql/acts/merge_month.sql",
    returns="boolean",
    parts={
        "by_day": _by_day,
        "day_total": part(
            "hours/sql/merge_day_total.sql", first="month_first", after="month_after"
        ),
    },
)
ACTS = [FOLD, MERGE]
