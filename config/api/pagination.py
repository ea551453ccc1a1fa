import re
from collections.abc import Sequence
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination, CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param
from rest_framework.views import APIView

from config.api.filters import refuse_filters

SALT = "config.cursor"


class CursorPage(BasePagination):
    """
    ``next``, ``previous``, ``results``: pages that begin after a row, not a number.

    The view's ``ordering`` names columns that together are unique and never null,
    such as ``("-minutes", "volunteer_id")``. DRF's own cursor pages compare the
    first column only, and lose their way among many equal values. What the
    address may narrow it by, the view names in ``filters``: nothing unless it does.
    """

    page_size = 50
    max_page_size = 100
    ordering: Sequence[str] = ("-id",)
    page_size_query_param = "page_size"
    cursor_query_param = "cursor"
    get_paginated_response_schema = CursorPagination.get_paginated_response_schema
    cursor_query_description = _("Where the page begins, as next and previous say.")
    page_size_query_description = _("Rows on a page, at most 100.")
    get_schema_operation_parameters = CursorPagination.get_schema_operation_parameters

    def paginate_queryset(  # type: ignore[override]  # nothing but a queryset
        self, queryset: QuerySet, request: Request, view: APIView | None = None
    ) -> list[Any]:
        refuse_filters(request, known=getattr(view, "filters", ()))
        self.url = request.build_absolute_uri()
        self.ordering = getattr(view, "ordering", self.ordering)
        cursor, back = self._read(request)
        order = [_turned(name) for name in self.ordering] if back else self.ordering
        if cursor:
            queryset = queryset.filter(_after(cursor, order))
        size = self._size(request)
        rows = list(queryset.order_by(*order)[: size + 1])
        more = len(rows) > size
        self.page = rows[:size][::-1] if back else rows[:size]
        self.has_previous = more if back else cursor is not None
        self.has_next = back or more
        return self.page

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                "next": self._link(-1, back=False) if self.has_next else None,
                "previous": self._link(0, back=True) if self.has_previous else None,
                "results": data,
            }
        )

    def _read(self, request: Request) -> tuple[list[Any] | None, bool]:
        text = request.query_params.get(self.cursor_query_param)
        if not text:
            return None, False
        try:
            back, *values = signing.loads(text, salt=SALT)
        except signing.BadSignature:
            raise ValidationError({"cursor": [_("This is not a cursor.")]}) from None
        if len(values) != len(self.ordering):
            raise ValidationError({"cursor": [_("This cursor is of another list.")]})
        return values, back

    def _size(self, request: Request) -> int:
        asked = request.query_params.get(self.page_size_query_param, "")
        size = int(asked) if re.fullmatch(r"[0-9]{1,4}", asked) else 0
        return min(size, self.max_page_size) or self.page_size

    def _link(self, row: int, *, back: bool) -> str:
        # An empty page can only be left the way one came.
        if not self.page:
            return remove_query_param(self.url, self.cursor_query_param)
        values = [_value(self.page[row], name) for name in self.ordering]
        cursor = signing.dumps([back, *values], salt=SALT)
        return replace_query_param(self.url, self.cursor_query_param, cursor)


def _turned(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def _after(values: Sequence[Any], order: Sequence[str]) -> Q:
    """Rows later than these values; the first column alone lets an index be used."""
    later = Q()
    equal: dict[str, Any] = {}
    for name, value in zip(order, values, strict=True):
        column = name.removeprefix("-")
        lookup = "lt" if name.startswith("-") else "gt"
        later |= Q(**equal, **{f"{column}__{lookup}": value})
        equal[column] = value
    first = order[0].removeprefix("-")
    reach = "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{reach}": values[0]}) & later


def _value(row: Any, name: str) -> int | str:
    value = row
    for part in name.removeprefix("-").split("__"):
        value = value[part] if isinstance(value, dict) else getattr(value, part)
    return value if isinstance(value, int) else str(value)
