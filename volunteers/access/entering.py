"""Signing in and out: by a code, by password, by passkey."""

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from config.asked import own_page
from config.errors import RuleBroken
from config.refusals import say_in
from volunteers import rules
from volunteers.access import providers
from volunteers.access.forms import CodeForm, LoginForm
from volunteers.access.proof import record
from volunteers.masking import mask_email, mask_phone
from volunteers.models import Account
from volunteers.sealing import seal_for_browser, unseal_from_browser

SENT_TO = "code_sent_to"  # where a code went, sealed, in the session


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest) -> HttpResponse:
    """Sign in with a password, or have a code sent; then go where one was going."""
    target = wanted(request)
    if request.user.is_authenticated:
        return redirect(target)
    form = LoginForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            return _begin(request, target, **form.cleaned_data)
        except RuleBroken as refused:
            say_in(form, refused)
            status = refused.status
    context = {"form": form, "next": target, "providers": providers.buttons(request)}
    return render(request, "volunteers/login.html", context, status=status)


def _begin(
    request: HttpRequest, target: str, *, username: str, password: str
) -> HttpResponse:
    if password:
        account = rules.sign_in(login=username, password=password, request=request)
        return enter(request, account, "password", target)
    to = rules.send_sign_in_code(login=username, request=request, at=timezone.now())
    request.session[SENT_TO] = {"to": seal_for_browser(to), "next": target}
    return redirect("account_login_code")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Give the code that was sent; ``again`` sends another."""
    sent = request.session.get(SENT_TO, {"to": ""})
    to = unseal_from_browser(sent["to"])
    if request.user.is_authenticated or not to:
        return redirect("account_login")
    if "again" in request.POST:
        return _again(request, to)
    form = CodeForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        typed, now = form.cleaned_data["code"], timezone.now()
        try:
            account = rules.sign_in_by_code(to=to, code=typed, request=request, at=now)
        except RuleBroken as refused:
            form.add_error("code", refused.detail)
            status = refused.status
        else:
            del request.session[SENT_TO]
            return enter(request, account, "code", sent["next"])
    context = {"form": form, "to": shown(to), "by_mail": "@" in to}
    return render(request, "volunteers/login_code.html", context, status=status)


def _again(request: HttpRequest, to: str) -> HttpResponse:
    try:
        rules.send_sign_in_code(login=to, request=request, at=timezone.now())
    except RuleBroken as refused:
        messages.error(request, refused.detail)
    else:
        messages.success(request, _("Another code is on its way."))
    return redirect("account_login_code")


def enter(
    request: HttpRequest, account: Account, method: str, target: str
) -> HttpResponse:
    """Go on with an account proved by ``method``: in, or to the second factor."""
    record(request, account, method)
    response: HttpResponse = perform_login(
        request, Login(user=account, redirect_url=target)
    )
    return response


@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    auth.logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("/")


def wanted(request: HttpRequest, otherwise: str = "") -> str:
    """The page the person wanted to see, never one of another site."""
    page = request.POST.get("next") or request.GET.get("next") or ""
    return own_page(request, page) or otherwise or str(settings.LOGIN_REDIRECT_URL)


def shown(to: str) -> str:
    """Enough of a phone number or address to know it again."""
    return mask_email(to) if "@" in to else mask_phone(to)
