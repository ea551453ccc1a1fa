"""XLSX workbooks: their first sheet, after a look at what it would take to read it."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

import python_calamine

from config.sheets.errors import Empty, NotATable, TooBig, TooManyRows
from config.sheets.headings import Column, find
from config.sheets.reading import Sheet, pick

MOST_ROWS = 200_000  # besides the headings
MOST_COLUMNS = 100
MOST_BYTES = 60 * 2**20
MOST_UNPACKED = 400 * 2**20
CHUNK = 2**20
# A row or a cell and its place: <row r="12">, <c r="AB12" …>.
PLACE = re.compile(rb"""<(?:\w+:)?(?:row|c)\s(?:[^>]*?\s)?r=["']([A-Z]*)(\d+)""")
TAG_LENGTH = 300


@contextmanager
def read_workbook(file: BinaryIO, columns: Sequence[Column]) -> Iterator[Sheet]:
    """
    The table on the first sheet.

    :raises NotATable: if it is no workbook
    :raises TooManyRows: if it has more than 200,000 rows
    :raises TooBig: if it unpacks to more than any table needs
    """
    _look(file)
    file.seek(0)
    try:
        workbook = python_calamine.load_workbook(file)
        sheet = workbook.get_sheet_by_index(0)
    except (python_calamine.CalamineError, OSError) as error:
        raise NotATable from error
    total = sheet.total_height
    if total > MOST_ROWS + 1:
        raise TooManyRows(most=MOST_ROWS)
    rows = _rows(sheet)
    try:
        begins, written = next(rows)
    except StopIteration:
        raise Empty from None
    headings = find(written, columns)
    yield Sheet(
        ignored=headings.ignored,
        total=max(0, total - begins),
        rows=pick(rows, headings),
    )


def _look(file: BinaryIO) -> None:
    """
    Refuse a small file that would fill the memory.

    A sheet is laid out whole in memory, from its first to its last cell: one cell
    far out is enough. So the places of cells are looked at before, as a stream.
    """
    size = file.seek(0, 2)
    if size > MOST_BYTES:
        raise TooBig
    try:
        with zipfile.ZipFile(file) as archive:
            unpacked = 0
            for entry in archive.infolist():
                with archive.open(entry) as part:
                    unpacked += _look_into(part, allowed=MOST_UNPACKED - unpacked)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotATable from error  # damaged, packed in an unknown way, or encrypted


def _look_into(part: Any, *, allowed: int) -> int:
    unpacked = 0
    kept = b""
    while chunk := part.read(CHUNK):
        unpacked += len(chunk)
        if unpacked > allowed:
            raise TooBig
        text = kept + chunk
        for column, row in PLACE.findall(text):
            if len(row) > 7 or int(row) > MOST_ROWS + 1:
                raise TooManyRows(most=MOST_ROWS)
            if len(column) > 2 or _number(column) > MOST_COLUMNS:
                raise TooBig
        kept = text[-TAG_LENGTH:]  # a tag may go on in the next chunk
    return unpacked


def _number(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _rows(
    sheet: python_calamine.CalamineSheet,
) -> Iterator[tuple[int, Sequence[str]]]:
    for line, values in enumerate(sheet.iter_rows(), start=1):
        cells = [value if type(value) is str else _text(value) for value in values]
        if any(cells):
            yield line, cells


def _text(value: object) -> str:
    """A cell as it would stand in a CSV file; midnight comes as a mere date."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        # A moment is kept as a fraction of days, some microseconds off.
        rounded = (value + timedelta(milliseconds=500)).replace(microsecond=0)
        return rounded.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
