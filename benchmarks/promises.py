"""What is promised of a case: a ratio to its limit, or a bound."""

from dataclasses import dataclass
from typing import Protocol


class Promise(Protocol):
    """Says what it promises, and whether a measurement holds it."""

    def words(self, scale: float) -> str: ...

    def ratio(self, ours: float, limit: float | None) -> float | None: ...

    def holds(self, *, ours: float, limit: float | None, scale: float) -> bool: ...


class _OfTheLimit:
    def ratio(self, ours: float, limit: float | None) -> float | None:
        """Ours for each one of the limit."""
        return ours / limit if limit else None


@dataclass(frozen=True, slots=True)
class AtMost(_OfTheLimit):
    """So many times what the limit takes, at most (seconds, milliseconds)."""

    times: float

    def words(self, scale: float) -> str:
        return f"≤ {self.times:g}×"

    def holds(self, *, ours: float, limit: float | None, scale: float) -> bool:
        ratio = self.ratio(ours, limit)
        return ratio is not None and ratio <= self.times


@dataclass(frozen=True, slots=True)
class AtLeast(_OfTheLimit):
    """That share of what the limit does, at least (rows or requests a second)."""

    share: float

    def words(self, scale: float) -> str:
        return f"≥ {self.share * 100:g} %"

    def holds(self, *, ours: float, limit: float | None, scale: float) -> bool:
        ratio = self.ratio(ours, limit)
        return ratio is not None and ratio >= self.share


@dataclass(frozen=True, slots=True)
class Faster:
    """
    So many times faster than a limit that grows with the city, in the full city.

    In a smaller one the limit has less to do: as much less is promised.
    """

    times: float

    def words(self, scale: float) -> str:
        return f"≥ {self.times * scale:,.6g}× faster"

    def ratio(self, ours: float, limit: float | None) -> float | None:
        """How many times faster than the limit."""
        return limit / ours if limit and ours else None

    def holds(self, *, ours: float, limit: float | None, scale: float) -> bool:
        ratio = self.ratio(ours, limit)
        return ratio is not None and ratio >= self.times * scale


@dataclass(frozen=True, slots=True)
class InFull:
    """
    A promise about a big city, from a tenth of the article's on.

    Below it the figure is for the reader: there, what does not grow weighs most.
    """

    promise: Promise

    LEAST = 0.1

    def words(self, scale: float) -> str:
        if scale >= self.LEAST:
            return self.promise.words(scale)
        return f"{self.promise.words(1)} in a big city"

    def ratio(self, ours: float, limit: float | None) -> float | None:
        return self.promise.ratio(ours, limit)

    def holds(self, *, ours: float, limit: float | None, scale: float) -> bool:
        return scale < self.LEAST or self.promise.holds(
            ours=ours, limit=limit, scale=scale
        )


@dataclass(frozen=True, slots=True)
class Under:
    """Less than a bound of its own, whatever the machine."""

    bound: float
    unit: str

    def words(self, scale: float) -> str:
        return f"< {self.bound:g} {self.unit}"

    def ratio(self, ours: float, limit: float | None) -> float | None:
        return None

    def holds(self, *, ours: float, limit: float | None, scale: float) -> bool:
        return ours < self.bound


@dataclass(frozen=True, slots=True)
class Reported(_OfTheLimit):
    """Nothing is promised: the figure is for the reader."""

    def words(self, scale: float) -> str:
        return "reported"

    def holds(self, *, ours: float, limit: float | None, scale: float) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Exact(Reported):
    """The case itself fails if that is not so; its figure is for the reader."""

    what: str

    def words(self, scale: float) -> str:
        return self.what
