"""Proving oneself once more, before something that matters is changed."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from config.errors import RuleBroken
from config.refusals import say_in
from volunteers import codes, rules
from volunteers.access.entering import shown, wanted
from volunteers.access.forms import CodeForm, FactorForm, PasskeyForm, PasswordForm
from volunteers.access.proof import (
    CODE,
    PASSWORD,
    SECOND,
    has_second_factor,
    record,
)
from volunteers.models import Purpose


@never_cache
@login_required
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """
    Prove oneself: by the second factor, where there is one, else by the password or
    a code that is sent; then go on.
    """
    target = wanted(request, reverse("account"))
    twice = has_second_factor(request.user)
    form, method = _form(request, twice=twice)
    status = 200
    try:
        if "send" in request.POST and not twice:
            return _send(request)
        if form.is_bound:
            status = 422
            if form.is_valid():
                _prove(request, form, twice=twice)
                record(request, request.user, method)
                return redirect(target)
    except RuleBroken as refused:
        say_in(form, refused)
        status = refused.status
    page = _page(request, form, twice=twice) | {"next": target}
    return render(request, "volunteers/confirm.html", page, status=status)


def _form(request: HttpRequest, *, twice: bool) -> tuple[forms.Form, str]:
    said = request.POST
    if twice and "credential" in said:
        return PasskeyForm(said, user=request.user), SECOND
    if twice:
        return FactorForm(said if "code" in said else None), SECOND
    if "code" in said:
        return CodeForm(said), CODE
    return PasswordForm(said if "password" in said else None), PASSWORD


def _prove(request: HttpRequest, form: forms.Form, *, twice: bool) -> None:
    account, said = request.user, form.cleaned_data
    if "credential" in said:
        said["credential"].record_usage()
    elif twice:
        rules.take_otp(
            account=account, otp=said["code"], request=request
        ).record_usage()
    elif "password" in said:
        rules.sign_in(login=account.login, password=said["password"], request=request)
    else:
        codes.use_code(
            to=account.reached_at,
            purpose=Purpose.CONFIRM,
            code=said["code"],
            request=request,
            at=timezone.now(),
        )


def _send(request: HttpRequest) -> HttpResponse:
    if to := request.user.reached_at:
        codes.send_code(
            to=to, purpose=Purpose.CONFIRM, request=request, at=timezone.now()
        )
        messages.success(request, _("A code is on its way."))
    said = request.GET.copy()
    said["sent"] = "1"
    return redirect(f"{request.path}?{said.urlencode(safe='/')}")


def _page(request: HttpRequest, form: forms.Form, *, twice: bool) -> dict[str, object]:
    account = request.user
    types = Authenticator.objects.filter(user=account).values_list("type", flat=True)
    has_passkey = twice and Authenticator.Type.WEBAUTHN in types
    is_code = isinstance(form, CodeForm | FactorForm)
    return {
        "twice": twice,
        "code_form": form if is_code else CodeForm(),
        "password_form": form if isinstance(form, PasswordForm) else PasswordForm(),
        "form": form,
        "has_password": account.has_usable_password(),
        "sent": is_code or "sent" in request.GET,
        "to": shown(account.reached_at),
        "passkey": {"request_options": begin_authentication(account)}
        if has_passkey
        else None,
    }
