"""
Ours and the limit by turns, and what the rounds come to.

Turns, because a machine is slower at one moment than at another: both sides meet
the same weather. The median, because a round that was disturbed must not count.
"""

import gc
import math
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

# One measurement: it does the work, and says the number it came to.
Sample = Callable[[], float]


@dataclass(slots=True)
class Contest:
    """
    Both sides of a case while it stands, and how long it may go on.

    After one round nobody counts, there are at least ``least`` and at most ``most``
    rounds, and no new one is begun after ``seconds``. ``notes`` are for the reader.
    """

    ours: Sample
    limit: Sample | None = None
    least: int = 3
    most: int = 15
    seconds: float = 10
    warms_up: bool = True
    notes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of some measurements, and the bounds of their middle half."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: list[float]) -> "Spread":
        """:raises StatisticsError: if there are no values"""
        median = statistics.median(values)
        if len(values) < 2:
            return cls(median, median, median)
        low, _, high = statistics.quantiles(values, n=4, method="inclusive")
        return cls(median, low, high)


@dataclass(frozen=True, slots=True)
class Measured:
    """What the rounds of a contest came to."""

    ours: Spread
    limit: Spread | None
    rounds: int


def measure(
    contest: Contest, *, clock: Callable[[], float] = time.monotonic
) -> Measured:
    """Let both sides do their work by turns until there are rounds enough."""
    gc.collect()
    gc.freeze()  # what was there before is not looked through in every round
    try:
        return _measure(contest, clock)
    finally:
        gc.unfreeze()


def _measure(contest: Contest, clock: Callable[[], float]) -> Measured:
    if contest.warms_up:
        _round(contest)
    begun = clock()
    rounds: list[tuple[float, float | None]] = []
    while len(rounds) < contest.most:
        rounds.append(_round(contest))
        if len(rounds) >= contest.least and clock() - begun >= contest.seconds:
            break
    return Measured(
        ours=Spread.of([ours for ours, _ in rounds]),
        limit=Spread.of([limit for _, limit in rounds if limit is not None])
        if contest.limit
        else None,
        rounds=len(rounds),
    )


def _round(contest: Contest) -> tuple[float, float | None]:
    return contest.ours(), contest.limit() if contest.limit else None


def milliseconds(act: Callable[[], Any]) -> Sample:
    """A sample that times the act."""
    return lambda: seconds(act)() * 1000


def seconds(act: Callable[[], Any]) -> Sample:
    """A sample that times the act."""

    def sample() -> float:
        with _no_collecting():
            begun = time.perf_counter()
            act()
            return time.perf_counter() - begun

    return sample


@contextmanager
def _no_collecting() -> Iterator[None]:
    """What earlier rounds left is not swept up in the time of this one."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def percentile(values: list[float], share: float) -> float:
    """The value that ``share`` (0 to 1) of all do not pass; the nearest rank."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
