"""A guardian without an account: prove the phone, then agree or take it back."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from config.errors import RuleBroken
from config.sms import NotDelivered
from volunteers import rules
from volunteers.codes import send_code, use_code
from volunteers.errors import NoSuchConsent, TooManyTries, WrongCode
from volunteers.guarding.forms import AgreementForm, OwnPhoneForm
from volunteers.guarding.lines import lines, wording
from volunteers.masking import mask_phone
from volunteers.models import Guardian, Purpose
from volunteers.models.guardian import GuardianQuerySet
from volunteers.registering.forms import ProofForm
from volunteers.registering.trial import where_it_went
from volunteers.sealing import seal, unseal

ASKED, PROVED = "guardian_asked", "guardian_proved"  # in the session, sealed
HOLDS = timedelta(minutes=30)
PAGE = "volunteers:guardian"


@never_cache
@sensitive_post_parameters("phone")
@require_http_methods(["GET", "HEAD", "POST"])
def guardian(request: HttpRequest) -> HttpResponse:
    """Say one's phone; a code is sent, whether or not it was named by anybody."""
    if request.method != "POST":
        if _proved(request):
            return redirect("volunteers:guardian_wards")
        return render(request, "volunteers/guardian.html", {"form": OwnPhoneForm()})
    form = OwnPhoneForm(request.POST)
    status = 422
    if form.is_valid():
        phone = form.cleaned_data["phone"]
        try:
            send_code(
                to=phone, purpose=Purpose.GUARDIAN, request=request, at=timezone.now()
            )
        except (TooManyTries, NotDelivered) as refused:
            form.add_error("phone", refused.detail)
            status = refused.status
        else:
            request.session[ASKED] = seal(phone).hex()
            return redirect("volunteers:guardian_prove")
    return render(request, "volunteers/guardian.html", {"form": form}, status=status)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """Type the code that came to the phone."""
    if not (kept := request.session.get(ASKED)):
        return redirect(PAGE)
    phone, now = unseal(bytes.fromhex(kept)), timezone.now()
    form = ProofForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            use_code(
                to=phone,
                purpose=Purpose.GUARDIAN,
                code=form.cleaned_data["code"],
                request=request,
                at=now,
            )
        except (WrongCode, TooManyTries) as refused:
            form.add_error("code", refused.detail)
            status = refused.status
        else:
            request.session.pop(ASKED)
            until = (now + HOLDS).isoformat()
            request.session[PROVED] = {"phone": kept, "until": until}
            return redirect("volunteers:guardian_wards")
    context = {"form": form, "to": mask_phone(phone), "hint": where_it_went(phone)}
    return render(request, "volunteers/guardian_prove.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wards(request: HttpRequest) -> HttpResponse:
    """Whom the phone was named for: agree, take it back, or go."""
    if not (phone := _proved(request)):
        return redirect(PAGE)
    now = timezone.now()
    named = _named(phone, now)
    if request.method == "POST":
        if "end" in request.POST:
            request.session.pop(PROVED)
            messages.success(request, _("Thank you. You can close this page."))
            return redirect(PAGE)
        return _answer(request, named, now)
    return _list(request, named, now)


def _answer(
    request: HttpRequest, named: GuardianQuerySet, now: datetime
) -> HttpResponse:
    chosen = next(
        (one for one in named if str(one.pk) == request.POST.get("guardian")), None
    )
    if chosen is None:
        raise Http404
    if "withdraw" in request.POST:
        rules.take_back(guardian=chosen, at=now)
        messages.success(
            request, _("Taken back. From now on nothing new is logged for them.")
        )
        return redirect("volunteers:guardian_wards")
    form = AgreementForm(request.POST, auto_id=f"ward{chosen.pk}_%s")
    status = 422
    if form.is_valid():
        try:
            rules.agree_by_phone(
                guardian=chosen,
                signature=form.signature,
                version=request.POST.get("version", ""),
                at=now,
            )
        except NoSuchConsent as refused:
            form.add_error("consent", refused.detail)
            status = refused.status
        except RuleBroken as refused:
            form.add_error("ward_name", refused.detail)
            status = refused.status
        else:
            messages.success(request, _("Thank you. Your consent is noted."))
            return redirect("volunteers:guardian_wards")
    return _list(request, named, now, typed={chosen.pk: form}, status=status)


def _list(
    request: HttpRequest,
    named: GuardianQuerySet,
    now: datetime,
    *,
    typed: dict[int, AgreementForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "lines": lines(named, now, typed or {}),
        "text": wording(now),
        "alone": True,
    }
    return render(request, "volunteers/guardian_wards.html", context, status=status)


def _named(phone: str, now: datetime) -> GuardianQuerySet:
    found = Guardian.objects.reached_at(phone).of_minors(timezone.localdate(now))
    return found.filter(ward__status="registered")


def _proved(request: HttpRequest) -> str:
    """The phone proved in this browser within the last half hour, or nothing."""
    kept = request.session.get(PROVED)
    until = parse_datetime(kept["until"]) if kept else None
    if kept is None or until is None or until <= timezone.now():
        return ""
    return unseal(bytes.fromhex(kept["phone"]))
