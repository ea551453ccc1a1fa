"""Becoming a volunteer: the form, the code that proves the phone, the welcome."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from config.errors import RuleBroken
from config.sms import NotDelivered
from volunteers import rules
from volunteers.errors import (
    GuardianNeeded,
    NoSuchRegistration,
    RegisteredAlready,
    TooManyTries,
    VisitADesk,
    WrongCode,
)
from volunteers.guardians import awaits
from volunteers.models import PendingRegistration
from volunteers.registering.forms import ContactForm, ProofForm, RegistrationForm
from volunteers.registering.going_on import going_to
from volunteers.registering.trial import where_it_went

BACKEND = settings.AUTHENTICATION_BACKENDS[0]
PENDING = "registration"  # in the session: which one this browser has begun
RESEND_AFTER = 60  # seconds
NOT_SENT = (TooManyTries, NotDelivered)


@never_cache
@sensitive_post_parameters("password", "document_number", "phone", "email")
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """The form; ``again`` shows once more what was typed."""
    if request.method != "POST":
        return _form(request, RegistrationForm())
    pending = _pending(request)
    kept = _kept_password(request, pending)
    if "again" in request.POST:
        typed = pending.said if pending and kept else _typed(request)
        return _form(
            request,
            RegistrationForm(initial=typed, kept_password=kept),
            pending=pending if kept else None,
        )
    form = RegistrationForm(request.POST, kept_password=kept)
    if form.is_valid():
        try:
            return _ask(request, form, pending)
        except GuardianNeeded as refused:
            typed = {name: form[name].value() for name in form.fields}
            page = "volunteers/guardian_needed.html"
            return render(
                request, page, {"typed": _pairs(typed)}, status=refused.status
            )
        except NOT_SENT as refused:
            field = "phone" if form.cleaned_data["phone"] else "email"
            form.add_error(field, refused.detail)
            status = refused.status
    else:
        status = 422
    return _form(request, form, pending=pending if kept else None, status=status)


def _ask(
    request: HttpRequest, form: RegistrationForm, pending: PendingRegistration | None
) -> HttpResponse:
    now = timezone.now()
    said = form.registration
    if pending:
        rules.amend_registration(
            pending=pending, registration=said, request=request, at=now
        )
    else:
        pending = rules.ask_to_register(registration=said, request=request, at=now)
        request.session[PENDING] = str(pending.pk)
    return redirect("volunteers:prove")


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """Type the code; then one is a volunteer, or asked to a desk."""
    pending = _pending(request)
    if pending is None:
        return _ended(request)
    form = ProofForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _proof(request, pending, form, status=422 if form.is_bound else 200)
    now = timezone.now()
    try:
        volunteer = rules.prove(
            pending=pending,
            code=form.cleaned_data["code"],
            request=request,
            at=now,
        )
    except (WrongCode, TooManyTries) as refused:
        form.add_error("code", refused.detail)
        return _proof(request, pending, form, status=refused.status)
    except NoSuchRegistration:
        return _ended(request)
    except VisitADesk as conflict:
        return _at_a_desk(request, pending, conflict)
    auth.login(request, volunteer.account, backend=BACKEND)
    was_known = volunteer.registered_at < now
    return redirect(f"volunteers:{'claimed' if was_known else 'registered'}")


@require_POST
def resend(request: HttpRequest) -> HttpResponse:
    """Send the code once more."""
    if (pending := _pending(request)) is None:
        return _ended(request)
    try:
        rules.send_again(pending=pending, request=request, at=timezone.now())
    except NOT_SENT as refused:
        messages.error(request, refused.detail)
    else:
        messages.success(request, _("A new code is on its way."))
    return redirect("volunteers:prove")


@never_cache
@sensitive_post_parameters("phone", "email")
@require_POST
def contact(request: HttpRequest) -> HttpResponse:
    """Send the code to another phone or e-mail; all else stays as typed."""
    if (pending := _pending(request)) is None:
        return _ended(request)
    form = ContactForm(request.POST)
    status = 422
    if form.is_valid():
        to = form.cleaned_data
        said = replace(
            rules.registration_of(pending), phone=to["phone"], email=to["email"]
        )
        try:
            rules.amend_registration(
                pending=pending, registration=said, request=request, at=timezone.now()
            )
        except NOT_SENT as refused:
            form.add_error("phone" if to["phone"] else "email", refused.detail)
            status = refused.status
        else:
            return redirect("volunteers:prove")
    return _proof(request, pending, ProofForm(), other=form, status=status)


@require_safe
@login_required
def registered(request: HttpRequest) -> HttpResponse:
    """Welcome, with the number one has been given."""
    volunteer = request.user.as_volunteer
    if volunteer is None:
        raise Http404
    context = {
        "volunteer": volunteer,
        "awaits_guardian": awaits(volunteer, on=timezone.localdate()),
        "going_to": going_to(request),
    }
    return render(request, "volunteers/registered.html", context)


def _pending(request: HttpRequest) -> PendingRegistration | None:
    """The registration this browser has begun, as long as it is kept."""
    begun = request.session.get(PENDING)
    alive = PendingRegistration.objects.alive(timezone.now())
    return alive.filter(pk=begun).first() if begun else None


def _kept_password(request: HttpRequest, pending: PendingRegistration | None) -> str:
    """The password typed before, for whoever comes from the page of that code."""
    editing = request.POST.get("editing")
    same = pending is not None and editing == str(pending.pk)
    return str(pending.said["password"]) if pending and same else ""


def _typed(request: HttpRequest) -> dict[str, Any]:
    return request.POST.dict() | {"consents": request.POST.getlist("consents")}


def _pairs(typed: dict[str, Any]) -> list[tuple[str, Any]]:
    """What was typed, for hidden inputs; a password is never written into a page."""
    pairs = []
    for name, value in typed.items():
        if name not in ("password", "consent"):
            several = value if isinstance(value, (list, dict)) else [value]
            pairs += [(name, one) for one in several if one is not None]
    return pairs


def _form(
    request: HttpRequest,
    form: RegistrationForm,
    *,
    pending: PendingRegistration | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "editing": pending.pk if pending else ""}
    return render(request, "volunteers/register.html", context, status=status)


def _proof(
    request: HttpRequest,
    pending: PendingRegistration,
    form: ProofForm,
    *,
    other: ContactForm | None = None,
    status: int = 200,
) -> HttpResponse:
    said = pending.said
    to = said["phone"] or said["email"]
    context = {
        "form": form,
        "other": other or ContactForm(auto_id="other_%s"),
        "pending": pending,
        "shown": _grouped(to),
        "by_phone": bool(said["phone"]),
        "hint": where_it_went(to),
        # Not counted anew with each wrong code; too soon is said by the rule.
        "resend_after": RESEND_AFTER if status == 200 else 0,
    }
    return render(request, "volunteers/prove.html", context, status=status)


def _grouped(to: str) -> str:
    """As people read it, to see whether it was typed right: 138 0013 8000."""
    number = to.removeprefix("+86")
    return f"{number[:3]} {number[3:7]} {number[7:]}" if number.isdigit() else to


def _at_a_desk(
    request: HttpRequest, pending: PendingRegistration, conflict: RuleBroken
) -> HttpResponse:
    request.session.pop(PENDING, None)
    page = "volunteers/visit_a_desk.html"
    if isinstance(conflict, RegisteredAlready):
        page = "volunteers/registered_already.html"
    context = {"typed": _pairs(pending.said)}
    return render(request, page, context, status=conflict.status)


def _ended(request: HttpRequest) -> HttpResponse:
    request.session.pop(PENDING, None)
    messages.warning(request, NoSuchRegistration().detail)
    return redirect("volunteers:register")
