"""The holidays a new city starts with: its staff keep the years to come."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from policies.models import CalendarDay
from policies.reports import HELD

A_DAY = timedelta(days=1)

# 国务院办公厅关于2026年部分节假日安排的通知, 国办发明电〔2025〕7号: the days off,
# first and last, and the days at weekends that are worked instead.
OF_2026: tuple[tuple[str, str, str, list[str]], ...] = (
    ("元旦", "2026-01-01", "2026-01-03", ["2026-01-04"]),
    ("春节", "2026-02-15", "2026-02-23", ["2026-02-14", "2026-02-28"]),
    ("清明节", "2026-04-04", "2026-04-06", []),
    ("劳动节", "2026-05-01", "2026-05-05", ["2026-05-09"]),
    ("端午节", "2026-06-19", "2026-06-21", []),
    ("中秋节", "2026-09-25", "2026-09-27", []),
    ("国庆节", "2026-10-01", "2026-10-07", ["2026-09-20", "2026-10-10"]),
)


def load(**kwargs: Any) -> None:
    """Mark the days of 2026, unless the city has marked any of that year."""
    if not CalendarDay.objects.filter(day__year=2026).exists():
        CalendarDay.objects.bulk_create(_days())
        HELD.forget()


def _days() -> Iterator[CalendarDay]:
    for name, first, last, worked in OF_2026:
        day, end = date.fromisoformat(first), date.fromisoformat(last)
        while day <= end:
            yield CalendarDay(day=day, is_working=False, name=name)
            day += A_DAY
        for one in worked:
            yield CalendarDay(day=date.fromisoformat(one), is_working=True, name=name)
