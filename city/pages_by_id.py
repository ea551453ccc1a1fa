"""Pages of rows whose ids sort by time, each beginning after a row."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest

from city.views.asking import query


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows, and the links to the first page and to the next one."""

    rows: list[Any]
    first_url: str | None
    next_url: str | None


def rows_of(
    request: HttpRequest, found: QuerySet, *, size: int, newest_first: bool = False
) -> Rows:
    """
    The page of the rows that the address names.

    :raises BadRequest: if its ``after`` is no id
    """
    after = request.GET.get("after", "")
    if after:
        try:
            begins = UUID(after)
        except ValueError:
            raise BadRequest("after") from None
        found = found.filter(**{"pk__lt" if newest_first else "pk__gt": begins})
    rows = list(found.order_by("-pk" if newest_first else "pk")[: size + 1])
    more = query(request, after=rows[size - 1].pk) if len(rows) > size else None
    first = query(request, after=None) if after else None
    return Rows(rows[:size], first, more)
