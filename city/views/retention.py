"""How long personal data is kept, for staff and auditors to read."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from city.permissions import may_read_city
from policies.retention import Term, terms


@dataclass(frozen=True, slots=True)
class Line:
    """One term, and how long it lasts today in words."""

    term: Term
    lasts: str
    is_the_citys: bool


@require_safe
@login_required
def retention(request: HttpRequest) -> HttpResponse:
    """Every term with its purpose and basis."""
    if not may_read_city(request.user):
        raise Http404
    today = timezone.localdate()
    lines = [_line(term, today) for term in terms()]
    return render(request, "city/retention.html", {"lines": lines})


def _line(term: Term, today: date) -> Line:
    return Line(term, lasts(term.on(today)), is_the_citys=term.lasts is None)


def lasts(time: timedelta) -> str:
    """``3 years``, ``30 days``, ``24 hours`` or ``30 minutes``."""
    days, minutes = time.days, int(time.total_seconds()) // 60
    if days and days % 365 == 0:
        years = days // 365
        return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}
    if days > 1:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    if minutes >= 60:
        hours = minutes // 60
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
