"""Closing one's account: what happens, a proof that it is oneself, and the end."""

import time
from typing import Any

from django import forms
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from city.reports.closing import outlook
from city.rules import close_account, close_for, in_hand
from config.errors import RuleBroken
from config.refusals import say_in
from policies.reports import number
from volunteers.access.proof import is_proved_since
from volunteers.models import Volunteer
from volunteers.permissions import is_staff

ASKED_AT = "closing_asked_at"  # in the session: when the person said they want it


class AgreeForm(forms.Form):
    agree = forms.BooleanField(
        label=_("I have read what happens, and I want to close my account.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def close(request: HttpRequest) -> HttpResponse:
    """What ends, what stays and what is in the way; POST goes on to the proof."""
    now = timezone.now()
    held = in_hand(request.user, on=timezone.localdate(now))
    form = AgreeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and not held:
        request.session[ASKED_AT] = time.time()
        return _prove()
    context = {
        "held": held,
        "form": form,
        "volunteer": request.user.as_volunteer,
        "outlook": outlook(request.user, on=timezone.localdate(now)),
        **_term(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "city/close.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def close_now(request: HttpRequest) -> HttpResponse:
    """The last question, for who has just proved that it is them."""
    asked_at = request.session.get(ASKED_AT)
    if asked_at is None:
        return redirect("city:close")
    if not is_proved_since(request, asked_at):
        return _prove()
    if request.method != "POST":
        return render(request, "city/close_now.html")
    account = request.user
    try:
        close_account(
            account=account,
            volunteer=account.as_volunteer,
            by=account,
            at=timezone.now(),
        )
    except RuleBroken as refused:
        context = {"refused": refused.detail}
        return render(request, "city/close_now.html", context, status=refused.status)
    auth.logout(request)
    return redirect("city:closed")


@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    """What whoever has closed an account reads, and anybody may."""
    return render(request, "city/closed.html", _term())


class AskedForm(forms.Form):
    agree = forms.BooleanField(
        label=_("The person asked for it, and I have seen the document.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def close_for_somebody(request: HttpRequest, number: str) -> HttpResponse:
    """City staff close the record of somebody who never signed in."""
    if not is_staff(request.user):
        raise Http404
    people = Volunteer.objects.exclude(status=Volunteer.Status.CLOSED)
    person = get_object_or_404(people, number=number)
    form = AskedForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            close_for(volunteer=person, by=request.user, at=timezone.now())
        except RuleBroken as refused:
            say_in(form, refused)
            status = refused.status
        else:
            messages.success(request, gettext("The record is closed."))
            return redirect("city:volunteer", number=person.number)
    context = {"person": person, "form": form, **_term()}
    return render(request, "city/close_for.html", context, status=status)


def _prove() -> HttpResponse:
    way = urlencode({"next": reverse("city:close_now")})
    return redirect(f"{reverse('account_reauthenticate')}?{way}")


def _term() -> dict[str, Any]:
    """How long is kept who somebody was."""
    days = number("closed_identity_days", on=timezone.localdate())
    return {"days": days, "years": days // 365 if days % 365 == 0 else None}
