"""Icons, and numbers and moments as people read them, in Chinese and English."""

import re
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from config.durations import hundredths

register = template.Library()

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def in_chinese() -> bool:
    """Whether the active language is Chinese."""
    return (get_language() or "").startswith("zh")


# Icons


@lru_cache(maxsize=512)
def _paths(name: str) -> SafeString:
    folder = Path(settings.BASE_DIR) / "node_modules/@tabler/icons/icons/outline"
    svg = (folder / f"{name}.svg").read_text(encoding="utf-8")
    inside = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", svg, flags=re.DOTALL)
    inside = re.sub(r'<path stroke="none"[^>]*/>', "", inside)
    return SafeString(re.sub(r"\s*\n\s*", "", inside))


@register.simple_tag
def icon(name: str, label: str = "", **attributes: str) -> SafeString:
    """
    An outline icon, drawn into the page.

    Silent for screen readers, unless it has a ``label``. ``class`` adds classes.

    :raises FileNotFoundError: if @tabler/icons has no icon of that name
    """
    speech = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )
    return format_html(
        '<svg class="hh-icon {}" {} width="20" height="20" viewBox="0 0 24 24"'
        ' fill="none" stroke="currentColor" stroke-width="1.75"'
        ' stroke-linecap="round" stroke-linejoin="round">{}</svg>',
        attributes.get("class", ""),
        speech,
        _paths(name),
    )


# Numbers


@register.filter
def hours(minutes: int | Fraction | None) -> str:
    """Minutes as hours with two places, truncated: 5549 → "92.48"."""
    sign, whole, fraction = hundredths(minutes or 0)
    return f"{sign}{whole:,}.{fraction:02}"


@register.filter
def hours_whole(minutes: int | None) -> str:
    """The part of ``hours`` before the point: 1410 → "23"."""
    sign, whole, _ = hundredths(minutes or 0)
    return f"{sign}{whole:,}"


@register.filter
def hours_fraction(minutes: int | None) -> str:
    """The part of ``hours`` from the point on: 1410 → ".50"."""
    return f".{hundredths(minutes or 0)[2]:02}"


@register.filter
def to_hours(minutes: int | None) -> int:
    """Whole hours as a number, for ``wan`` and ``thousands``: 1410 → 23."""
    whole = abs(int(minutes or 0)) // 60
    return -whole if (minutes or 0) < 0 else whole


@register.filter
def thousands(number: int | None) -> str:
    """1430218 → "1,430,218"."""
    return f"{number or 0:,}"


@register.filter
def wan(number: int | None) -> str:
    """
    A large number in short, one decimal, truncated.

    Chinese counts in 万 from ten thousand on, English in k and m:
    1864321 → "186.4 万" or "1.8m".
    """
    number = int(number or 0)
    if abs(number) < 10_000:
        return f"{number:,}"
    if in_chinese():
        return f"{_tenths(number, 10_000)} 万"
    if abs(number) < 1_000_000:
        return f"{_tenths(number, 1_000)}k"
    return f"{_tenths(number, 1_000_000)}m"


def _tenths(number: int, unit: int) -> str:
    tenths = abs(number) * 10 // unit
    return f"{'-' if number < 0 else ''}{tenths // 10:,}.{tenths % 10}"


@register.filter
def percent(part: int | None, whole: int | None) -> str:
    """``{{ part|percent:whole }}``: share with one decimal, truncated; "–" of none."""
    if not whole:
        return "–"
    return f"{_tenths(int(part or 0) * 100, int(whole))}%"


@register.filter
def duration(minutes: int | None) -> str:
    """150 → "2 小时 30 分" or "2 h 30 min"."""
    whole, rest = divmod(int(minutes or 0), 60)
    words = ("小时", "分") if in_chinese() else ("h", "min")
    parts = [f"{n} {word}" for n, word in zip((whole, rest), words, strict=True) if n]
    return " ".join(parts) or f"0 {words[1]}"


# Days and moments, always in Shanghai


def _local(moment: datetime) -> datetime:
    return moment.astimezone(SHANGHAI)


def _date(moment: date | datetime) -> date:
    return _local(moment).date() if isinstance(moment, datetime) else moment


@register.filter
def day(moment: date | datetime | None) -> str:
    """ "11月28日 周六" or "Sat 28 Nov"."""
    if moment is None:
        return ""
    on = _date(moment)
    if in_chinese():
        return f"{on.month}月{on.day}日 周{WEEKDAYS_ZH[on.weekday()]}"
    return f"{WEEKDAYS_EN[on.weekday()]} {on.day} {MONTHS_EN[on.month - 1]}"


@register.filter
def full_day(moment: date | datetime | None) -> str:
    """ "2020年3月5日 周四" or "Thu 5 Mar 2020"."""
    if moment is None:
        return ""
    on = _date(moment)
    return f"{on.year}年{day(on)}" if in_chinese() else f"{day(on)} {on.year}"


@register.filter
def short_day(moment: date | datetime | None) -> str:
    """ "11月28日" or "28 Nov", for sentences."""
    if moment is None:
        return ""
    on = _date(moment)
    if in_chinese():
        return f"{on.month}月{on.day}日"
    return f"{on.day} {MONTHS_EN[on.month - 1]}"


@register.filter
def dated(moment: date | datetime | None) -> str:
    """ "2020年3月5日" or "5 Mar 2020", as on paper."""
    if moment is None:
        return ""
    on = _date(moment)
    return (
        f"{on.year}年{short_day(on)}" if in_chinese() else f"{short_day(on)} {on.year}"
    )


@register.filter
def day_of_month(moment: date | datetime | None) -> str:
    """ "28", large on a leaf of the calendar."""
    return "" if moment is None else str(_date(moment).day)


@register.filter
def month_of(moment: date | datetime | None) -> str:
    """ "11月" or "Nov"."""
    return "" if moment is None else month_name(_date(moment).month)


@register.filter
def weekday(moment: date | datetime | None) -> str:
    """ "周六" or "Sat"."""
    if moment is None:
        return ""
    n = _date(moment).weekday()
    return f"周{WEEKDAYS_ZH[n]}" if in_chinese() else WEEKDAYS_EN[n]


@register.filter
def weekday_short(moment: date | datetime | None) -> str:
    """ "六" or "Sat", over the columns of a calendar."""
    return weekday(moment).removeprefix("周")


@register.filter
def month_name(number: int | None) -> str:
    """3 → "3月" or "Mar"."""
    if not number:
        return ""
    return f"{number}月" if in_chinese() else MONTHS_EN[number - 1]


@register.filter
def clock(moment: datetime | None) -> str:
    """ "9:00"."""
    if moment is None:
        return ""
    at = _local(moment)
    return f"{at.hour}:{at.minute:02}"


@register.filter
def span(start: datetime | None, end: datetime | None) -> str:
    """``{{ start|span:end }}``: "9:00–11:30"; the day's last moment is "24:00"."""
    if start is None:
        return ""
    if end is None:
        return f"{clock(start)}–"
    next_day = _local(start).date() + timedelta(days=1)
    at_midnight = clock(end) == "0:00" and _local(end).date() == next_day
    return f"{clock(start)}–{'24:00' if at_midnight else clock(end)}"


@register.filter
def moment(at: datetime | None) -> str:
    """ "11月17日 9:10" or "17 Nov, 9:10"."""
    if at is None:
        return ""
    return f"{short_day(at)}{' ' if in_chinese() else ', '}{clock(at)}"
