"""Pages of the desk: register somebody who has come, and their record."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from config.refusals import say_in
from volunteers import rules
from volunteers.errors import KnownElsewhere, KnownHere, TogetherWithGuardian
from volunteers.guardian_errors import GuardianIsMinor, TooYoung
from volunteers.guardians import standing
from volunteers.models import Identity, Organization, Site, Volunteer
from volunteers.permissions import may_be_let_sign_in
from volunteers.reception.forms import ReceptionForm, SightForm
from volunteers.scopes import (
    attended,
    is_official,
    receives_at,
    receives_for,
    spoken_for,
)

PERSONAL = ("name", "document_number", "birth_date", "phone")
JUST = "just_registered"  # in the session: whose number is to be read out


@never_cache
@sensitive_post_parameters(*PERSONAL)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def at_organization(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Register somebody for an organization, by its recorders and administrators."""
    place = get_object_or_404(Organization.objects.select_related("site"), pk=pk)
    if not receives_for(request.user, place):
        raise Http404
    return _register(request, place)


@never_cache
@sensitive_post_parameters(*PERSONAL)
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def at_site(request: HttpRequest, code: str) -> HttpResponse:
    """Register somebody at a practice site, by its clerks."""
    place = get_object_or_404(Site, code=code)
    if not receives_at(request.user, place):
        raise Http404
    return _register(request, place)


def _register(request: HttpRequest, place: Organization | Site) -> HttpResponse:
    form = ReceptionForm(request.POST or None, place=place)
    context = {"form": form, "place": place, "back": _back(place)}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                volunteer = rules.receive(
                    visit=form.visit, by=request.user, at=timezone.now()
                )
            except (TogetherWithGuardian, TooYoung, GuardianIsMinor) as refused:
                say_in(form, refused)
            except KnownHere as known:
                context["known"] = known.details["number"]
                status = known.status
            except KnownElsewhere as known:
                context["elsewhere"] = known.detail
                status = known.status
            else:
                request.session[JUST] = volunteer.number
                return redirect("volunteers:person", volunteer.number)
    return render(request, "volunteers/receive.html", context, status=status)


def _back(place: Organization | Site) -> str:
    if isinstance(place, Site):
        return f"/sites/{place.code}/"
    return f"/organizations/{place.pk}/"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def person(request: HttpRequest, number: str) -> HttpResponse:
    """The record of somebody the reader attends to; POST says what was seen."""
    one = _attended(request, number)
    if request.method == "POST":
        return _saw(request, one)
    reception = getattr(one, "reception", None)
    context = {
        "person": one,
        "reception": reception,
        "checks": one.identity_checks.select_related("by__volunteer"),
        "identity": one.identity,
        "verifies": is_official(request.user) and one.is_registered,
        "is_seen": one.identity == Identity.SEEN,
        "is_new": request.session.get(JUST) == one.number,
        "again": _again(request, one),
        "guardian": standing(one, on=timezone.localdate()),
        "may_sign_in": may_be_let_sign_in(one),
        "is_spoken_for": spoken_for(request.user).filter(pk=one.pk).exists(),
    }
    return render(request, "volunteers/person.html", context)


def _attended(request: HttpRequest, number: str) -> Volunteer:
    people = attended(request.user).select_related(
        "account", "district", "home_site", "reception__organization", "reception__site"
    )
    return get_object_or_404(people, number=number)


def _saw(request: HttpRequest, one: Volunteer) -> HttpResponse:
    form = SightForm(request.POST)
    if not is_official(request.user) or not form.is_valid():
        raise Http404
    rules.verify_on_sight(
        volunteer=one,
        matches=form.cleaned_data["found"] == "matches",
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("That is noted."))
    return redirect("volunteers:person", one.number)


def _again(request: HttpRequest, one: Volunteer) -> str:
    """Where the next person is registered, after this one."""
    reception = getattr(one, "reception", None)
    if reception is None:
        return ""
    place = reception.site or reception.organization
    return f"{_back(place)}register/"
