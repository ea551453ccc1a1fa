"""Totals you can ask anything."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from activities.models import ServiceField
from city.reports.moments import settled
from city.reports.paging import Cursor
from city.reports.question import (
    Answer,
    AnswerLine,
    By,
    Figures,
    Question,
    TooManyLines,
)
from city.reports.reading import EVIDENCE, rows, sql
from city.reports.sources import statement
from hours import cube
from volunteers.models import District, Organization, Site
from volunteers.models.naming import Named

MOST_DAYS = 400
SIZE = 50
MEASURES = ("minutes", "sessions", *EVIDENCE)
NAMED: dict[By | None, Any] = {
    By.DISTRICT: District,
    By.ORGANIZATION: Organization,
    By.SERVICE_FIELD: ServiceField,
}


def ask(
    question: Question, *, at: datetime, cursor: str = "", size: int = SIZE
) -> Answer:
    """
    The answer to a question, with one page of its lines.

    Lines without minutes are left out. Months and days follow the calendar, all
    others have most minutes first.

    :param at: the present moment, which the answer is stamped with unless ``as_of``
    :raises AsOfNotYet: if ``as_of`` lies after the watermark
    :raises TooManyLines: if single days are asked for over more than 400
    :raises NotACursor: if ``cursor`` is none
    """
    if question.by == By.DAY and question.days > MOST_DAYS:
        raise TooManyLines(most=MOST_DAYS)
    if question.as_of:
        settled(question.as_of)
    cells = _cells(question)
    lines = _lines(question, cells)
    start = _start(question, lines, cursor)
    shown = lines[start : start + size]
    return Answer(
        question=question,
        as_of=timezone.localtime(question.as_of or at),
        whole=_sum(cells),
        registered=_registered(question, at),
        lines=_named(question, shown),
        count=len(lines),
        previous=_before(question, lines, start, size),
        next=_after(question, shown) if start + size < len(lines) else None,
    )


def _cells(question: Question) -> list[dict[str, Any]]:
    """What the database sums up for each key, of one evidence if one is asked for."""
    cells = cube.steady(lambda state: rows(statement(question, state), None))
    grade = question.evidence
    if grade is None:
        return cells
    none = dict.fromkeys(EVIDENCE, 0)
    return [
        {"key": cell["key"], "minutes": cell[grade], "sessions": None, **none}
        | {grade: cell[grade]}
        for cell in cells
        if cell[grade]
    ]


def _sum(cells: list[dict[str, Any]]) -> Figures:
    sums = {name: sum(cell[name] or 0 for cell in cells) for name in MEASURES}
    if any(cell["sessions"] is None for cell in cells):
        return Figures(**sums | {"sessions": None})
    return Figures(**sums)


def _registered(question: Question, at: datetime) -> int | None:
    if not question.is_of_a_place:
        return None
    day = min(question.last, timezone.localdate(question.as_of or at))
    values = {"day": day, "district": question.district}
    return int(rows(sql("registered_on"), values)[0]["people"])


def _lines(question: Question, cells: list[dict[str, Any]]) -> list[AnswerLine]:
    if question.by is None:
        return []
    if question.by == By.EVIDENCE:
        cells = list(_by_evidence(_sum(cells)))
    elif question.by == By.MONTH:
        cells = [cell | {"key": cell["key"][:7]} for cell in cells]
    lines = [AnswerLine(**cell) for cell in cells]
    return sorted(lines, key=lambda line: _place(question, line.minutes, line.key))


def _by_evidence(whole: Figures) -> Iterable[dict[str, Any]]:
    none = dict.fromkeys(EVIDENCE, 0)
    for grade, minutes in whole.by_evidence.items():
        if minutes:
            line = {"key": grade, "minutes": minutes, "sessions": None}
            yield line | none | {grade: minutes}


def _place(question: Question, minutes: int, key: str) -> tuple[int, str]:
    follows_the_calendar = question.by and question.by.follows_the_calendar
    return (0 if follows_the_calendar else -minutes, key)


def _start(question: Question, lines: list[AnswerLine], cursor: str) -> int:
    if not cursor:
        return 0
    after = Cursor.read(cursor, f"answer.{question.by}")
    place = _place(question, after.minutes, str(after.key))
    return sum(_place(question, line.minutes, line.key) <= place for line in lines)


def _after(question: Question, lines: list[AnswerLine]) -> str:
    last = lines[-1]
    cursor = Cursor(back=False, minutes=last.minutes, key=last.key)
    return cursor.text(f"answer.{question.by}")


def _before(
    question: Question, lines: list[AnswerLine], start: int, size: int
) -> str | None:
    """The page before; empty if it is the first, None if there is none."""
    if start == 0:
        return None
    return _after(question, lines[: start - size]) if start > size else ""


def _named(question: Question, lines: list[AnswerLine]) -> tuple[AnswerLine, ...]:
    names = _names(question.by, [line.key for line in lines])
    return tuple(
        replace(line, **names[line.key]) if line.key in names else line
        for line in lines
    )


def _names(by: By | None, keys: list[str]) -> dict[str, dict[str, Any]]:
    """What the lines of a page are called; a practice site is known by its code."""
    if by == By.SITE:
        return {
            str(site.pk): {"key": site.code, **_both(site)}
            for site in Site.objects.filter(pk__in=filter(None, keys))
        }
    if by not in NAMED:
        return {}
    return {str(one.pk): _both(one) for one in NAMED[by].objects.filter(pk__in=keys)}


def _both(named: Named) -> dict[str, Any]:
    return {"name": named.name, "name_en": named.name_en}
