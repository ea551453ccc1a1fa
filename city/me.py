"""One's own year, and all one's sessions."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import BadRequest
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from city.reports.own import lines, own_page
from hours.models import Session, Status
from hours.models.queries import SessionQuerySet
from volunteers.models import Volunteer

SIZE = 30
SALT = "city.me"


class YearForm(forms.Form):
    year = forms.IntegerField(min_value=1900, max_value=2200, required=False)


class ListForm(YearForm):
    """What one's own list is narrowed by."""

    status = forms.ChoiceField(
        label=_("Status"), choices=[("", _("All")), *Status.choices], required=False
    )


@require_safe
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """My year: what counts, what is on its way, what to do next."""
    volunteer = request.user.as_volunteer
    if volunteer is None:
        return render(request, "city/no_volunteer.html")
    today = timezone.localdate()
    year = _asked(YearForm(request.GET)).get("year") or today.year
    page = own_page(volunteer=volunteer, year=year, today=today)
    return render(request, "city/me.html", {"page": page, "volunteer": volunteer})


@require_safe
@login_required
def my_sessions(request: HttpRequest) -> HttpResponse:
    """All my sessions, newest first, of one status or year if asked."""
    volunteer = request.user.as_volunteer
    if volunteer is None:
        return render(request, "city/no_volunteer.html")
    form = ListForm(request.GET)
    found = _narrowed(volunteer, **_asked(form))
    if after := request.GET.get("after"):
        found = found.filter(_later(after))
    rows = list(found.with_names().newest_first()[: SIZE + 1])
    context = {
        "form": form,
        "lines": lines(rows[:SIZE]),
        "newer_url": _url(request, after=None) if after else "",
        "older_url": _url(request, after=_place(rows[SIZE - 1]))
        if len(rows) > SIZE
        else "",
    }
    return render(request, "city/my_sessions.html", context)


def _asked(form: forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise BadRequest(", ".join(form.errors))
    return form.cleaned_data


def _narrowed(
    volunteer: Volunteer, *, year: int | None = None, status: str = ""
) -> SessionQuerySet:
    found = Session.objects.filter(volunteer=volunteer)
    if year:
        found = found.filter(service_date__range=(date(year, 1, 1), date(year, 12, 31)))
    return found.filter(status=status) if status else found


def _place(session: Session) -> str:
    return signing.dumps([session.started_at.isoformat(), str(session.pk)], salt=SALT)


def _later(text: str) -> Q:
    """Those that follow the last of the page before."""
    try:
        start, pk = signing.loads(text, salt=SALT)
        started_at = datetime.fromisoformat(start)
    except (signing.BadSignature, ValueError):
        raise BadRequest("after") from None
    # The day comes first: it is what the index is ordered by.
    day = timezone.localdate(started_at)
    return Q(service_date__lte=day) & (
        Q(started_at__lt=started_at) | Q(started_at=started_at, pk__gt=pk)
    )


def _url(request: HttpRequest, *, after: str | None) -> str:
    asked = request.GET.copy()
    asked.pop("after", None)
    if after:
        asked["after"] = after
    return f"{request.path}?{asked.urlencode()}"


my_urls = [
    path("me/", me, name="me"),
    path("me/sessions/", my_sessions, name="my_sessions"),
]
