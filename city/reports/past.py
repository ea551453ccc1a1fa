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
from hours.cube import SLOT, State, steady, steps_sql

MOMENT = timedelta(microseconds=1)  # the least by which two postings differ
FOREVER = datetime(9999, 12, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Postings from a moment on and before another, to be added or taken off."""

    since: datetime
    before: datetime
    sign: int


@dataclass(frozen=True, slots=True)
class Later:
    """
    Where to find what was posted after a moment.

    In days of posting from ``days_from`` on; they begin at the midnight that is nearer
    to the moment, so they have the ledger's ``rest`` too little or too much. What is
    not folded yet begins at ``newer``.
    """

    days_from: date
    rest: Stretch
    newer: datetime

    @property
    def is_newer(self) -> bool:
        """Whether the moment is not folded yet: the ledger has all that came after."""
        return self.rest.since == self.newer


def later_than(as_of: datetime, state: State, *, by_day: bool) -> Later:
    """
    What came after a moment.

    :param by_day: every day of posting is kept apart, not only those of late
    """
    after = as_of + MOMENT
    if after >= state.until:
        return Later(FOREVER.date(), Stretch(after, after, -1), after)
    day = timezone.localdate(as_of)
    first, following = (
        (day, day + timedelta(days=1)) if by_day else state.days_around(as_of)
    )
    begun, over = _midnight(first), _midnight(following)
    if after - begun < over - after:
        return Later(first, Stretch(begun, after, 1), state.until)
    return Later(following, Stretch(after, min(over, state.until), -1), state.until)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _slots_after(as_of: datetime, state: State) -> tuple[datetime, tuple[Stretch, ...]]:
    """From which ten minutes on people moved after a moment, and the rest of that."""
    after = as_of + MOMENT
    if after >= state.until:
        return FOREVER, (Stretch(after, FOREVER, -1),)
    newer = Stretch(state.until, FOREVER, -1)
    over = state.slot_after(as_of)
    begun = over - SLOT
    if after - begun < over - after:
        return begun, (newer, Stretch(begun, after, 1))
    return over, (newer, Stretch(after, min(over, state.until), -1))


def past_months(*, year: int, as_of: datetime) -> list[dict[str, Any]]:
    """The city's months by district at a past moment."""

    def read(state: State) -> list[dict[str, Any]]:
        later = later_than(as_of, state, by_day=True)
        values = {
            "year": year,
            "since": later.rest.since,
            "before": later.rest.before,
            "sign": later.rest.sign,
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
        slots_from, stretches = _slots_after(as_of, state)
        steps = "\n UNION ALL\n".join(
            f"SELECT district_id, band, {one.sign} * people AS people FROM ("  # noqa: S608
            f"{steps_sql(since=one.since, before=one.before, first=first, last=last)}"
            ") AS turned"
            for one in stretches
        )
        values = {"year": year, "on": on, "slots_from": slots_from}
        return rows(sql("city_people_as_of").format(steps=steps), values)

    return steady(read)
