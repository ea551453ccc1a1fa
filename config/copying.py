"""How many rows reach the database: lines of text, streamed through COPY."""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection

NULL = "\\N"
AT_ONCE = 2**16  # characters
_SPECIAL = re.compile(r"[\\\t\n\r\0]")
_QUOTED = re.compile(r'[\\"\t\n\r\0]')
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": ""}


class Stream:
    """Lines that are made only when the database reads them."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines: Iterator[str] = iter(lines)

    def read(self, size: int = -1) -> str:
        """
        Some lines, whole; nothing at the end.

        Always about 65,000 characters, for the database asks for too few at a time,
        and Django lets nobody tell it otherwise where DEBUG is on.
        """
        taken: list[str] = []
        length = 0
        for line in self._lines:
            taken.append(line)
            length += len(line)
            if length >= AT_ONCE:
                break
        return "".join(taken)


def copy(table: str, columns: str, lines: Iterable[str]) -> None:
    """Send the lines (tab-separated text) into the table."""
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", Stream(lines))


def escaped(text: str) -> str:
    """A text as COPY takes it; what no text in the database may hold is left out."""
    return _SPECIAL.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES[found.group()]


def array(texts: Sequence[str]) -> str:
    """Texts as COPY takes a text[]."""
    if _QUOTED.search("".join(texts)):
        texts = [text.replace("\\", "\\\\").replace('"', '\\"') for text in texts]
        return escaped('{"' + '","'.join(texts) + '"}')
    return '{"' + '","'.join(texts) + '"}'
