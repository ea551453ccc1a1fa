"""Pages of long lists that begin after a line, however many lines are equal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing

from city.reports.reading import rows, sql

SALT = "city.lines"
SIZE = 50

FORTH = (
    "SELECT * FROM ({lines}) AS line"
    " WHERE minutes <= %(minutes)s AND (minutes < %(minutes)s OR key > %(key)s)"
    " ORDER BY minutes DESC, key LIMIT %(limit)s"
)
BACK = (
    "SELECT * FROM ({lines}) AS line"
    " WHERE minutes >= %(minutes)s AND (minutes > %(minutes)s OR key < %(key)s)"
    " ORDER BY minutes, key DESC LIMIT %(limit)s"
)
FIRST = "SELECT * FROM ({lines}) AS line ORDER BY minutes DESC, key LIMIT %(limit)s"

Line = TypeVar("Line")


class NotACursor(ValueError):
    """The text does not say where a page begins."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page begins: after a line, or before it when going back."""

    back: bool
    minutes: int
    key: str | int

    def text(self, name: str) -> str:
        """The cursor for the address of the list ``name``, and of no other."""
        return signing.dumps([self.back, self.minutes, self.key], salt=f"{SALT}.{name}")

    @classmethod
    def read(cls, text: str, name: str) -> "Cursor":
        """:raises NotACursor: if the list ``name`` never gave that text"""
        try:
            return cls(*signing.loads(text, salt=f"{SALT}.{name}"))
        except (signing.BadSignature, TypeError):
            raise NotACursor from None


@dataclass(frozen=True, slots=True)
class Page(Generic[Line]):
    """Some lines of a list, most minutes first, and the way to the others."""

    lines: list[Line]
    previous: str | None
    next: str | None


def page(
    name: str,
    into: Callable[..., Line],
    *,
    cursor: str = "",
    size: int = SIZE,
    parts: dict[str, str] | None = None,
    **values: Any,
) -> Page[Line]:
    """
    The page of ``city/sql/<name>.sql`` that begins at ``cursor``.

    :param parts: statements to put into it, whose values are in place
    :raises NotACursor: if ``cursor`` is none
    """
    at = Cursor.read(cursor, name) if cursor else None
    frame = FIRST if not at else BACK if at.back else FORTH
    place = {"minutes": at.minutes, "key": at.key} if at else {}
    lines = sql(name)
    if parts:
        whole = {part: text.replace("%", "%%") for part, text in parts.items()}
        lines = lines.format(**whole)
    found = rows(frame.format(lines=lines), {**values, **place, "limit": size + 1})
    more, found = len(found) > size, found[:size]
    if at and at.back:
        found.reverse()
    going_back = at is not None and at.back
    has_previous = more if going_back else at is not None
    has_next = going_back or more
    return Page(
        lines=[into(**row) for row in found],
        previous=_cursor(found[0], name, back=True) if found and has_previous else None,
        next=_cursor(found[-1], name, back=False) if found and has_next else None,
    )


def _cursor(row: dict[str, Any], name: str, *, back: bool) -> str:
    key = row["key"] if isinstance(row["key"], int) else str(row["key"])
    return Cursor(back, row["minutes"], key).text(name)


def every_page(pages: Callable[[str], Page[Line]]) -> Iterator[list[Line]]:
    """The lines of all pages from the first on, as many at a time as a page has."""
    cursor: str | None = ""
    while cursor is not None:
        here = pages(cursor)
        yield here.lines
        cursor = here.next
