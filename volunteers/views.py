"""Becoming a volunteer, signing in, signing out."""

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from config.cookies import remember
from volunteers import rules
from volunteers.errors import GuardianNeeded, TooManyTries, VisitADesk, WrongLogin
from volunteers.forms import LoginForm, RegistrationForm
from volunteers.models import Account

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
ANSWERS = {
    VisitADesk: "volunteers/visit_a_desk.html",
    GuardianNeeded: "volunteers/guardian_needed.html",
}


@never_cache
@sensitive_post_parameters("password", "document_number", "phone")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Become a volunteer; ``again`` shows once more what was typed."""
    if request.method != "POST":
        return _form(request, RegistrationForm())
    if "again" in request.POST:
        return _form(request, RegistrationForm(initial=request.POST.dict()))
    form = RegistrationForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        volunteer = rules.register(registration=form.registration, at=timezone.now())
    except (VisitADesk, GuardianNeeded) as answer:
        typed = [(name, form[name].value()) for name in form.fields]
        context = {"typed": [pair for pair in typed if pair[0] != "password"]}
        page = ANSWERS[type(answer)]
        return render(request, page, context, status=answer.status)
    auth.login(request, volunteer.account, backend=BACKEND)
    return redirect("volunteers:registered")


def _form(
    request: HttpRequest, form: RegistrationForm, *, status: int = 200
) -> HttpResponse:
    return render(request, "volunteers/register.html", {"form": form}, status=status)


@require_safe
@login_required
def registered(request: HttpRequest) -> HttpResponse:
    """Welcome, with the number one has been given."""
    volunteer = request.user.as_volunteer
    if volunteer is None:
        raise Http404
    return render(request, "volunteers/registered.html", {"volunteer": volunteer})


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
