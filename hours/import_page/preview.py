"""The sheet as it was read: each row with its cells, and what is wrong with them."""

from dataclasses import dataclass

from hours.import_page.columns import heading_of
from hours.imports import COLUMNS
from hours.models import Import, ImportRow
from volunteers.models import Volunteer

ON_A_PAGE = 50
PROBLEMS, KNOWN = "problems", "known"
VERDICTS = {PROBLEMS: ImportRow.Verdict.BAD, KNOWN: ImportRow.Verdict.KNOWN}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was written, under its heading, and what is to be said of it."""

    heading: str
    text: str
    reasons: list[str]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file by its number there; ``verdict`` is good, known or bad."""

    number: int
    verdict: str
    cells: list[Cell]

    @property
    def is_bad(self) -> bool:
        return self.verdict == ImportRow.Verdict.BAD

    @property
    def is_known(self) -> bool:
        return self.verdict == ImportRow.Verdict.KNOWN


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, and the ``after`` with which the next ones begin, if there are."""

    headings: list[str]
    lines: list[Line]
    after: int = 0


def page(*, imported: Import, only: str = "", after: int = 0) -> Page:
    """The rows after the line ``after``: all, those with a problem, or known ones."""
    rows = ImportRow.objects.filter(imported=imported, line__gt=after)
    if verdict := VERDICTS.get(only):
        rows = rows.exclude(verdict=ImportRow.Verdict.GOOD).filter(verdict=verdict)
    found = list(rows.order_by("line")[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    used = _used(shown)
    names = _names(shown)
    return Page(
        headings=[heading_of(COLUMNS[place].code) for place in used],
        lines=[_line(row, used, names) for row in shown],
        after=shown[-1].line if len(found) > ON_A_PAGE else 0,
    )


def _used(rows: list[ImportRow]) -> list[int]:
    """The places of the columns that every row needs, or that hold something here."""
    told = {reason.column for row in rows for reason in row.reasons}
    return [
        place
        for place, column in enumerate(COLUMNS)
        if column.required
        or column.code in told
        or any(row.cells[place] for row in rows)
    ]


def _names(rows: list[ImportRow]) -> dict[str, str]:
    """By number the name, masked: enough to see that a number is the right one."""
    numbers = {row.number for row in rows if row.number}
    people = Volunteer.objects.filter(number__in=numbers).only("number", "name")
    return {person.number: person.masked_name for person in people}


def _line(row: ImportRow, used: list[int], names: dict[str, str]) -> Line:
    reasons = row.reasons
    first = COLUMNS[0].code
    return Line(
        number=row.line,
        verdict=row.verdict,
        cells=[
            Cell(
                heading=heading_of(code),
                text=row.cells[place],
                reasons=[one.sentence for one in reasons if one.column == code],
                name=names.get(row.number or "", "") if code == first else "",
            )
            for place, code in ((one, COLUMNS[one].code) for one in used)
        ],
    )
