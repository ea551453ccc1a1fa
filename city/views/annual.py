"""The annual report: a year in one sentence, with all that is behind it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from city import reports
from city.annual_forms import AnnualForm
from city.reports import Annual
from city.views.asking import for_the_city
from config.csv_files import Columns, csv_file
from config.durations import decimal_hours
from config.errors import RuleBroken
from config.refusals import say_in

COLUMNS: Columns = [
    (gettext_lazy("District"), lambda one: one.label),
    (gettext_lazy("Registered volunteers"), lambda one: one.registered),
    (gettext_lazy("Served"), lambda one: one.active),
    (gettext_lazy("Sessions"), lambda one: one.sessions),
    (gettext_lazy("Minutes"), lambda one: one.minutes),
    (gettext_lazy("Hours"), lambda one: decimal_hours(one.minutes)),
    (gettext_lazy("Hours per registered"), lambda one: one.hours_per_registered or ""),
]


@for_the_city
def annual(request: HttpRequest) -> HttpResponse:
    """On a page, to be printed."""
    form, told = _told(request)
    context: dict[str, Any] = {"form": form, "told": told, "query": _query(form)}
    status = 200 if told else 422
    return render(request, "city/annual.html", context, status=status)


@for_the_city
def annual_export(request: HttpRequest) -> HttpResponseBase:
    """Its lines as a file: a district each, or the one."""
    _form, told = _told(request)
    if told is None:
        return redirect(f"/city/annual/?{request.GET.urlencode()}")
    lines = [told.district] if told.district else list(told.parts)
    return csv_file(f"annual-{told.year}-{told.on}", COLUMNS, [lines])


def _told(request: HttpRequest) -> tuple[AnnualForm, Annual | None]:
    form = AnnualForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        return form, None
    said = form.cleaned_data
    try:
        told = reports.annual(
            said["year"],
            on=said["on"],
            at=timezone.now(),
            district=said["district"].pk if said["district"] else None,
        )
    except RuleBroken as refused:
        say_in(form, refused)
        return form, None
    return form, told


def _query(form: AnnualForm) -> str:
    return "&".join(f"{name}={form[name].value()}" for name in form.fields)
