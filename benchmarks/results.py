"""What a run came to: one line a case, on screen, as Markdown, and as JSON."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.cities import Cities
from benchmarks.measuring import Measured, Spread
from benchmarks.registry import Case

DIGITS = 3  # significant ones: more would be noise


@dataclass(frozen=True, slots=True)
class Line:
    """One case: both figures, what was promised, and whether that holds."""

    case: str
    against: str
    ours: float | None
    limit: float | None
    unit: str
    ratio: float | None
    promise: str
    holds: bool
    rounds: int = 0
    spread: dict[str, list[float]] = field(default_factory=dict)
    notes: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(
        cls, case: Case, measured: Measured, *, cities: Cities, notes: dict[str, Any]
    ) -> "Line":
        """What the case came to in these cities."""
        scale = cities.scale
        ours = measured.ours.median
        limit = measured.limit.median if measured.limit else None
        return cls(
            case=case.title,
            against=case.against.format(small=cities.share),
            ours=rounded(ours),
            limit=rounded(limit),
            unit=case.unit,
            ratio=rounded(case.promise.ratio(ours, limit)),
            promise=case.promise.words(scale),
            holds=case.promise.holds(ours=ours, limit=limit, scale=scale),
            rounds=measured.rounds,
            spread=_spread(ours=measured.ours, limit=measured.limit),
            notes=notes,
        )

    @classmethod
    def failed(cls, case: Case, *, cities: Cities, why: str) -> "Line":
        """A case that could not be measured: what it promises does not hold."""
        return cls(
            case=case.title,
            against=case.against.format(small=cities.share),
            ours=None,
            limit=None,
            unit=case.unit,
            ratio=None,
            promise=case.promise.words(cities.scale),
            holds=False,
            notes={"failed": why},
        )

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    @property
    def verdict(self) -> str:
        if "failed" in self.notes:
            return "failed"
        if self.promise == "reported" or self.promise.endswith("in a big city"):
            return ""
        return "holds" if self.holds else "BROKEN"


def _spread(**sides: Spread | None) -> dict[str, list[float]]:
    return {
        name: [significant(side.low), significant(side.high)]
        for name, side in sides.items()
        if side
    }


def rounded(value: float | None) -> float | None:
    """The value to significant digits; None stays None."""
    return None if value is None else significant(value)


def significant(value: float) -> float:
    """Three digits that count; whole numbers above them stay whole."""
    if abs(value) >= 10**DIGITS:
        return round(value)
    return float(f"{value:.{DIGITS}g}")


HEAD = ("case", "ours", "limit", "unit", "ratio", "promise", "")


def cells(line: Line) -> tuple[str, ...]:
    """The line as the words of a table's row."""
    return (
        line.case,
        _figure(line, "ours", line.ours),
        _figure(line, "limit", line.limit),
        line.unit,
        "" if line.ratio is None else f"{line.ratio:,g}×",
        line.promise,
        line.verdict,
    )


def _figure(line: Line, side: str, value: float | None) -> str:
    if value is None:
        return "–"
    low, high = line.spread.get(side, [value, value])
    middle = f"{value:,g}"
    return middle if line.rounds < 2 else f"{middle} ({low:,g}–{high:,g})"


def on_screen(lines: list[Line]) -> str:
    """One table, and below it what is to be said about single lines."""
    rows = [HEAD, *(cells(line) for line in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = ["  ".join(_aligned(row, widths)).rstrip() for row in rows]
    table.insert(1, "─" * (sum(widths) + 2 * len(widths) - 2))
    return "\n".join([*table, "", *_remarks(lines)])


def _aligned(row: tuple[str, ...], widths: list[int]) -> list[str]:
    right = {1, 2, 4}
    return [
        cell.rjust(width) if place in right else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]


def _remarks(lines: list[Line]) -> list[str]:
    return [
        f"{line.case}: " + ", ".join(f"{name} {what}" for name, what in told)
        for line in lines
        if (told := list(line.notes.items()))
    ]


def as_markdown(lines: list[Line]) -> str:
    """The table for docs/performance.md, with what each case is held against."""
    head = ("Case", "Limit", "Ours", "Limit took", "Unit", "Ratio", "Promise", "")
    rows = [
        (case, line.against, *rest) for line in lines for case, *rest in [cells(line)]
    ]
    return "\n".join(
        "| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows]
    )


def write(
    path: Path, lines: list[Line], *, scale: float, **about: dict[str, Any]
) -> None:
    """Write the run to a file, whole or not at all."""
    told = {**about, "scale": scale, "cases": [line.as_json() for line in lines]}
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n")
    draft.replace(path)


def read(path: Path) -> list[Line]:
    """:raises FileNotFoundError: if no run was written there"""
    return [Line(**line) for line in json.loads(path.read_text())["cases"]]
