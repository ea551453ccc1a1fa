"""To join an organization and to leave it: the acts of the person concerned."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.belonging import belonging, standing
from city.joining_forms import JoinForm, OwnActForm
from config.errors import RuleBroken
from config.refusals import say_in
from volunteers.models import (
    Invitation,
    InvitationLink,
    JoinRequest,
    Membership,
    Organization,
    Volunteer,
)
from volunteers.rules import members as rules

ASKS = ["GET", "HEAD", "POST"]


@never_cache
@login_required
@require_http_methods(ASKS)
def join(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How one stands with the organization, and the way to join it."""
    known = Organization.objects.public().select_related("district")
    one = get_object_or_404(known, pk=pk)
    volunteer = request.user.as_volunteer
    form = JoinForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and volunteer is not None:
        done = _ask(request, form, volunteer, one)
        if done is not None:
            return done
        status = 422
    context: dict[str, Any] = {"organization": one, "form": form}
    if volunteer is not None:
        context["standing"] = standing(
            volunteer=volunteer, organization=one, at=timezone.now()
        )
    context["volunteer"] = volunteer
    return render(request, "city/join.html", context, status=status)


def _ask(
    request: HttpRequest, form: JoinForm, volunteer: Volunteer, one: Organization
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    try:
        got = rules.ask_to_join(
            volunteer=volunteer,
            organization=one,
            words=form.cleaned_data["words"],
            by=request.user,
            at=timezone.now(),
        )
    except RuleBroken as refused:
        say_in(form, refused)
        return None
    if isinstance(got, Membership):
        messages.success(request, _("You are a member now."))
    else:
        messages.success(
            request, _("Sent. The organization decides; you see its answer here.")
        )
    return redirect("city:join", pk=one.pk)


@never_cache
@require_http_methods(ASKS)
def by_link(request: HttpRequest, code: str) -> HttpResponse:
    """Who invites by a link; whoever is signed in says yes, or just goes away."""
    named = InvitationLink.objects.select_related(
        "organization__district", "made_by__volunteer"
    )
    link = get_object_or_404(named, code=code)
    volunteer = request.user.as_volunteer if request.user.is_authenticated else None
    if request.method == "POST":
        if not request.user.is_authenticated:
            return redirect_to_login(request.path)
        if volunteer is not None:
            return _join_by(request, link, volunteer)
    at = timezone.now()
    context: dict[str, Any] = {
        "link": link,
        "organization": link.organization,
        "is_open": link.is_open(at) and link.organization.is_active,
        "volunteer": volunteer,
    }
    if volunteer is not None:
        context["standing"] = standing(
            volunteer=volunteer, organization=link.organization, at=at
        )
    return render(request, "city/by_link.html", context)


def _join_by(
    request: HttpRequest, link: InvitationLink, volunteer: Volunteer
) -> HttpResponse:
    rules.join_by_link(
        link=link, volunteer=volunteer, by=request.user, at=timezone.now()
    )
    messages.success(request, _("You are a member now."))
    return redirect("city:join", pk=link.organization_id)


@never_cache
@login_required
@require_http_methods(ASKS)
def my_organizations(request: HttpRequest) -> HttpResponse:
    """Where one belongs, what waits for whom, and what ended and why."""
    volunteer = request.user.as_volunteer
    if volunteer is None:
        return render(request, "city/no_volunteer.html")
    if request.method == "POST":
        return _act(request, volunteer)
    own = belonging(account=request.user, volunteer=volunteer, at=timezone.now())
    teams = own.teams
    context = {
        "own": own,
        "memberships": [(one, teams.get(one.pk, [])) for one in own.memberships],
    }
    return render(request, "city/my_organizations.html", context)


def _act(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    form = OwnActForm(request.POST)
    if not form.is_valid():
        raise BadRequest(", ".join(form.errors))
    act = ACTS[form.cleaned_data["act"]]
    messages.success(request, act(request, volunteer, form.cleaned_data["one"]))
    return redirect("city:my_organizations")


def _leave(request: HttpRequest, volunteer: Volunteer, pk: UUID) -> str:
    one = get_object_or_404(Organization, memberships__volunteer=volunteer, pk=pk)
    rules.leave(
        volunteer=volunteer, organization=one, by=request.user, at=timezone.now()
    )
    return _("You have left %(name)s. Your hours there stay.") % {"name": one.label}


def _take_back(request: HttpRequest, volunteer: Volunteer, pk: UUID) -> str:
    asked = get_object_or_404(JoinRequest, volunteer=volunteer, pk=pk)
    rules.take_back_request(request=asked, by=request.user, at=timezone.now())
    return _("Your request is taken back.")


def _accept(request: HttpRequest, volunteer: Volunteer, pk: UUID) -> str:
    invitation = _own_invitation(request, pk)
    rules.accept_invitation(invitation=invitation, by=request.user, at=timezone.now())
    return _("You are a member of %(name)s now.") % {
        "name": invitation.organization.label
    }


def _decline(request: HttpRequest, volunteer: Volunteer, pk: UUID) -> str:
    rules.decline_invitation(
        invitation=_own_invitation(request, pk), by=request.user, at=timezone.now()
    )
    return _("Declined. The organization sees that, and nothing more.")


def _own_invitation(request: HttpRequest, pk: UUID) -> Invitation:
    mine = Invitation.objects.for_account(request.user)
    return get_object_or_404(mine.select_related("organization"), pk=pk)


ACTS: dict[str, Callable[[HttpRequest, Volunteer, UUID], str]] = {
    "leave": _leave,
    "take_back": _take_back,
    "accept": _accept,
    "decline": _decline,
}
