"""CSV as spreadsheets write it, in the encodings in use here."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from config.sheets.errors import Empty, NotATable, Unreadable
from config.sheets.headings import Column, find, matches
from config.sheets.reading import Sheet, pick

# What Chinese spreadsheets save as, most telling first.
ENCODINGS = ("utf-8-sig", "gb18030")
BY_MARK = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = ",;\t，"
CHUNK = 2**20
LONGEST_CELL = 20_000


@contextmanager
def read_text(file: BinaryIO, columns: Sequence[Column]) -> Iterator[Sheet]:
    """
    The table of a text file, its encoding and delimiter found out.

    :raises NotATable: if it is no text
    """
    encoding, lines = _look(file)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        delimiter = _delimiter(text, columns)
        text.seek(0)
        rows = _rows(text, delimiter)
        try:
            begins, written = next(rows)
        except StopIteration:
            raise Empty from None
        headings = find(written, columns)
        yield Sheet(
            ignored=headings.ignored,
            total=max(0, lines - begins),
            rows=pick(rows, headings),
        )
    finally:
        text.detach()  # the file is the caller's, who closes it


def _look(file: BinaryIO) -> tuple[str, int]:
    """The encoding that reads the whole file, and about how many lines it has."""
    file.seek(0)
    begins = file.read(4)
    for mark, encoding in BY_MARK:
        if begins.startswith(mark):
            return _tried(file, [encoding])
    return _tried(file, ENCODINGS)


def _tried(file: BinaryIO, encodings: Sequence[str]) -> tuple[str, int]:
    for encoding in encodings:
        try:
            return encoding, _decoded_lines(file, encoding)
        except UnicodeDecodeError:
            continue
    raise NotATable


def _decoded_lines(file: BinaryIO, encoding: str) -> int:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    lines = 0
    text = ""
    while chunk := file.read(CHUNK):
        text = decoder.decode(chunk)
        if "\0" in text:  # no text has it, pictures and old workbooks do
            raise NotATable
        lines += text.count("\n")
    text += decoder.decode(b"", final=True)
    return lines + (not text.endswith("\n"))


def _delimiter(text: io.TextIOWrapper, columns: Sequence[Column]) -> str:
    """The delimiter that makes most sense of the first line with anything on it."""
    first = next((line for line in _first_lines(text) if line.strip()), "")

    def sense(delimiter: str) -> int:
        return matches(next(csv.reader([first], delimiter=delimiter), []), columns)

    return max(DELIMITERS, key=sense)


def _first_lines(text: io.TextIOWrapper) -> Iterator[str]:
    for _ in range(100):
        yield text.readline(LONGEST_CELL)


def _rows(
    text: io.TextIOWrapper, delimiter: str
) -> Iterator[tuple[int, Sequence[str]]]:
    # Cells longer than this are what follows a lone quotation mark.
    csv.field_size_limit(LONGEST_CELL)
    line = 0
    try:
        for line, cells in enumerate(csv.reader(text, delimiter=delimiter), start=1):
            if cells:
                yield line, cells
    except csv.Error as error:
        raise Unreadable(line=line + 1) from error
