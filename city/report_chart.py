"""The bars of a report: a step of the calendar each."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from city.reports import Answer, By
from config.templatetags.ui import month_name, short_day

MOST_BARS = 400
NUMBERED_BARS = 15  # more have no room for a number each
NAMED_DAYS = 31  # nor for a name


def bars(answer: Answer) -> list[dict[str, Any]]:
    """A bar for each month or day of the period, empty ones too; else none."""
    by = answer.question.by
    if by not in (By.MONTH, By.DAY) or not answer.lines:
        return []
    minutes = {line.key: line.minutes for line in answer.lines}
    steps = list(_months(answer) if by == By.MONTH else _single_days(answer))
    if len(steps) < 2 or len(steps) > MOST_BARS:
        return []
    return [
        {"label": label, "value": max(0, minutes.get(key, 0))} for key, label in steps
    ]


def _months(answer: Answer) -> Iterator[tuple[str, str]]:
    """The months of the period from the first to the last with hours."""
    question = answer.question
    first = max(f"{question.first:%Y-%m}", answer.lines[0].key)
    last = min(f"{question.last:%Y-%m}", answer.lines[-1].key)
    if question.is_whole_year:
        first, last = f"{question.first:%Y-%m}", f"{question.last:%Y-%m}"
    year, month = map(int, first.split("-"))
    crosses = first[:4] != last[:4]
    while (key := f"{year}-{month:02}") <= last:
        name = str(year) if crosses and month == 1 else month_name(month)
        yield key, name
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _single_days(answer: Answer) -> Iterator[tuple[str, str]]:
    question = answer.question
    few = question.days <= NAMED_DAYS
    crosses = question.first.month != question.last.month
    for n in range(question.days):
        day = question.first + timedelta(days=n)
        if not few:
            label = month_name(day.month) if day.day == 1 else ""
        elif crosses and (day.day == 1 or n == 0):
            label = short_day(day)
        else:
            label = str(day.day)
        yield str(day), label
