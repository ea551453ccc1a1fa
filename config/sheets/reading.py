"""The rows of a table, as texts in the order of the columns asked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from config.sheets.headings import Headings


class Row(NamedTuple):
    """
    One row: its number as a spreadsheet shows it, and its cells, stripped.

    A cell is empty where the file has no such column. ``spilled`` says that the row
    has more cells than there are headings: often a comma without quotation marks.
    """

    line: int
    cells: list[str]
    spilled: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """
    A table whose headings are understood.

    :ivar ignored: the headings that mean nothing here
    :ivar total: about how many rows there are
    :ivar rows: can be gone through once; rows without any text are left out
    """

    ignored: list[str]
    total: int
    rows: Iterator[Row]


def pick(
    lines: Iterable[tuple[int, Sequence[str]]], headings: Headings
) -> Iterator[Row]:
    """The cells that count, of the rows that hold anything."""
    # An empty cell waits at the end for columns that the file has not.
    places = [-1 if place is None else place for place in headings.places]
    width = headings.width
    for line, cells in lines:
        spilled = False
        if len(cells) != width:
            spilled = any(cell.strip() for cell in cells[width:])
            cells = [*cells[:width], *([""] * (width - len(cells)))]
        padded = [*cells, ""]
        row = [padded[place].strip() for place in places]
        if any(row) or spilled or any(cell.strip() for cell in cells):
            yield Row(line, row, spilled)
