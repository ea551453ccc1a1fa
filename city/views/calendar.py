"""The calendar of working days: a year's marked days, marking and taking away."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.calendar_forms import DayForm, LinesForm, years_of
from city.permissions import may_read_city
from config.asked import whole
from config.errors import RuleBroken
from config.refusals import say_in
from policies import marking
from policies.models import CalendarDay
from volunteers.permissions import is_staff


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The city reads which days are marked; its staff mark those to come."""
    may = is_staff if request.method == "POST" else may_read_city
    if not may(request.user):
        raise Http404
    if request.method != "POST":
        return _shown(request)
    if "take_away" in request.POST:
        return _take_away(request)
    return _mark_many(request) if "lines" in request.POST else _mark_one(request)


def _mark_one(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.POST)
    if form.is_valid():
        try:
            marked = marking.mark_day(at=timezone.now(), **form.said)
        except RuleBroken as broken:
            say_in(form, broken)
        else:
            messages.success(request, _("Marked. Deadlines count with it from now on."))
            return _year(marked.day.year)
    return _shown(request, day_form=form)


def _mark_many(request: HttpRequest) -> HttpResponse:
    form = LinesForm(request.POST)
    if not form.is_valid():
        return _shown(request, lines_form=form)
    days = form.cleaned_data["lines"]
    count = marking.mark_days(days=days, at=timezone.now())
    said = ngettext("%(n)s day marked.", "%(n)s days marked.", count) % {"n": count}
    if left := len(days) - count:
        said += " " + ngettext(
            "%(n)s day that has come was left as it is.",
            "%(n)s days that have come were left as they are.",
            left,
        ) % {"n": left}
    messages.success(request, said)
    return _year(max(one.day.year for one in days))


def _take_away(request: HttpRequest) -> HttpResponse:
    pk = whole(request.POST["take_away"]) or 0
    marked = get_object_or_404(CalendarDay, pk=pk)
    try:
        marking.unmark_day(marked=marked, at=timezone.now())
    except RuleBroken as broken:
        messages.error(request, broken.detail)
    else:
        messages.success(request, _("Taken away. The day is what its weekday says."))
    return _year(marked.day.year)


def _year(year: int) -> HttpResponse:
    return redirect(f"{reverse('city:calendar')}?year={year}")


def _shown(
    request: HttpRequest,
    *,
    day_form: DayForm | None = None,
    lines_form: LinesForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    years = years_of(today)
    asked = whole(request.GET.get("year", ""))
    year = asked if asked in years else today.year
    context: dict[str, Any] = {
        "year": year,
        "years": years,
        "days": CalendarDay.objects.filter(day__year=year),
        "today": today,
        "day_form": day_form or DayForm(),
        "lines_form": lines_form or LinesForm(),
        "may_set": is_staff(request.user),
    }
    status = 422 if day_form or lines_form else 200
    return render(request, "city/calendar.html", context, status=status)
