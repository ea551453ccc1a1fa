"""The sessions behind a sum: of an organization, or of a practice site."""

from calendar import monthrange
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from city.permissions import reads_site
from city.views.asking import Period, number, period, text
from city.views.newest import newest_page
from city.views.organizations import readable
from hours.models import SessionFilter, Status
from hours.permissions import name_of_volunteer
from volunteers.models import Site

SIZE = 50


@require_safe
@login_required
def organization_sessions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The sessions of an organization's year or month, newest first."""
    one = readable(request, pk)
    back = {"label": one.label, "url": f"/organizations/{one.pk}/"}
    return _list(request, back=back, organization=one.pk)


@require_safe
@login_required
def site_sessions(request: HttpRequest, code: str) -> HttpResponse:
    """The sessions at a practice site in a year or month, newest first."""
    site = get_object_or_404(Site, code=code)
    if not reads_site(request.user, site):
        raise Http404
    back = {"label": site.label, "url": f"/sites/{site.code}/"}
    return _list(request, back=back, site=site.pk)


def _list(
    request: HttpRequest,
    *,
    back: dict[str, str],
    organization: UUID | None = None,
    site: int | None = None,
) -> HttpResponse:
    account = request.user
    asked = period(request)
    month = number(request, "month", least=1, most=12)
    status = request.GET.get("status") or Status.APPROVED
    if status not in Status.values:
        raise BadRequest("status")
    first, last = _days(asked, month)
    volunteer = text(request, "volunteer")
    wanted = SessionFilter(
        status=status,
        organization=organization,
        volunteer=volunteer or None,
        from_date=first,
        to_date=last,
    )
    page = newest_page(request, wanted, site=site, size=SIZE)
    context: dict[str, Any] = {
        "back": back,
        "period": asked,
        "month": month,
        "status": status,
        "volunteer": volunteer,
        "statuses": Status.choices,
        "lines": [
            (one, name_of_volunteer(one, reader=account)) for one in page.sessions
        ],
        "newer_url": page.newer_url,
        "older_url": page.older_url,
    }
    return render(request, "city/sessions.html", context)


def _days(asked: Period, month: int | None) -> tuple[date, date]:
    if month is None:
        return date(asked.year, 1, 1), date(asked.year, 12, 31)
    days = monthrange(asked.year, month)[1]
    return date(asked.year, month, 1), date(asked.year, month, days)
