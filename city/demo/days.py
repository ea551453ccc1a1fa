"""The days of a year as volunteers fill them: seasons, weekends, feast days."""

from bisect import bisect
from datetime import date, timedelta
from itertools import accumulate

from policies.calendar import is_working_day

SEASONS = (0.75, 0.65, 1.45, 1.1, 1.0, 0.95, 1.05, 1.05, 0.95, 1.1, 1.0, 0.9)
WEEKEND = 2.0
# Lei Feng's day and Jiangsu's volunteers' day, which makes March the highest month;
# the international day. Everybody's team has an activity of the day.
FEASTS = {(3, 5): 18.0, (12, 5): 10.0}
CHARITY_DAY = (9, 5)

# Decisions and late entries reach beyond the year.
DAYS_AFTER = 60

# The minutes of a day, ready for COPY.
CLOCK = [f"{minute // 60:02d}:{minute % 60:02d}:00+08" for minute in range(1440)]


def _weight(day: date) -> float:
    date_of_any_year = day.month, day.day
    if date_of_any_year in FEASTS:
        return FEASTS[date_of_any_year]
    weight = SEASONS[day.month - 1] * (WEEKEND if day.weekday() >= 5 else 1)
    return weight * (2 if date_of_any_year == CHARITY_DAY else 1)


class YearOfService:
    """
    The days of a year in which people serve, up to ``last``, by number from 0.

    ``share`` is how much of a whole year's service falls on them.
    """

    def __init__(self, year: int, *, last: date, today: date) -> None:
        first = date(year, 1, 1)
        whole = (date(year + 1, 1, 1) - first).days
        weights = [_weight(first + timedelta(days=n)) for n in range(whole)]
        self.year = year
        self.first = first
        self.count = min(whole, (last - first).days + 1)
        self.today = (today - first).days
        dates = [first + timedelta(days=n) for n in range(self.count + DAYS_AFTER)]
        self.texts = [f"{day} " for day in dates]
        self.months = [day.month for day in dates]
        self.milliseconds = [
            (day - date(1970, 1, 1)).days * 86_400_000 for day in dates
        ]
        self.working = [_next_working(day) - first.toordinal() for day in dates]
        self.feasts = {
            n for n, day in enumerate(dates) if (day.month, day.day) in FEASTS
        }
        self._ends = list(accumulate(weights))[: self.count]
        self.share = self._ends[-1] / sum(weights)

    def draw(self, luck: float, *, after: int = -1) -> int:
        """A day later than ``after``, by luck from 0 to 1 and by its weight."""
        ends = self._ends
        low = ends[after] if after >= 0 else 0.0
        return min(bisect(ends, low + luck * (ends[-1] - low)), self.count - 1)


def _next_working(day: date) -> int:
    """The day itself, or the Monday after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day.toordinal()
