"""
Figures as they stood at a past moment: today's, less what came after.

What came after is folded into days (minutes) and into ten minutes (people), but for
the rest of the moment's own, and for what is not folded yet: that stands in the ledger.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from city.reports.reading import rows, sql
from hours.cube import State, steady, steps_sql

MOMENT = timedelta(microseconds=1)  # the least by which two postings differ
FOREVER = datetime(9999, 12, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Later:
    """
    Where to find what was posted after a moment.

    In days of posting from ``days_from`` on, and in the ledger from ``after`` up to
    ``midnight`` (or to where folding ends); likewise people from ``slots_from`` on and
    up to ``next_slot``. What is not folded yet begins at ``newer``.
    """

    after: datetime
    days_from: date
    midnight: datetime
    slots_from: datetime
    next_slot: datetime
    newer: datetime

    @property
    def is_newer(self) -> bool:
        """Whether the moment is not folded yet: the ledger has all that came after."""
        return self.newer == self.after


def later_than(as_of: datetime, state: State, *, by_day: bool) -> Later:
    """
    What came after a moment.

    :param by_day: every day of posting is kept apart, not only those of late
    """
    after = as_of + MOMENT
    if after >= state.until:
        return Later(after, FOREVER.date(), after, FOREVER, after, after)
    next_day = timezone.localdate(as_of) + timedelta(days=1)
    days_from = next_day if by_day else state.day_after(as_of)
    midnight = timezone.make_aware(datetime.combine(days_from, time()))
    slot = state.slot_after(as_of)
    return Later(
        after=after,
        days_from=days_from,
        midnight=min(midnight, state.until),
        slots_from=slot,
        next_slot=min(slot, state.until),
        newer=state.until,
    )


def past_months(*, year: int, as_of: datetime) -> list[dict[str, Any]]:
    """The city's months by district at a past moment."""

    def read(state: State) -> list[dict[str, Any]]:
        later = later_than(as_of, state, by_day=True)
        values = {
            "year": year,
            "after": later.after,
            "before": later.midnight,
            "days_from": later.days_from,
            "newer": later.newer,
        }
        return rows(sql("city_months_as_of"), values)

    return steady(read)


def past_people(*, year: int, as_of: datetime, on: date) -> list[dict[str, Any]]:
    """
    Districts with their people at a past moment, under the homes of then.

    :param on: the local day at whose end registered people are counted
    """
    first, last = date(year, 1, 1), date(year, 12, 31)

    def read(state: State) -> list[dict[str, Any]]:
        later = later_than(as_of, state, by_day=True)
        spans = [(later.newer, FOREVER)]
        if not later.is_newer:
            spans.append((later.after, later.next_slot))
        steps = "\n UNION ALL\n".join(
            f"({steps_sql(since=since, before=before, first=first, last=last)})"
            for since, before in spans
        )
        values = {"year": year, "on": on, "slots_from": later.slots_from}
        return rows(sql("city_people_as_of").format(steps=steps), values)

    return steady(read)
