"""What became of the city's needs, for its staff: out of totals only."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from city.views.asking import for_the_city, period
from config.templatetags.ui import month_name
from needs.figures import NeedYear, need_year
from needs.permissions import may_have_calls


@for_the_city
def needs(request: HttpRequest) -> HttpResponse:
    """The needs of a year: how many, where they stand, and how long each act took."""
    asked = period(request)
    year = need_year(asked.year)
    context = {
        "period": asked,
        "year": year,
        "months": _bars(year),
        "may_call": may_have_calls(request.user),
    }
    return render(request, "city/needs.html", context)


def _bars(year: NeedYear) -> list[dict[str, Any]]:
    """By month how many needs were asked for."""
    return [
        {"label": month_name(n), "value": one.needs}
        for n, one in enumerate(year.months, 1)
    ]
