"""
Geometry of charts drawn as SVG on the server.

Templates give plain numbers and get coordinates back; colours and words are
the templates' own business. Nothing here knows what the numbers count.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import template

from config.templatetags.ui import in_chinese

register = template.Library()


def _of(item: Any, name: str) -> Any:
    """``item[name]`` or ``item.name``, or None."""
    if isinstance(item, Mapping):
        return item.get(name)
    return getattr(item, name, None)


# A mix: shares of one whole, side by side


@dataclass(frozen=True, slots=True)
class Share:
    """One rectangle; ``n`` counts from 1 and picks the colour."""

    n: int
    x: float
    width: float
    percent: str


@dataclass(frozen=True, slots=True)
class Mix:
    """Rectangles of one bar ``width`` wide, and the shares in words."""

    width: int
    height: int
    shares: list[Share]
    percents: list[str]


@register.simple_tag
def mix(*values: int | None, width: int = 340, height: int = 12, gap: float = 3) -> Mix:
    """Lay the values side by side; none gets no rectangle, little at least 2."""
    numbers = [max(0, int(value or 0)) for value in values]
    total = sum(numbers)
    percents = [_percent(number, total) for number in numbers]
    present = [n for n, number in enumerate(numbers) if number]
    room = width - gap * (len(present) - 1)
    widths = _at_least(2, [numbers[n] * room / total for n in present], room)
    shares, x = [], 0.0
    for n, wide in zip(present, widths, strict=True):
        shares.append(Share(n + 1, round(x, 1), round(wide, 1), percents[n]))
        x += wide + gap
    return Mix(width, height, shares, percents)


def _at_least(least: float, widths: list[float], room: float) -> list[float]:
    """Widen slivers to ``least`` and take that from the rest, in proportion."""
    slim = sum(1 for wide in widths if wide < least)
    rest = sum(wide for wide in widths if wide >= least)
    if not slim or not rest:
        return widths
    shrink = (room - slim * least) / rest
    return [least if wide < least else wide * shrink for wide in widths]


def _percent(part: int, whole: int) -> str:
    """One decimal, to the nearest, so that shares add up to about a hundred."""
    return f"{part * 100 / whole:.1f}%" if whole else "–"


# Bars: a value for each of some steps of time


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar and, on top of it and not part of it, what is still open."""

    label: str
    value: int
    pending: int
    text: str
    pending_text: str
    note: str
    url: str
    is_top: bool
    x: float
    middle: float
    y: float
    height: float
    pending_y: float
    pending_height: float
    share: float

    @property
    def is_covered(self) -> bool:
        """Something open stands on top, and the bar has room for its own number."""
        return self.pending_height > 0 and self.height >= 24

    @property
    def text_y(self) -> float:
        return round(self.y + 17 if self.is_covered else self.pending_y - 8, 1)

    @property
    def pending_text_y(self) -> float:
        return round(self.pending_y - (8 if self.is_covered else 24), 1)


@dataclass(frozen=True, slots=True)
class Bars:
    """The whole chart; ``unit`` is what its numbers count: 1, 1000, 10000 …"""

    bars: list[Bar]
    bar_width: float
    ticks: list[tuple[float, str]]
    unit: int

    @property
    def has_pending(self) -> bool:
        return any(bar.pending for bar in self.bars)


WIDTH, TOP, FLOOR, LEFT = 690, 36, 276, 52


@register.simple_tag
def bars(items: Iterable[Any], scale: int = 1) -> Bars:
    """
    Upright bars of ``items`` with label, value and perhaps pending, note, url.

    Values are divided by ``scale`` for the words (60 shows minutes as hours);
    large ones are shown in 万 (Chinese) or in thousands or millions (English).
    """
    rows = [
        (item, int(_of(item, "value") or 0), int(_of(item, "pending") or 0))
        for item in items
    ]
    highest = max((value + pending for _, value, pending in rows), default=0)
    top = max((value for _, value, _ in rows), default=0)
    unit = _unit(highest // scale)
    step = _nice(highest / scale / unit / 4)
    lines = max(1, math.ceil(highest / scale / unit / step))
    ceiling = step * lines

    def up(value: float) -> float:
        return round(value / scale / unit / ceiling * (FLOOR - TOP), 1)

    def words(value: int) -> str:
        return _words(value // scale, unit, highest // scale)

    pitch = (WIDTH - 14 - LEFT) / max(len(rows), 1)
    drawn = []
    for n, (item, value, pending) in enumerate(rows):
        tall, more = up(value), up(pending)
        x = LEFT + pitch * n + pitch * 0.12
        drawn.append(
            Bar(
                label=str(_of(item, "label") or ""),
                value=value,
                pending=pending,
                text=words(value),
                pending_text=words(pending),
                note=str(_of(item, "note") or ""),
                url=str(_of(item, "url") or ""),
                is_top=bool(value) and value == top,
                x=round(x, 1),
                middle=round(x + pitch * 0.33, 1),
                y=round(FLOOR - tall, 1),
                height=tall,
                pending_y=round(FLOOR - tall - more, 1),
                pending_height=more,
                share=round(value / top * 200, 1) if top else 0,
            )
        )
    ticks = _ticks(step, ceiling) if highest else []
    return Bars(drawn, round(pitch * 0.66, 1), ticks, unit)


def _ticks(step: float, ceiling: float) -> list[tuple[float, str]]:
    return [
        (round(FLOOR - step * n / ceiling * (FLOOR - TOP), 1), _plain(step * n))
        for n in range(1, 5)
        if step * n <= ceiling
    ]


def _unit(number: int) -> int:
    if number < 100_000:
        return 1
    if in_chinese():
        return 10_000
    return 1_000 if number < 10_000_000 else 1_000_000


def _words(number: int, unit: int, highest: int) -> str:
    """One decimal where it tells bars apart: 386.8, but 3,868."""
    if not number or unit == 1 or highest >= 1_000 * unit:
        return f"{number // unit:,}"
    tenths = number * 10 // unit
    return f"{tenths // 10:,}.{tenths % 10}"


def _plain(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,.1f}"


def _nice(step: float) -> float:
    """The next of 1, 2, 2.5, 5, 10, 20, … that is not smaller."""
    if step <= 1:
        return 1
    power = 1.0
    while power * 10 < step:
        power *= 10
    return next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= step)


# Tiles: areas shaded by a value


@dataclass(frozen=True, slots=True)
class Tile:
    """One area with the shade (1 light – 4 dark) of its value."""

    item: Any
    shade: int


@dataclass(frozen=True, slots=True)
class Tiles:
    """All areas, and where one shade ends and the next begins."""

    tiles: list[Tile]
    breaks: list[str]


@register.simple_tag
def tiles(items: Sequence[Any], by: str = "value", scale: int = 1) -> Tiles:
    """
    Shade the items by their attribute ``by``, in four steps of equal width.

    The words for the steps are divided by ``scale``, as in ``bars``.
    """
    values = [float(_of(item, by) or 0) / scale for item in items]
    low, high = min(values, default=0), max(values, default=0)
    width = (high - low) / 4
    digits = 1 if high < 100 else 0
    edges = [round(low + width * n, digits) for n in (1, 2, 3)] if width else []
    drawn = [
        Tile(item, 1 + sum(value >= edge for edge in edges))
        for item, value in zip(items, values, strict=True)
    ]
    return Tiles(drawn, [f"{edge:,.{digits}f}" for edge in edges])
