"""
The ledger folded into days, step by step, while people go on posting.

A step takes the lines from the moment reached up to another that is settled: nobody
can post before it any more. Readers add what is newer from the ledger itself, so a
figure is never older than now, however late the next step comes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from django.db import connection, transaction
from django.utils import timezone
from psycopg2.extensions import AsIs

from config.triggers import read_sql
from hours.models import Entry, Folded, HomeMove
from hours.watermark import watermark

SLOT = timedelta(minutes=10)  # of ActiveStep
STEP = timedelta(days=1)  # of posting, folded in one transaction
# A posting that has just begun may not be seen as under way for an instant.
INSTANT = timedelta(seconds=5)
BY_DAY = timedelta(days=62)  # for how long each day of posting is kept apart
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class State:
    """
    How far the ledger is folded: lines posted before ``until``, by local day of
    posting from ``by_day_from`` on, and before that by month.
    """

    until: datetime
    by_day_from: date

    def day_after(self, at: datetime) -> date:
        """The first day of posting that is kept apart from the moment ``at``."""
        day = timezone.localdate(at)
        if day >= self.by_day_from:
            return day + timedelta(days=1)
        return _next_month(day)

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
    while _merge_month():
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
    while _fold_step(before):
        steps += 1
    return steps


@transaction.atomic
def _fold_step(target: datetime) -> bool:
    reached = _locked()
    if target <= reached.until:
        return False
    if reached.until == LONG_AGO:
        _run(read_sql("hours/sql/give_room.sql"))
        reached.by_day_from = (timezone.localdate(target) - BY_DAY).replace(day=1)
        before = target
    else:
        before = min(target, _next_posting(reached.until, target) + STEP)
    span = {"since": reached.until, "before": before}
    for name in ("day_total", "city_day"):
        _run(
            read_sql(f"hours/sql/fold_{name}.sql"),
            **span,
            by_day_from=reached.by_day_from,
        )
    _run(read_sql("hours/sql/fold_active_step.sql").format(steps=steps_sql(**span)))
    reached.until = before
    reached.save()
    return True


def folded_steps() -> str:
    """The SQL for all there was, as far as the ledger is folded when it runs."""
    return steps_sql(since=LONG_AGO, before=AsIs("(SELECT until FROM hours_folded)"))


def steps_sql(
    *,
    since: datetime,
    before: "datetime | AsIs",
    first: date = date(1900, 1, 1),
    last: date = date(9999, 12, 31),
) -> str:
    """The SQL for how active people changed bands, its values in place."""
    touched = "JOIN touched USING (volunteer_id)" if since > LONG_AGO else ""
    text = read_sql("hours/sql/active_steps.sql").format(of_touched=touched)
    values = {"since": since, "before": before, "first": first, "last": last}
    with connection.cursor() as cursor:
        bound: bytes = cursor.mogrify(text, values)
    return bound.decode()


@transaction.atomic
def _merge_month() -> bool:
    reached = _locked()
    after = _next_month(reached.by_day_from)
    if reached.until == LONG_AGO or after > timezone.localdate(reached.until) - BY_DAY:
        return False
    _run(
        read_sql("hours/sql/merge_day_total.sql"),
        first=reached.by_day_from,
        after=after,
    )
    reached.by_day_from = after
    reached.save()
    return True


def _locked() -> Folded:
    """The state, for this transaction alone."""
    begun = Folded(until=LONG_AGO, by_day_from=LONG_AGO.date())
    Folded.objects.bulk_create([begun], ignore_conflicts=True)
    return Folded.objects.select_for_update().get()


def _next_posting(since: datetime, target: datetime) -> datetime:
    """When something happened next; long stretches of nothing are one step."""
    nexts = (
        Entry.objects.filter(posted_at__gte=since).order_by("posted_at"),
        HomeMove.objects.filter(moved_at__gte=since).order_by("moved_at"),
    )
    known = [
        one
        for one in (
            nexts[0].values_list("posted_at", flat=True).first(),
            nexts[1].values_list("moved_at", flat=True).first(),
        )
        if one
    ]
    return min([*known, target])


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _run(statement: str, **values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
