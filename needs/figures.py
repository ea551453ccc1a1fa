"""
What became of needs: by category, district and month, and how long each act took.

All of it is counted anew in one act of the owner when upkeep finds that something
happened; pages read a few rows of that. Medians are no sums, and a need moves between
rows that many people would wait for, so no trigger keeps them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, Sum

from config.database.acts import Act as OwnersAct
from config.triggers import read_sql
from needs.models import (
    IN_HAND,
    MET,
    UNCLAIMED,
    Act,
    CallResult,
    Category,
    FollowUp,
    NeedMonth,
    NeedPace,
    NeedsCounted,
    NeedService,
    State,
    Step,
)
from volunteers.models import District

AT_MOST_EVERY = timedelta(minutes=10)
AT_LEAST_EVERY = timedelta(days=1)  # a site may have come to another district
PUT_AWAY = (State.REFUSED, State.TRANSFERRED, State.CANCELLED)
GOOD = (State.RATED, State.CLOSED)


def _months() -> str:
    return read_sql("needs/sql/need_months.sql")


COUNT = OwnersAct(
    "needs_count",
    sql="needs/sql/acts/count_needs.sql",
    takes={"counted_at": "timestamptz"},
    parts={
        "months": _months,
        "paces": lambda: read_sql("needs/sql/need_paces.sql"),
        "services": lambda: read_sql("needs/sql/need_services.sql"),
    },
)
ACTS = [COUNT]


def count(*, at: datetime) -> None:
    """Count all needs anew. Two at once take turns."""
    COUNT(at)


def count_if_due(*, at: datetime) -> bool:
    """
    Count if anything happened, every ten minutes at most, and once a day in any case.

    :return: whether it did
    """
    known = NeedsCounted.objects.first()
    if known and at - known.counted_at < AT_MOST_EVERY:
        return False
    is_behind = known is None or known.steps != Step.objects.count()
    if known and not is_behind and at - known.counted_at < AT_LEAST_EVERY:
        return False
    count(at=at)
    return True


def check_sql() -> str:
    """What proves the totals, see ``hours.reconcile``."""
    return read_sql("needs/sql/reconcile_need_month.sql").format(months=_months())


# What pages read


@dataclass(frozen=True, slots=True)
class Standing:
    """How many needs there were, and what became of them."""

    by_state: dict[str, int]
    solved: int = 0
    rated: int = 0
    stars: int = 0
    again: int = 0

    def _in(self, states: Iterable[str]) -> int:
        return sum(self.by_state.get(state, 0) for state in states)

    @property
    def needs(self) -> int:
        return sum(self.by_state.values())

    @property
    def states(self) -> list[tuple[str, int]]:
        """Where they stand, in the order of the way."""
        there = (state for state in State if state in self.by_state)
        return [(str(state.label), self.by_state[state]) for state in there]

    @property
    def met(self) -> int:
        """Done, whatever was said of it."""
        return self._in(MET)

    @property
    def good(self) -> int:
        """Done, and somebody said that it was good."""
        return self._in(GOOD)

    @property
    def unrated(self) -> int:
        """Done, and nobody said how it was: never as good."""
        return self._in([State.UNRATED])

    @property
    def in_hand(self) -> int:
        return self._in(IN_HAND)

    @property
    def unmet(self) -> int:
        """Nobody has taken it on yet."""
        return self._in(UNCLAIMED)

    @property
    def put_away(self) -> int:
        return self._in(PUT_AWAY)

    @property
    def average(self) -> str:
        """Stars of all ratings, cut after one decimal; empty without any."""
        tenths = 10 * self.stars // self.rated if self.rated else None
        return "" if tenths is None else f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True, slots=True)
class Calls:
    """What people said who were called by lot about what was met in a year."""

    drawn: int
    satisfied: int
    unsatisfied: int
    not_reached: int

    @property
    def reached(self) -> int:
        return self.satisfied + self.unsatisfied

    @property
    def open(self) -> int:
        return self.drawn - self.reached


@dataclass(frozen=True, slots=True)
class Line:
    """A category, district or month, and its needs."""

    label: str
    standing: Standing


@dataclass(frozen=True)
class NeedYear:
    """The needs that were asked for in a year."""

    year: int
    counted_at: datetime | None

    @cached_property
    def whole(self) -> Standing:
        return self._by("month__year").get(self.year, Standing({}))

    @cached_property
    def categories(self) -> list[Line]:
        """Those of which something was asked for, in their order."""
        found = self._by("category")
        named = Category.objects.filter(pk__in=found)
        return [Line(one.label, found[one.pk]) for one in named]

    @cached_property
    def districts(self) -> list[Line]:
        found = self._by("district")
        named = District.objects.all()
        return [Line(one.label, found.get(one.pk, Standing({}))) for one in named]

    @cached_property
    def months(self) -> list[Standing]:
        """Twelve of them."""
        found = self._by("month__month")
        return [found.get(n, Standing({})) for n in range(1, 13)]

    @cached_property
    def paces(self) -> list[NeedPace]:
        """How long acts took, in the order in which they come."""
        order = list(Act)
        found = NeedPace.objects.filter(year=self.year)
        return sorted(found, key=lambda one: order.index(Act(one.act)))

    @cached_property
    def service(self) -> NeedService:
        """With how many activities they were met, and the minutes given there."""
        found = NeedService.objects.filter(year=self.year).first()
        return found or NeedService(year=self.year, activities=0, minutes=0)

    @cached_property
    def calls(self) -> Calls:
        """A few in a hundred, so they are counted as they are."""
        own = FollowUp.objects.filter(sample__month__year=self.year)
        counted = own.order_by().values_list("result").annotate(n=Count("pk"))
        known = dict(counted)
        return Calls(
            sum(known.values()),
            known.get(CallResult.SATISFIED, 0),
            known.get(CallResult.UNSATISFIED, 0),
            known.get(CallResult.NOT_REACHED, 0),
        )

    def _by(self, name: str) -> dict[Any, Standing]:
        sums = {one: Sum(one) for one in ("needs", "solved", "rated", "stars", "again")}
        own = NeedMonth.objects.filter(month__year=self.year).order_by()
        states: defaultdict[Any, dict[str, int]] = defaultdict(dict)
        more: defaultdict[Any, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for key, state, needs, *figures in own.values_list(name, "state").annotate(
            **{f"{one}_": total for one, total in sums.items()}
        ):
            states[key][state] = needs
            more[key] = [a + b for a, b in zip(more[key], figures, strict=True)]
        return {key: Standing(states[key], *more[key]) for key in states}


def need_year(year: int) -> NeedYear:
    """
    The figures of the needs asked for in a local year.

    :param year: of the day on which they were asked for
    """
    known = NeedsCounted.objects.first()
    return NeedYear(year, known.counted_at if known else None)
