"""Offices: who holds them, giving them and ending them, and deputies meanwhile."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.office_forms import AppointForm, DeputyForm, EndForm, in_words
from city.office_lines import ending_soon, offices_of
from city.permissions import may_read_city
from config.errors import RuleBroken
from config.refusals import say_in
from volunteers import rules
from volunteers.models import Appointment, Organization, Site
from volunteers.models.appointment import OF_THE_CITY
from volunteers.office_errors import MayNotAppoint
from volunteers.offices import may_end, roles_given_by
from volunteers.permissions import administered_organizations, appointments_of

ASKS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where offices are: an organization, a site, or the city."""

    title: str
    back: str
    organization: Organization | None = None
    site: Site | None = None

    @property
    def scope(self) -> dict[str, Any]:
        return {"organization": self.organization, "site": self.site}

    @property
    def offices(self) -> Q:
        if self.organization or self.site:
            return Q(**self.scope)
        return Q(role__in=OF_THE_CITY)


@never_cache
@login_required
@require_http_methods(ASKS)
def of_organization(request: HttpRequest, pk: UUID) -> HttpResponse:
    """An organization's offices, for its administrators and the city."""
    one = get_object_or_404(Organization, pk=pk)
    runs = one.pk in administered_organizations(request.user)
    if not runs and not may_read_city(request.user):
        raise Http404
    back = reverse("city:organization", args=[one.pk])
    return _offices(request, Place(one.label, back, organization=one))


@never_cache
@login_required
@require_http_methods(ASKS)
def of_site(request: HttpRequest, code: str) -> HttpResponse:
    """Who keeps a site, for the city."""
    if not may_read_city(request.user):
        raise Http404
    one = get_object_or_404(Site, code=code)
    return _offices(
        request, Place(one.label, reverse("city:site", args=[code]), site=one)
    )


@never_cache
@login_required
@require_http_methods(ASKS)
def of_city(request: HttpRequest) -> HttpResponse:
    """City staff and auditors, for themselves and the operator."""
    if not (may_read_city(request.user) or request.user.is_superuser):
        raise Http404
    back = reverse("city:city") if may_read_city(request.user) else "/"
    return _offices(request, Place(_("The city"), back), soon=True)


def _offices(request: HttpRequest, place: Place, *, soon: bool = False) -> HttpResponse:
    today = timezone.localdate()
    roles = roles_given_by(request.user, **place.scope)
    form, status = None, 200
    if request.method == "POST":
        if not roles:
            raise Http404
        form = AppointForm(request.POST, by=request.user, roles=roles)
        if form.is_valid() and _appointed(request, form, place):
            return redirect(request.path)
        status = 422
    elif roles and (place.organization is None or place.organization.is_active):
        form = AppointForm(by=request.user, roles=roles)
    held = Appointment.objects.filter(place.offices)
    context = {
        "place": place,
        "form": form,
        "offices": offices_of(held, reader=request.user, on=today),
        "soon": ending_soon(reader=request.user, on=today) if soon else None,
    }
    return render(request, "city/offices.html", context, status=status)


def _appointed(request: HttpRequest, form: AppointForm, place: Place) -> bool:
    said = form.cleaned_data
    try:
        rules.appoint(
            account=form.account,
            role=said["role"],
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            by=request.user,
            at=timezone.now(),
            **place.scope,
        )
    except RuleBroken as refused:
        say_in(form, refused)
        return False
    messages.success(request, _("Appointed."))
    return True


@never_cache
@login_required
@require_http_methods(ASKS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one office end early, at once or after a day."""
    named = Appointment.objects.select_related(
        "organization", "site", "account__volunteer", "deputy_of__account"
    )
    one = get_object_or_404(named, pk=pk)
    if not may_end(request.user, one):
        raise Http404
    back = _back(request, one)
    form = EndForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                rules.end_office(
                    appointment=one,
                    by=request.user,
                    at=timezone.now(),
                    last_day=form.last,
                )
            except MayNotAppoint:
                raise
            except RuleBroken as refused:
                say_in(form, refused)
            else:
                messages.success(request, _("The end is noted."))
                return redirect(back)
    told = offices_of(
        Appointment.objects.filter(pk=pk),
        reader=request.user,
        on=timezone.localdate(),
    )
    context = {"lines": told.all, "office": in_words(one), "form": form, "back": back}
    return render(request, "city/office_end.html", context, status=status)


def _back(request: HttpRequest, one: Appointment) -> str:
    """The page the office stands on, for the reader."""
    mine = request.user.pk
    away = one.deputy_of and one.deputy_of.account_id
    if mine in (one.account_id, away):
        return reverse("city:deputies")
    if one.organization_id:
        return reverse("city:offices_of_organization", args=[one.organization_id])
    if one.site:
        return reverse("city:offices_of_site", args=[one.site.code])
    return reverse("city:offices")


@never_cache
@login_required
@require_http_methods(ASKS)
def deputies(request: HttpRequest) -> HttpResponse:
    """My offices, and who stands in for me while I am away."""
    today = timezone.localdate()
    mine = [one for one in appointments_of(request.user) if one.is_delegable]
    form, status = None, 200
    if request.method == "POST":
        if not mine:
            raise Http404
        form = DeputyForm(request.POST, by=request.user, offices=mine)
        if form.is_valid() and _delegated(request, form):
            return redirect("city:deputies")
        status = 422
    elif mine:
        form = DeputyForm(by=request.user, offices=mine)
    held = Appointment.objects.filter(account=request.user).exclude(role="guardian")
    away = Appointment.objects.filter(deputy_of__account=request.user)
    context = {
        "form": form,
        "held": offices_of(held, reader=request.user, on=today),
        "deputies": offices_of(away, reader=request.user, on=today),
    }
    return render(request, "city/deputies.html", context, status=status)


def _delegated(request: HttpRequest, form: DeputyForm) -> bool:
    said = form.cleaned_data
    try:
        rules.delegate(
            appointment=form.appointment,
            deputy=form.account,
            starts_on=said["starts_on"],
            ends_on=said["ends_on"],
            by=request.user,
            at=timezone.now(),
        )
    except RuleBroken as refused:
        say_in(form, refused)
        return False
    messages.success(request, _("Your deputy is named."))
    return True
