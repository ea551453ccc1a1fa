"""Signing in, signing out."""

from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
)

from config.cookies import remember
from volunteers import rules
from volunteers.errors import TooManyTries, WrongLogin
from volunteers.forms import LoginForm
from volunteers.models import Account


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Sign in, and go where one was going."""
    target = _wanted(request)
    if request.user.is_authenticated:
        return redirect(target)
    form = LoginForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            account = rules.sign_in(
                login=form.cleaned_data["username"],
                password=form.cleaned_data["password"],
                request=request,
            )
        except (WrongLogin, TooManyTries) as refused:
            form.add_error(None, refused.detail)
            status = refused.status
        else:
            auth.login(request, account)
            return _in_own_language(redirect(target), account)
    context = {"form": form, "next": target}
    return render(request, "volunteers/login.html", context, status=status)


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    auth.logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("/")


def _wanted(request: HttpRequest) -> str:
    """The page the person wanted to see, never one of another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else settings.LOGIN_REDIRECT_URL


def _in_own_language(response: HttpResponse, account: Account) -> HttpResponse:
    if account.language:
        remember(response, settings.LANGUAGE_COOKIE_NAME, account.language)
    return response
