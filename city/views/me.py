"""One's own year, and all one's sessions."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from city.belonging import belonging
from city.merged_page import merged_into
from city.reports.own import lines, own_page
from city.restrictions_page import on_reader
from city.taken_over import own_takeover
from city.views.newest import own_page as own_sessions
from hours.models import AuditedSession, Reply, Session, Status
from hours.models.queries import SessionQuerySet
from volunteers.guardians import awaits
from volunteers.models import Account, Organization, Role, Volunteer
from volunteers.permissions import appointments_of

SIZE = 30


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
    context = {
        "page": page,
        "volunteer": volunteer,
        "own": belonging(account=request.user, volunteer=volunteer, at=timezone.now()),
        "takeover": own_takeover(volunteer, at=timezone.now()),
        "awaits_guardian": awaits(volunteer, on=today),
        "withheld": on_reader(request.user, on=today),
        "organizes": _organizes(request.user),
        "is_checked": AuditedSession.objects.filter(
            volunteer=volunteer, reply=Reply.WAITING
        ).exists(),
    }
    return render(request, "city/me.html", context)


@require_safe
@login_required
def my_sessions(request: HttpRequest) -> HttpResponse:
    """All my sessions, newest first, of one status or year if asked."""
    volunteer = request.user.as_volunteer
    if volunteer is None:
        return render(request, "city/no_volunteer.html")
    form = ListForm(request.GET)
    if "status" in form.errors:  # nobody types it
        raise BadRequest("status")
    found = _narrowed(volunteer, **form.cleaned_data)
    page = own_sessions(request, found.none() if form.errors else found, size=SIZE)
    context = {
        "form": form,
        "lines": lines(page.sessions),
        "merges": merged_into(volunteer),
        "newer_url": page.newer_url,
        "older_url": page.older_url,
    }
    status = 422 if form.errors else 200
    return render(request, "city/my_sessions.html", context, status=status)


def _organizes(account: Account) -> list[Organization]:
    """The organizations whose activities the account speaks for."""
    held = [one for one in appointments_of(account) if one.role == Role.ADMIN]
    known = {one.organization.pk: one.organization for one in held if one.organization}
    return list(known.values())


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
