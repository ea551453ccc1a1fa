"""Lines of history out of several tables as one list, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet

from city.reports.paging import NotACursor
from config.history import Change

SALT = "city.changes"


@dataclass(frozen=True, slots=True)
class Place:
    """A line's place in the list: its moment, its table's, and its own number."""

    at: datetime
    table: int
    pk: int

    def text(self) -> str:
        return signing.dumps([self.at.isoformat(), self.table, self.pk], salt=SALT)

    @classmethod
    def read(cls, text: str) -> "Place":
        """:raises NotACursor: if no list ever gave that text"""
        try:
            at, table, pk = signing.loads(text, salt=SALT)
        except signing.BadSignature:
            raise NotACursor from None
        return cls(datetime.fromisoformat(at), table, pk)


def newest(
    sources: "Sequence[QuerySet[Any]]", *, after: Place | None, size: int
) -> tuple[list[Change], Place | None]:
    """At most so many lines, and where older ones go on; None where none do."""
    found = [
        (Place(line.pgh_created_at, table, line.pk), line)
        for table, source in enumerate(sources)
        for line in _after(source, table, after)[: size + 1]
    ]
    found.sort(key=lambda one: (one[0].at, -one[0].table, one[0].pk), reverse=True)
    more, found = len(found) > size, found[:size]
    return [line for _, line in found], found[-1][0] if more else None


def _after(source: "QuerySet[Any]", table: int, after: Place | None) -> Any:
    lines = source.order_by("-pgh_created_at", "-pgh_id")
    if after is None:
        return lines
    older = Q(pgh_created_at__lt=after.at)
    if table > after.table:
        older |= Q(pgh_created_at=after.at)
    elif table == after.table:
        older |= Q(pgh_created_at=after.at, pgh_id__lt=after.pk)
    return lines.filter(older)
