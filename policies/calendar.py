"""
Which days the city works: Mondays to Fridays, but for the days it has marked.

A public holiday takes working days away, and gives some back at a weekend (调休).
"""

from collections.abc import Mapping
from datetime import date, timedelta

from policies.reports import HELD

SATURDAY = 5


def is_working_day(day: date) -> bool:
    return _works(day, HELD().days)


def marked_days() -> Mapping[date, bool]:
    """The days the city has marked, and whether it works on them."""
    return HELD().days


def add_working_days(
    day: date, count: int, *, marked: Mapping[date, bool] | None = None
) -> date:
    """
    The local date ``count`` working days after ``day``.

    :param marked: ``marked_days()`` of before, where nothing can be read now
    """
    if marked is None:
        marked = marked_days()
    while count > 0:
        day += timedelta(days=1)
        count -= _works(day, marked)
    return day


def overdue_since(today: date, *, limit: int) -> date:
    """The latest local date of what should have been done within ``limit`` days."""
    marked = HELD().days
    day = today - timedelta(days=1)
    while limit > 0:
        limit -= _works(day, marked)
        day -= timedelta(days=1)
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after ``start``, up to and including ``end``."""
    marked = HELD().days
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(_works(day, marked) for day in days)


def _works(day: date, marked: Mapping[date, bool]) -> bool:
    return marked.get(day, day.weekday() < SATURDAY)
