"""
A busy week at the first organization's desk: 500 honest sessions, and five odd ones.

They are of people who serve nowhere else this year, so nothing else of their days or
years is in the way. Nobody has decided them: no total knows them.
"""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle, islice

from city.demo.cast import BEACH, CLINIC, GUIDE, LIBRARY, STATION, Cast, Deed
from city.demo.people import Serving
from city.demo.plan import CAST, Plan

HONEST, ODD = 500, 5
# From so many people on, enough of them are idle.
LEAST = 1_400
DAYS = 5  # the last ones
WHERE = (LIBRARY, GUIDE, STATION, CLINIC, BEACH, GUIDE)
MINUTES = (120, 150, 90, 180, 120, 120, 150)
EVIDENCE = (
    *("timed", "timed", "witnessed", "timed", "declared", "timed", "witnessed"),
    *("timed", "timed", "declared", "timed"),
)
STARTS = (540, 840, 510, 570, 810, 870, 600, 480, 900, 525, 780, 660, 720)
# The odd ones are long, on the person's own word, and of an activity that does not run
# then: children are read to from June to August, the couplets are of the new year.
SUMMER, NEW_YEAR = "暑期儿童阅读陪伴", "新春社区送福字"
LONG = 420
NOTE = "忘记签到，按印象补登"


class BusyWeek:
    """Deals one session each to the first idle people who can sign in."""

    def __init__(self, plan: Plan, cast: Cast) -> None:
        is_told = plan.running_year and plan.volunteers >= LEAST
        self._cast = cast
        self._deeds = _deeds(plan) if is_told else iter(())
        self.is_over = not is_told

    def lines(self, people: Iterable[Serving], counts: array) -> Iterator[str]:
        """Lines for COPY, of those of the people whose ``counts`` are nought."""
        for person in people:
            if person.id <= CAST or counts[person.id] or not person.has_account:
                continue
            deed = next(self._deeds, None)
            if deed is None:
                self.is_over = True
                return
            yield self._cast.line(replace(deed, person=person.id))


def _deeds(plan: Plan) -> Iterator[Deed]:
    """Of nobody yet; what would fall into another year is left out."""
    honest = islice(
        zip(*map(cycle, (WHERE, MINUTES, EVIDENCE, STARTS)), strict=False), HONEST
    )
    days = cycle(plan.today - timedelta(days=n + 1) for n in range(DAYS))
    for nth, (on, (activity, minutes, evidence, start)) in enumerate(
        zip(days, honest, strict=False)
    ):
        if on.year != plan.today.year:
            continue
        yield Deed(
            person=0,
            activity=activity,
            on=on,
            minutes=minutes,
            evidence=evidence,
            start=start,
            fate="submitted",
        )
        if nth % (HONEST // ODD) == 0:
            yield _odd(on)


def _odd(on: date) -> Deed:
    return Deed(
        person=0,
        activity=NEW_YEAR if on.month > 2 else SUMMER,
        on=on,
        minutes=LONG,
        evidence="declared",
        fate="submitted",
        note=NOTE,
        is_outside=True,
    )
