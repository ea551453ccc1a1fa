"""
Tables that people bring as files: CSV or XLSX, read row by row in constant memory.

Whoever reads one says which columns count::

    COLUMNS = [Column("number", ("编号",), required=True), Column("note", ("备注",))]

    with read(file, name="hours.csv", columns=COLUMNS) as sheet:
        for row in sheet.rows:
            number, note = row.cells

Headings are found by code or name in any order; what else the file holds is told
in ``ignored`` and left alone. What stands in the way is a ``RuleBroken``, also while
rows are read.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from config.sheets.errors import NotATable
from config.sheets.headings import Column
from config.sheets.reading import Row, Sheet
from config.sheets.texts import read_text
from config.sheets.workbooks import MOST_ROWS, read_workbook

__all__ = ["MOST_ROWS", "Column", "NotATable", "Row", "Sheet", "read"]


@contextmanager
def read(file: BinaryIO, *, name: str, columns: Sequence[Column]) -> Iterator[Sheet]:
    """
    The table in a file that can be read from any place, by what its name says it is.

    :raises NotATable: if it is neither text nor a workbook
    :raises TooManyRows: if a workbook has more than 200,000 rows
    :raises TooBig: if a workbook unpacks to more than any table needs
    :raises HeadingsMissing: if a column that must be there is not
    :raises HeadingTwice: if two columns have the same heading
    """
    file.seek(0)
    begins = file.read(4)
    file.seek(0)
    is_workbook = begins == b"PK\x03\x04" or name.lower().endswith((".xlsx", ".xlsm"))
    reader = read_workbook if is_workbook else read_text
    with reader(file, columns) as sheet:
        yield sheet
