"""A guardian without an account: prove the phone, then agree or take it back."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from config.errors import RuleBroken
from volunteers import rules
from volunteers.codes import send_code
from volunteers.errors import NoSuchConsent
from volunteers.guarding.forms import AgreementForm
from volunteers.guarding.lines import lines, wording
from volunteers.models import Guardian, Purpose
from volunteers.models.guardian import GuardianQuerySet
from volunteers.phone_proof import PhoneProof

PAGE = "volunteers:guardian"


def _send(*, phone: str, request: HttpRequest, at: datetime) -> None:
    send_code(to=phone, purpose=Purpose.GUARDIAN, request=request, at=at)


PROOF = PhoneProof(
    purpose=Purpose.GUARDIAN,
    send=_send,
    asks=PAGE,
    proves="volunteers:guardian_prove",
    then="volunteers:guardian_wards",
    template="volunteers/guardian.html",
    title=gettext_lazy("For parents and guardians"),
)
guardian, prove = PROOF.views()


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wards(request: HttpRequest) -> HttpResponse:
    """Whom the phone was named for: agree, take it back, or go."""
    if not (phone := PROOF.proved(request)):
        return redirect(PAGE)
    now = timezone.now()
    named = _named(phone, now)
    if request.method == "POST":
        if "end" in request.POST:
            PROOF.forget(request)
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
