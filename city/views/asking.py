"""What the address of a page asks for, and who may ask."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.core.paginator import Page as NumberedPage
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from city import reports
from city.permissions import may_read_city
from city.reports.paging import NotACursor, Page
from config.asked import whole
from volunteers.models import Site

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, slots=True)
class Period:
    """The year a page shows, and the years one may choose instead."""

    year: int
    years: list[int]
    today: date

    @property
    def is_running(self) -> bool:
        return self.year == self.today.year

    @property
    def query(self) -> str:
        """The year as a query string, for links to the rows behind a number."""
        return f"?year={self.year}"


def period(request: HttpRequest) -> Period:
    """
    The year asked for, else the running one.

    :raises BadRequest: if it is not a year
    """
    today = timezone.localdate()
    known = reports.years(today=today)
    asked = number(request, "year", least=1000, most=9999)
    return Period(asked or reports.year_to_show(known, today=today), known, today)


def number(request: HttpRequest, name: str, *, least: int, most: int) -> int | None:
    """
    A number of the query string, None where there is none.

    :raises BadRequest: if it is no number between ``least`` and ``most``
    """
    digits = request.GET.get(name, "")
    if not digits:
        return None
    asked = whole(digits) if digits.isascii() else None
    if asked is None or not least <= asked <= most:
        raise BadRequest(name)
    return asked


def text(request: HttpRequest, name: str) -> str:
    """Words of the query string, trimmed to what a database can look for."""
    return request.GET.get(name, "").replace("\0", "").strip()[:50]


def parts(request: HttpRequest, *names: str) -> dict[str, Any]:
    """
    The part of a list that the address names, None for what it leaves open.

    :raises BadRequest: if it is no part there is
    """
    readers: dict[str, Callable[[], Any]] = {
        "month": lambda: number(request, "month", least=1, most=12),
        "band": lambda: number(request, "band", least=1, most=len(reports.BANDS)),
        "district": lambda: text(request, "district") or None,
        "kind": lambda: _kind(request),
    }
    return {name: readers[name]() for name in names}


def _kind(request: HttpRequest) -> str | None:
    kind = text(request, "kind")
    if kind and kind not in Site.Kind.values:
        raise BadRequest("kind")
    return kind or None


def page_of(lines: Callable[..., Page[Any]], request: HttpRequest) -> Page[Any]:
    """
    The page of the list that the address names.

    :raises BadRequest: if its cursor is none of ours
    """
    try:
        return lines(cursor=request.GET.get("cursor", ""))
    except NotACursor:
        raise BadRequest("cursor") from None


def query(request: HttpRequest, **changes: Any) -> str:
    """The page's own query string with some parts changed; None leaves one out."""
    parts = request.GET.copy()
    for name, value in changes.items():
        parts.pop(name, None)
        if value is not None:
            parts[name] = str(value)
    return f"?{parts.urlencode()}"


def ways(request: HttpRequest, page: Page[Any]) -> dict[str, str | None]:
    """Links to the pages before and after."""
    return {
        "newer_url": query(request, cursor=page.previous) if page.previous else None,
        "older_url": query(request, cursor=page.next) if page.next else None,
    }


def numbered_ways(
    request: HttpRequest, page: NumberedPage[Any]
) -> dict[str, str | None]:
    """The same where pages have numbers."""
    newer, older = page.has_previous(), page.has_next()
    return {
        "newer_url": query(request, page=page.number - 1) if newer else None,
        "older_url": query(request, page=page.number + 1) if older else None,
    }


def for_the_city(view: View) -> View:
    """A page that exists for city staff and auditors, and for nobody else."""

    @require_safe
    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_read_city(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return cast("View", guarded)
