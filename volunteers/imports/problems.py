import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.db import connection, transaction

from config import sheets
from config.cells import BOM, plain
from config.triggers import read_sql
from volunteers.imports.columns import COLUMNS
from volunteers.imports.reasons import Reason, in_words

READ_AT_ONCE = 2_000
REASONS = {"zh-hans": "原因", "en": "Reasons"}


@dataclass(frozen=True, slots=True)
class Told:
    """A row that something is to be said about."""

    line: int
    is_bad: bool
    reasons: list[Reason]


def told(*, bad_only: bool = False) -> Iterator[Told]:
    """
    The judged rows somebody should look at, in the order of the file.

    Bad ones, and documents registered under another name; who is there already
    needs no look.
    """
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(
            read_sql("volunteers/imports/sql/told.sql"), {"bad_only": bad_only}
        )
        while rows := cursor.fetchmany(READ_AT_ONCE):
            for line, is_bad, reasons in rows:
                found = [Reason(**one) for one in json.loads(reasons)]
                yield Told(line=line, is_bad=is_bad, reasons=found)


def write_bad_rows(*, source: BinaryIO, name: str, into: BinaryIO) -> int:
    """
    Write the bad rows as CSV, with the reasons beside them in Chinese and English.

    What they say is read from the file once more: it is kept nowhere else. Put
    right, the rows can be brought again as they are.

    :return: how many
    """
    count = 0
    into.write(
        _line([*(one.names[0] for one in COLUMNS), *REASONS.values()], BOM).encode()
    )
    with sheets.read(source, name=name, columns=COLUMNS) as sheet:
        rows = iter(sheet.rows)
        for one in told(bad_only=True):
            row = next(row for row in rows if row.line == one.line)
            words = (in_words(one.reasons, language=language) for language in REASONS)
            into.write(_line([*row.cells, *words]).encode())
            count += 1
    return count


def _line(cells: list[str], before: str = "") -> str:
    line = io.StringIO(before)
    line.seek(0, io.SEEK_END)
    csv.writer(line).writerow([plain(cell) for cell in cells])
    return line.getvalue()
