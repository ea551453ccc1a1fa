"""The public board, and how its figures are counted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from city import reports
from city.views.asking import period
from config.templatetags.ui import month_name
from needs.figures import need_year


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The city's year for everyone."""
    asked = period(request)
    year = reports.public(reports.city_year(asked.year, at=timezone.now()))
    return render(
        request,
        "city/board.html",
        {
            "period": asked,
            "city": year,
            "months": months(year.months),
            "districts": districts(year),
            "needs": need_year(asked.year),
        },
    )


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """How the figures are counted."""
    return render(request, "city/figures.html")


def months(parts: tuple[reports.Month, ...]) -> list[dict[str, Any]]:
    """Twelve bars; where March stands out, the province's volunteer day is why."""
    others = max(one.minutes for one in parts if one.month != 3)
    march_stands_out = parts[2].minutes * 4 > others * 5
    notes = {3: _("5 Mar, Volunteer Day")} if march_stands_out else {}
    return [
        {
            "label": month_name(one.month),
            "value": one.minutes,
            "note": notes.get(one.month, ""),
        }
        for one in parts
    ]


def districts(
    year: reports.CityYear, url: str = "", query: str = ""
) -> list[dict[str, Any]]:
    """Six tiles by hours for each registered person; ``url`` takes a code."""
    return [
        {
            "code": one.code,
            "label": one.label,
            "value": one.value,
            "minutes": one.minutes,
            "url": f"{url}{one.code}/{query}" if url else "",
        }
        for one in year.districts
    ]
