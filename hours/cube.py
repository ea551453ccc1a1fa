"""
The ledger folded into days, step by step, while people go on posting.

A step takes the lines from the moment reached up to another that is settled: nobody
can post before it any more. Readers add what is newer from the ledger itself, so a
figure is never older than now, however late the next step comes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.utils import timezone

from hours.models import Folded

SLOT = timedelta(minutes=10)
LONG_AGO = datetime.min.replace(year=1900, tzinfo=timezone.get_default_timezone())

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
        """The first day of posting that is wholly later than the moment ``at``."""
        day = timezone.localdate(at)
        if day >= self.by_day_from:
            return day + timedelta(days=1)
        return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


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
