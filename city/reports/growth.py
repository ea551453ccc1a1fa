"""How the register grew."""

from dataclasses import dataclass
from datetime import date

from city.reports.reading import rows, sql


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthOfRegister:
    """
    How many more (or fewer) people a month of the year, 1 to 12, brought.

    ``registered`` is how many there were at its end.
    """

    month: int
    more: int
    registered: int


def registered_months(
    year: int, *, today: date, registered: int
) -> tuple[MonthOfRegister, ...]:
    """
    The months of the year that have begun, by the day people registered.

    :param registered: how many there are at the year's end, or today while it runs
    """
    on = min(date(year, 12, 31), today)
    found = rows(sql("registered_months"), {"year": year, "on": on})
    more = {row["month"]: row["people"] for row in found}
    reached = registered - sum(more.values())
    months = []
    for month in range(1, on.month + 1 if on.year == year else 1):
        reached += more.get(month, 0)
        months.append(
            MonthOfRegister(month=month, more=more.get(month, 0), registered=reached)
        )
    return tuple(months)
