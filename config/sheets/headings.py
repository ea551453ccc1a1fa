"""Which column of a file is which, however its heading is written."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from config.sheets.errors import Empty, HeadingsMissing, HeadingTwice

MOST_TOLD = 20  # of the headings found
LENGTH_TOLD = 40


@dataclass(frozen=True, slots=True)
class Column:
    """A column that counts: its ``code``, and the ``names`` it is headed by as well."""

    code: str
    names: tuple[str, ...] = ()
    required: bool = False

    @property
    def words(self) -> str:
        """As people are told what to write: ``开始时间 (started_at)``."""
        return f"{self.names[0]} ({self.code})" if self.names else self.code


@dataclass(frozen=True, slots=True)
class Headings:
    """
    Where each column stands in the file.

    :ivar places: for each column asked for, its place in a row; None where absent
    :ivar ignored: the headings that mean no column, as they are written
    """

    places: list[int | None]
    ignored: list[str]
    width: int


def find(written: Sequence[str], columns: Sequence[Column]) -> Headings:
    """
    Match the headings of a file with the columns asked for.

    :raises Empty: if no heading is written at all
    :raises HeadingsMissing: if a required column is not among them
    :raises HeadingTwice: if two of them mean the same column
    """
    if not any(text.strip() for text in written):
        raise Empty
    meanings = _meanings(columns)
    found: dict[str, int] = {}
    ignored: list[str] = []
    for place, text in enumerate(written):
        code = meanings.get(_plain(text))
        if code is None:
            if text.strip():
                ignored.append(_told(text))
        elif code in found:
            raise HeadingTwice(first=_told(written[found[code]]), second=_told(text))
        else:
            found[code] = place
    missing = [one.words for one in columns if one.required and one.code not in found]
    if missing:
        raise HeadingsMissing(missing=_list(missing), found=_list(map(_told, written)))
    return Headings(
        places=[found.get(column.code) for column in columns],
        ignored=ignored,
        width=len(written),
    )


def matches(written: Sequence[str], columns: Sequence[Column]) -> int:
    """How many of the headings mean a column."""
    meanings = _meanings(columns)
    return sum(_plain(text) in meanings for text in written)


def _meanings(columns: Sequence[Column]) -> dict[str, str]:
    return {
        _plain(name): column.code
        for column in columns
        for name in (column.code, *column.names)
    }


def _plain(text: str) -> str:
    """Without case, width, spaces, underscores and the marks of mandatory columns."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s_*:\-\ufeff]", "", folded)


def _told(text: str) -> str:
    return text.strip()[:LENGTH_TOLD]


def _list(words: "Sequence[str] | map[str]") -> str:
    told = [word for word in words if word]
    more = ["…"] if len(told) > MOST_TOLD else []
    return _(", ").join([*told[:MOST_TOLD], *more])
