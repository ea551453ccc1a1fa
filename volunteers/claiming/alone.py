"""Somebody registered by an office takes over their record: phone, code, document."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from config.errors import RuleBroken
from config.refusals import say_in
from volunteers import rules
from volunteers.access.entering import enter
from volunteers.claiming.forms import ClaimForm
from volunteers.errors import VisitADesk
from volunteers.models import Purpose
from volunteers.phone_proof import PhoneProof
from volunteers.registering.going_on import going_to

PAGE = "volunteers:claim"
PROOF = PhoneProof(
    purpose=Purpose.CLAIM,
    send=rules.send_claim_code,
    asks=PAGE,
    proves="volunteers:claim_prove",
    then="volunteers:claim_record",
    template="volunteers/claim.html",
    title=gettext_lazy("Registered at a station"),
)
claim, prove = PROOF.views()


@never_cache
@sensitive_post_parameters("name", "document_number", "birth_date")
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """Say who one is; then one is signed in, or asked to a desk."""
    if not (phone := PROOF.proved(request)):
        return redirect(PAGE)
    if "again" in request.POST:
        return _form(request, ClaimForm(initial=request.POST.dict()))
    form = ClaimForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            account = rules.claim(claimant=form.claimant(phone), at=timezone.now())
        except VisitADesk as conflict:
            typed = [(one.name, one.value()) for one in form if one.name != "consent"]
            context = {"typed": typed, "form_url": request.path, "claims": True}
            page = "volunteers/visit_a_desk.html"
            return render(request, page, context, status=conflict.status)
        except RuleBroken as refused:
            say_in(form, refused)
            status = refused.status
        else:
            PROOF.forget(request)
            return enter(request, account, "code", "/claimed/")
    return _form(request, form, status=status)


def _form(request: HttpRequest, form: ClaimForm, status: int = 200) -> HttpResponse:
    return render(
        request, "volunteers/claim_record.html", {"form": form}, status=status
    )


@never_cache
@require_safe
@login_required
def claimed(request: HttpRequest) -> HttpResponse:
    """Welcome to one's own record, with all that was noted in it before."""
    person = request.user.as_volunteer
    if person is None:
        raise Http404
    context: dict[str, Any] = {
        "volunteer": person,
        "taken_over": True,
        "going_to": going_to(request),
    }
    return render(request, "volunteers/registered.html", context)
