from dataclasses import dataclass
from datetime import date

from django.db.models import IntegerField, Value
from django.db.models.functions import Cast

from config.held import Held
from policies.models import CalendarDay, Policy

A_DAY = ""  # no number has this code


@dataclass(frozen=True, slots=True)
class Known:
    """
    What the city has set.

    ``numbers`` are codes with the dates from which they held, the earliest first;
    ``days`` are those it has marked, and whether it works on them.
    """

    numbers: list[tuple[str, date, int]]
    days: dict[date, bool]


def _read() -> Known:
    """Both in one statement: whoever counts working days needs a number as well."""
    numbers = Policy.objects.values_list("code", "holds_from", "value")
    days = CalendarDay.objects.values_list(
        Value(A_DAY), "day", Cast("is_working", IntegerField())
    )
    rows = list(numbers.union(days, all=True).order_by("holds_from"))
    return Known(
        [row for row in rows if row[0] != A_DAY],
        {day: bool(works) for code, day, works in rows if code == A_DAY},
    )


HELD = Held(_read)


def numbers(*, on: date) -> dict[str, int]:
    """Every number as it holds on the local date ``on``, by code."""
    return {code: value for code, since, value in HELD().numbers if since <= on}


def number(code: str, *, on: date) -> int:
    """
    The number ``code`` as it holds on the local date ``on``.

    :raises KeyError: if the city never set such a number
    """
    return numbers(on=on)[code]
