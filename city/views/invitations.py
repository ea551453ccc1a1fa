"""Whom an organization invites: by number, by phone, or by a link for many."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from city.joining_forms import InviteForm, InvitePhoneForm, LinkForm, OneForm
from city.members_strip import strip
from city.pages_by_id import rows_of
from city.views.applying import own
from config.errors import RuleBroken
from config.refusals import say_in
from volunteers.models import Invitation, InvitationLink, Organization
from volunteers.rules import members as rules

SIZE = 30
LINKS = 20  # the newest

Said = dict[str, Any]


@never_cache
@login_required
@sensitive_post_parameters("phone", "name")
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Invitations and links, the newest first, and the forms for new ones."""
    one = own(request, pk)
    act = request.POST.get("act", "")
    kinds = _forms(request, act)
    if request.method == "POST":
        done = _carry_out(request, one, act, kinds)
        if done is not None:
            messages.success(request, done)
            return redirect("city:invitations", pk=one.pk)
    at = timezone.now()
    invited = Invitation.objects.filter(organization=one).select_related("volunteer")
    page = rows_of(request, invited, size=SIZE, newest_first=True)
    links = InvitationLink.objects.filter(organization=one).order_by("-pk")[:LINKS]
    context = {
        "organization": one,
        "strip": strip(request, one),
        "kinds": kinds,
        "page": page,
        "lines": [(line, line.is_open(at)) for line in page.rows],
        "links": [(link, _address(request, link), link.is_open(at)) for link in links],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "city/invitations.html", context, status=status)


def _address(request: HttpRequest, link: InvitationLink) -> str:
    return request.build_absolute_uri(f"/join/{link.code}/")


def _forms(request: HttpRequest, act: str) -> dict[str, forms.Form]:
    """Each form; the one that was sent holds what was typed."""

    def sent(name: str) -> Any:
        return request.POST if act == name else None

    return {
        "invite": InviteForm(sent("invite"), by=request.user, auto_id="invite-%s"),
        "phone": InvitePhoneForm(sent("phone"), auto_id="phone-%s"),
        "link": LinkForm(sent("link"), auto_id="link-%s"),
    }


def _carry_out(
    request: HttpRequest, one: Organization, act: str, kinds: dict[str, forms.Form]
) -> str | None:
    """What was done, in words; None where the page shows what is wrong."""
    if act in TAKEN_BACK:
        return _take_back(request, one, act)
    if act not in kinds:
        raise BadRequest("act")
    form = kinds[act]
    if not form.is_valid():
        return None
    try:
        return MADE[act](request, one, form.cleaned_data, timezone.now())
    except RuleBroken as refused:
        say_in(form, refused)
        return None


def _invite(request: HttpRequest, one: Organization, said: Said, at: datetime) -> str:
    about = {"volunteer": said["volunteer"], "organization": one}
    if said["agreed_on"]:
        rules.enter_on_paper(
            **about, agreed_on=said["agreed_on"], by=request.user, at=at
        )
        return _("Entered as a member. The person reads that it was you.")
    rules.invite(**about, words=said["words"], by=request.user, at=at)
    return _("Invited. The person finds it under “My hours”.")


def _phone(request: HttpRequest, one: Organization, said: Said, at: datetime) -> str:
    rules.invite_phone(
        phone=said["phone"],
        organization=one,
        words=said["words"],
        by=request.user,
        at=at,
    )
    return _("Invited. A message was sent.")


def _link(request: HttpRequest, one: Organization, said: Said, at: datetime) -> str:
    rules.make_link(organization=one, **said, by=request.user, at=at)
    return _("The link is made. Give it only to those it is for.")


def _take_back(request: HttpRequest, one: Organization, act: str) -> str:
    form = OneForm(request.POST)
    if not form.is_valid():
        raise BadRequest("one")
    pk, at = form.cleaned_data["one"], timezone.now()
    if act == "revoke_link":
        link = get_object_or_404(InvitationLink, organization=one, pk=pk)
        rules.revoke_link(link=link, by=request.user, at=at)
        return _("Nobody joins by this link any more.")
    named = Invitation.objects.select_related("organization")
    invitation = get_object_or_404(named, organization=one, pk=pk)
    rules.revoke(invitation=invitation, by=request.user, at=at)
    return _("The invitation is taken back.")


MADE: dict[str, Callable[[HttpRequest, Organization, Said, datetime], str]] = {
    "invite": _invite,
    "phone": _phone,
    "link": _link,
}
TAKEN_BACK = ("revoke", "revoke_link")
