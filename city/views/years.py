"""Years that are closed: what was published, and what came of it, for everybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from city.models import ClosedYear
from city.permissions import may_read_city
from city.year_close.page import YearPage
from config.csv_files import Columns, csv_file

COLUMNS: Columns = [
    (_("Cut"), lambda one: one.cut.value),
    (_("Code"), lambda one: one.key),
    (_("Name"), lambda one: one.label),
    (_("People"), lambda one: one.people),
    (_("Minutes"), lambda one: one.minutes),
    (_("Times"), lambda one: one.sessions),
    (_("Minutes now"), lambda one: one.minutes_now),
    (_("Times now"), lambda one: one.sessions_now),
    (_("Difference in minutes"), lambda one: one.difference),
]


@require_safe
def closed_years(request: HttpRequest) -> HttpResponse:
    """All there are, the newest first."""
    return render(
        request, "city/closed_years.html", {"years": ClosedYear.objects.all()}
    )


@require_safe
def closed_year(request: HttpRequest, year: int) -> HttpResponse:
    """The published figures of a year, those of now, the difference and why."""
    return render(request, "city/closed_year.html", {"page": _page(request, year)})


@require_safe
def closed_year_csv(request: HttpRequest, year: int) -> HttpResponseBase:
    """A line for each figure; for the city also by organization and site."""
    page = _page(request, year)
    return csv_file(f"closed-year-{year}", COLUMNS, [page.rows])


@require_safe
def closed_year_json(request: HttpRequest, year: int) -> HttpResponse:
    """The same as JSON, with the digest and why figures differ."""
    page = _page(request, year)
    closed = page.closed
    told: dict[str, Any] = {
        "year": closed.year,
        "as_of": closed.as_of,
        "digest": closed.digest,
        "restated_until": closed.restated_until,
        "figures": [
            {
                "cut": one.cut.value,
                "key": one.key,
                "name": one.label,
                "people": one.people,
                "minutes": one.minutes,
                "sessions": one.sessions,
                "minutes_now": one.minutes_now,
                "sessions_now": one.sessions_now,
            }
            for one in page.rows
        ],
        "why": [
            {
                "kind": one.kind,
                "reason_code": one.reason_code,
                "minutes": one.minutes,
                "sessions": one.sessions,
            }
            for one in page.why
        ],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _page(request: HttpRequest, year: int) -> YearPage:
    closed = get_object_or_404(ClosedYear, pk=year)
    return YearPage(closed, inside=may_read_city(request.user))
