"""One's account: how one signs in, where one is signed in, what programs may."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from config.asked import whole
from config.errors import RuleBroken
from volunteers import rules
from volunteers.access import browsers
from volunteers.access.entering import shown, wanted
from volunteers.access.forms import CodeForm, NewPasswordForm, NewPhoneForm
from volunteers.access.proof import is_proved_twice, proved_lately
from volunteers.masking import mask_address, mask_email, mask_phone
from volunteers.sealing import seal_for_browser, unseal_from_browser

NEW_ONE = "new_login"  # the phone or address to be proved, sealed, in the session


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One place where the account is signed in."""

    pk: int
    browser: str
    address: str
    seen_at: datetime
    is_here: bool


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """All there is to see and do about one's account."""
    held = Authenticator.objects.filter(user=request.user).order_by("created_at")
    by_type: dict[str, list[Any]] = {}
    for one in held:
        by_type.setdefault(one.type, []).append(one)
    codes_left = by_type.get(Authenticator.Type.RECOVERY_CODES, [])
    context = {
        "account": request.user,
        "phone": mask_phone(request.user.phone),
        "email": mask_email(request.user.email or ""),
        "app": by_type.get(Authenticator.Type.TOTP),
        "passkeys": by_type.get(Authenticator.Type.WEBAUTHN, []),
        "codes_left": len(codes_left[0].wrap().get_unused_codes()) if codes_left else 0,
        "sessions": _sessions(request),
        "tokens": request.user.auth_token_set.filter(
            expiry__gt=timezone.now()
        ).order_by("-created"),
    }
    return render(request, "volunteers/account.html", context)


def _sessions(request: HttpRequest) -> list[SignedIn]:
    found = UserSession.objects.purge_and_list(request.user)
    return [
        SignedIn(
            pk=one.pk,
            browser=browsers.named(one.user_agent) or _("Unknown browser"),
            address=mask_address(one.ip),
            seen_at=one.last_seen_at,
            is_here=one.session_key == request.session.session_key,
        )
        for one in sorted(found, key=lambda one: one.last_seen_at, reverse=True)
    ]


@login_required
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one of one's sessions (``session``), or all but this one."""
    mine = UserSession.objects.filter(user=request.user)
    others = mine.exclude(session_key=request.session.session_key)
    if which := request.POST.get("session", ""):
        others = others.filter(pk=whole(which))
        if not others.exists():
            raise Http404
    for one in others:
        one.end()
    messages.success(request, _("Signed out there."))
    return redirect(f"{reverse('account')}#sessions")


@login_required
@require_POST
def end_token(request: HttpRequest) -> HttpResponse:
    """End one of the tokens of one's programs (``token``)."""
    key = request.POST.get("token", "").replace("\0", "")
    ended, _each = request.user.auth_token_set.filter(token_key=key or None).delete()
    if not ended:
        raise Http404
    messages.success(request, _("The token is ended."))
    return redirect(f"{reverse('account')}#tokens")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@proved_lately
def password(request: HttpRequest) -> HttpResponse:
    """Choose a new password; whoever forgot theirs has signed in by a code."""
    form = NewPasswordForm(request.POST or None, account=request.user)
    if form.is_valid():
        rules.change_password(
            account=request.user,
            password=form.cleaned_data["password"],
            request=request,
        )
        messages.success(
            request, _("The password is changed. Everywhere else you are signed out.")
        )
        return redirect("account")
    status = 422 if form.is_bound else 200
    context = {"form": form}
    return render(request, "volunteers/new_password.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@proved_lately
def login_change(request: HttpRequest) -> HttpResponse:
    """Name a new phone number or e-mail address; a code goes there."""
    form = NewPhoneForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        to = form.cleaned_data["to"]
        try:
            rules.send_change_code(
                account=request.user, to=to, request=request, at=timezone.now()
            )
        except RuleBroken as refused:
            form.add_error("to", refused.detail)
            status = refused.status
        else:
            request.session[NEW_ONE] = seal_for_browser(to)
            return redirect("account_change_prove")
    return render(request, "volunteers/new_phone.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@proved_lately
def login_change_prove(request: HttpRequest) -> HttpResponse:
    """Give the code that went to the new phone or address; from then on it holds."""
    to = unseal_from_browser(request.session.get(NEW_ONE, ""))
    if not to:
        return redirect("account_change")
    form = CodeForm(request.POST or None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            rules.change_login(
                account=request.user,
                to=to,
                code=form.cleaned_data["code"],
                request=request,
                at=timezone.now(),
            )
        except RuleBroken as refused:
            form.add_error("code", refused.detail)
            status = refused.status
        else:
            del request.session[NEW_ONE]
            messages.success(request, _("From now on you sign in with it."))
            return redirect("account")
    context = {"form": form, "to": shown(to)}
    return render(request, "volunteers/prove_phone.html", context, status=status)


@require_safe
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up a second factor: why, and the ways there are."""
    context = {
        "needed": request.user.needs_second_factor and not is_proved_twice(request),
        "next": wanted(request),
    }
    return render(request, "volunteers/second_factor.html", context)


def forget_ended(*, at: datetime) -> None:
    """Forget where sessions were seen that are over."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.filter(~Exists(alive), last_seen_at__lt=at).delete()
