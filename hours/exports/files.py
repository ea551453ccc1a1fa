"""Sessions written into a file, as they are read: memory stays what it is."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter
from django.db import connection, transaction
from xlsxwriter.worksheet import Worksheet

from config.cells import BOM
from hours.exports.columns import COLUMNS, headings
from hours.exports.sessions import Wanted, statement

SHEET_ROWS = 1_048_576
TOLD_EVERY = 5_000

Tell = Callable[[int], None]


def silent(rows: int) -> None:
    """Tell nobody."""


class _Rows:
    """A file that counts the rows COPY sends, one at a time."""

    def __init__(self, file: BinaryIO, tell: Tell) -> None:
        self._send = file.write
        self._tell = tell
        self.count = 0

    def write(self, row: bytes) -> None:
        self._send(row)
        self.count += 1
        if not self.count % TOLD_EVERY:
            self._tell(self.count)


def write_csv_head(file: BinaryIO, *, language: str) -> None:
    """What comes before the first row."""
    file.write(f"{BOM}{','.join(headings(language))}\n".encode())


def write_csv_rows(file: BinaryIO, wanted: Wanted, *, tell: Tell = silent) -> int:
    """
    The rows, as PostgreSQL streams them.

    :param tell: is told now and then how many there are so far
    :return: how many
    """
    rows = _Rows(file, tell)
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY ({statement(wanted)}) TO STDOUT (FORMAT csv, ENCODING 'UTF8')", rows
        )
    return rows.count


def write_csv(file: BinaryIO, wanted: Wanted, *, tell: Tell = silent) -> int:
    """A whole CSV file; see ``write_csv_rows``."""
    write_csv_head(file, language=wanted.language)
    return write_csv_rows(file, wanted, tell=tell)


def write_xlsx(
    file: BinaryIO, wanted: Wanted, *, folder: str, tell: Tell = silent
) -> int:
    """
    A whole XLSX file, with a new sheet wherever one is full.

    :param folder: where the sheets wait while they grow
    :param tell: is told now and then how many rows there are so far
    :return: how many rows
    """
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": folder})
    book.use_zip64()
    sheets = _Sheets(book, wanted)
    count = 0
    for row in _read(wanted):
        sheets.add(row)
        count += 1
        if not count % TOLD_EVERY:
            tell(count)
    book.close()
    return count


def _read(wanted: Wanted) -> Iterator[tuple[Any, ...]]:
    """The rows from a cursor of the server's, some thousand at a time."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(statement(wanted))
        while rows := cursor.fetchmany(TOLD_EVERY):
            yield from rows


class _Sheets:
    """The sheets of a book: rows are added to the last one until it is full."""

    def __init__(self, book: xlsxwriter.Workbook, wanted: Wanted) -> None:
        self._book = book
        self._year = wanted.year
        self._headings = headings(wanted.language)
        self._bold = book.add_format({"bold": True})
        self._formats = {
            kind: book.add_format({"num_format": shown})
            for kind, shown in (
                (date, "yyyy-mm-dd"),
                (datetime, "yyyy-mm-dd hh:mm:ss"),
                (Decimal, "0.00"),
            )
        }
        self._begin()

    def _begin(self) -> None:
        number = len(self._book.worksheets()) + 1
        name = f"{self._year}" if number == 1 else f"{self._year}-{number}"
        self._sheet: Worksheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        for place, column in enumerate(COLUMNS):
            self._sheet.set_column(place, place, column.width)
            self._sheet.write_string(0, place, self._headings[place], self._bold)
        self._next = 1

    def add(self, row: tuple[Any, ...]) -> None:
        if self._next == SHEET_ROWS:
            self._begin()
        for place, value in enumerate(row):
            self._write(place, value)
        self._next += 1

    def _write(self, place: int, value: Any) -> None:
        # By type, and never by what it looks like: a text is no formula.
        kind = type(value)
        if kind is str:
            self._sheet.write_string(self._next, place, value)
        elif kind in (date, datetime):
            self._sheet.write_datetime(self._next, place, value, self._formats[kind])
        elif value is not None:
            self._sheet.write_number(self._next, place, value, self._formats.get(kind))
