"""The city's dashboard and the rows behind every number on it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from city import reports
from city.likeness import likenesses_of, set_apart_from
from city.merged_page import merges_of
from city.views.asking import (
    Period,
    for_the_city,
    page_of,
    parts,
    period,
    query,
    ways,
)
from city.views.board import districts as district_tiles
from city.views.board import months
from config.templatetags.ui import month_name
from hours.models import VolunteerOrganizationYear, VolunteerYear
from volunteers.models import District, Site, Volunteer
from volunteers.people_search import PeopleForm
from volunteers.permissions import is_staff

TOP = 7


@for_the_city
def city(request: HttpRequest) -> HttpResponse:
    """The whole city's year at a glance, out of totals only."""
    asked = period(request)
    year = reports.city_year(asked.year, at=timezone.now())
    growth = reports.registered_months(
        asked.year, today=asked.today, registered=year.registered or 0
    )
    return render(
        request,
        "city/city.html",
        {
            "period": asked,
            "city": year,
            "months": months(year.months),
            "districts": district_tiles(year, "/city/districts/", f"?year={year.year}"),
            "quarters": reports.quarters_of(year.months),
            "people": reports.year_people(asked.year),
            "top": reports.organization_lines(year=asked.year, size=TOP).lines,
            "growth": growth,
            "growth_bars": [
                {"label": month_name(one.month), "value": max(0, one.more)}
                for one in growth
            ],
        },
    )


@for_the_city
def organizations(request: HttpRequest) -> HttpResponse:
    """The organizations behind the city's hours, perhaps of a month or district."""
    asked = period(request)
    part = parts(request, "month", "district")
    page = page_of(
        lambda **place: reports.organization_lines(year=asked.year, **part, **place),
        request,
    )
    return _answer(request, "city/organization_lines.html", asked, page, part)


@for_the_city
def sites(request: HttpRequest) -> HttpResponse:
    """The practice sites and their hours."""
    asked = period(request)
    part = parts(request, "month", "district", "kind")
    page = page_of(
        lambda **place: reports.site_lines(year=asked.year, **part, **place), request
    )
    part["kinds"] = Site.Kind.choices
    return _answer(request, "city/site_lines.html", asked, page, part)


@for_the_city
def volunteers(request: HttpRequest) -> HttpResponse:
    """Everyone active in the year, by number and masked name."""
    asked = period(request)
    part = parts(request, "band", "district")
    page = page_of(
        lambda **place: reports.volunteer_lines(year=asked.year, **part, **place),
        request,
    )
    part["bands"] = reports.BANDS
    part["find"] = PeopleForm(by_name=is_staff(request.user))
    return _answer(request, "city/volunteer_lines.html", asked, page, part)


@for_the_city
def volunteer(request: HttpRequest, number: str) -> HttpResponse:
    """One person's years, and with whom; the name stays masked."""
    person = get_object_or_404(
        Volunteer.objects.select_related("district"), number=number
    )
    asked = period(request)
    with_whom = VolunteerOrganizationYear.objects.filter(
        volunteer=person, year=asked.year, sessions__gt=0
    )
    context = {
        "volunteer": person,
        "period": asked,
        "years": VolunteerYear.objects.filter(volunteer=person).order_by("-year"),
        "lines": with_whom.select_related("organization").order_by("-minutes"),
        "merges": merges_of(person),
        "likely": likenesses_of(person),
        "apart": set_apart_from(person),
    }
    return render(request, "city/volunteer.html", context)


@for_the_city
def districts(request: HttpRequest) -> HttpResponse:
    """The six districts side by side."""
    asked = period(request)
    year = reports.city_year(asked.year, at=timezone.now())
    people = reports.year_people(asked.year)
    return render(
        request,
        "city/districts.html",
        {"period": asked, "city": year, "people": people},
    )


@for_the_city
def district(request: HttpRequest, code: str) -> HttpResponse:
    """One district: its people by hours band, and who served there."""
    asked = period(request)
    year = reports.city_year(asked.year, at=timezone.now())
    one = next((line for line in year.districts if line.code == code), None)
    if one is None:
        raise Http404
    top = reports.organization_lines(year=asked.year, district=code, size=TOP).lines
    people = reports.year_people(asked.year)
    context = {
        "period": asked,
        "city": year,
        "district": one,
        "bands": list(zip(reports.BANDS, one.bands, strict=True)),
        "top": top,
        "people": people,
        "people_here": people.of(code) if people else None,
    }
    return render(request, "city/district.html", context)


def _answer(
    request: HttpRequest, template: str, asked: Period, page: Any, part: dict[str, Any]
) -> HttpResponse:
    every = list(District.objects.all())
    return render(
        request,
        template,
        {
            "period": asked,
            "page": page,
            "districts": every,
            "names": {one.code: one.label for one in every},
            "export": query(request, cursor=None),
            **ways(request, page),
            **part,
            "district": next(
                (one for one in every if one.code == part["district"]), None
            ),
        },
    )
