"""The city's desk for organizations: who waits, and one organization's file."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.organization_file import changes, facts, history, said_today, term
from city.organization_office import OfficeAct, WordsForm, carry_out, forms_for
from city.permissions import may_read_city
from city.views.asking import for_the_city
from config.errors import RuleBroken
from config.refusals import say_in
from policies.reports import number
from volunteers.errors import OwnOrganization, WrongMoment
from volunteers.models import Filing, Organization
from volunteers.permissions import administered_organizations, is_staff
from volunteers.rules.organizations.file import said_in

MOST = 200  # of each kind on one page; the oldest come first


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something an organization sent, and since when it waits."""

    organization: Organization
    what: str
    since: datetime
    days: int
    asked: bool = False


@for_the_city
def applications(request: HttpRequest) -> HttpResponse:
    """All that waits for the city, oldest first; whose term ends; who is suspended."""
    today = timezone.localdate()
    known = Organization.objects.select_related("district")
    soon = today + timedelta(days=number("organization_renewal_days", on=today))
    ending = known.filter(valid_until__lte=soon).exclude(status="dissolved")
    context = {
        "waiting": _waiting(today),
        "ending": [
            (one, one.is_expired(today))
            for one in ending.order_by("valid_until")[:MOST]
        ],
        "suspended": known.filter(status="suspended")[:MOST],
    }
    return render(request, "city/applications.html", context)


def _waiting(today: date) -> list[Waiting]:
    applying = Organization.objects.applying().select_related("district")
    filed = Filing.objects.filter(state=Filing.State.WAITING)
    filed = filed.select_related("organization__district")
    lines = [
        Waiting(one, "", one.created_at, _days(one.created_at, today), one.is_queried)
        for one in applying.order_by("created_at", "pk")[:MOST]
    ]
    lines += [
        Waiting(
            one.organization,
            str(Filing.Purpose(one.purpose).label),
            one.said_at,
            _days(one.said_at, today),
        )
        for one in filed.order_by("said_at", "pk")[:MOST]
    ]
    return sorted(lines, key=lambda line: line.since)


def _days(since: datetime, today: date) -> int:
    return (today - timezone.localdate(since)).days


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One organization's file: what it says, what was done, what staff may do."""
    if not may_read_city(request.user):
        raise Http404
    known = Organization.objects.select_related("district", "parent", "site")
    one = get_object_or_404(known.select_related("successor"), pk=pk)
    filing = one.filings.filter(state=Filing.State.WAITING).first()
    decides = is_staff(request.user)
    status = 200
    acts: list[tuple[str, OfficeAct, WordsForm]] = []
    if request.method == "POST":
        if not decides:
            raise Http404
        acts = list(forms_for(one, filing, sent=request.POST))
        done = _act(request, acts, filing)
        if done is not None:
            return done
        status = 422
    elif decides and pk not in administered_organizations(request.user):
        acts = list(forms_for(one, filing))
    context = _file(request, one, filing) | {"acts": acts, "decides": decides}
    return render(request, "city/application_review.html", context, status=status)


def _act(
    request: HttpRequest,
    acts: list[tuple[str, OfficeAct, WordsForm]],
    filing: Filing | None,
) -> HttpResponse | None:
    """Carry out what was sent; None where the page shows what is wrong with it."""
    asked = next((line for line in acts if line[0] == request.POST.get("act")), None)
    if asked is None:
        # Somebody else of the city was faster, or nobody may do that here.
        organization = acts[0][2].organization if acts else None
        state = organization.get_status_display() if organization else ""
        raise WrongMoment(state=state or "–")
    _name, act, form = asked
    if not form.is_valid():
        return None
    try:
        carry_out(act, form, filing=filing, by=request.user, at=timezone.now())
    except (OwnOrganization, WrongMoment):
        raise
    except RuleBroken as refused:
        say_in(form, refused)
        return None
    messages.success(request, str(act.done))
    return redirect("city:review", pk=form.organization.pk)


def _file(
    request: HttpRequest, one: Organization, filing: Filing | None
) -> dict[str, Any]:
    today = timezone.localdate()
    said = said_today(one)
    staff = is_staff(request.user)
    shown = [line for line in facts(said) if staff or line["name"] != "contact_phone"]
    return {
        "organization": one,
        "facts": shown,
        "history": history(one, reader=request.user),
        "filing": filing,
        "changes": changes(said, said_in(filing)) if filing else [],
        "term": term(one, on=today),
        "days": _days(one.created_at, today),
        "is_own": one.pk in administered_organizations(request.user),
    }
