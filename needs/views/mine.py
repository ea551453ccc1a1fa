"""For who asks: prove a phone, say what is needed, follow it, rate it, call it off."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from config.errors import RuleBroken
from config.refusals import say_in
from needs import rules
from needs.forms import AskForm, RateForm
from needs.keys import opens
from needs.models import Channel, Need, Way
from needs.pages.status import StatusPage
from needs.photos import shown
from needs.views.photos import sent_with_photos
from volunteers.codes import send_code
from volunteers.models import Purpose
from volunteers.phone_proof import PhoneProof

ASKS = ["GET", "HEAD", "POST"]
PERSONAL = ("name", "beneficiary", "address", "text")
SHOWN = 30


def _send(*, phone: str, request: HttpRequest, at: datetime) -> None:
    send_code(to=phone, purpose=Purpose.NEED, request=request, at=at)


PROOF = PhoneProof(
    purpose=Purpose.NEED,
    send=_send,
    asks="needs:phone",
    proves="needs:prove",
    then="needs:mine",
    template="needs/phone.html",
    title=gettext_lazy("Ask for help"),
)
phone, prove = PROOF.views()


@never_cache
@require_http_methods(ASKS)
def mine(request: HttpRequest) -> HttpResponse:
    """What was asked for from the proved phone; POST ends it in this browser."""
    if not (number := PROOF.proved(request)):
        return redirect("needs:phone")
    if request.method == "POST":
        PROOF.forget(request)
        messages.success(request, _("Thank you. You can close this page."))
        return redirect("needs:needs")
    own = Need.objects.of_phone(number).select_related("category", "site", "order")
    context = {"needs": own.order_by("-submitted_at", "pk")[:SHOWN]}
    return render(request, "needs/mine.html", context)


@never_cache
@sensitive_post_parameters(*PERSONAL)
@require_http_methods(ASKS)
def new(request: HttpRequest) -> HttpResponse:
    """Say what is needed."""
    if not (number := PROOF.proved(request)):
        return redirect("needs:phone")
    form = AskForm()
    if request.method == "POST":
        form = sent_with_photos(AskForm, request)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        asked = form.asked_by(number, Channel.ONLINE)
        try:
            need = rules.report(asked=asked, by=None, at=timezone.now())
        except RuleBroken as refused:
            say_in(form, refused)
        else:
            messages.success(request, _("Thank you. This is the number of your need."))
            return redirect("needs:own", need.reference)
    return render(request, "needs/new.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD"])
def own(request: HttpRequest, reference: str) -> HttpResponse:
    """One's own need, with what was said and what was answered."""
    one = _own(request, reference)
    if one is None:
        return redirect("needs:phone")
    return _show(request, one)


@never_cache
@require_safe
def photo(request: HttpRequest, reference: str, photo: UUID) -> HttpResponse:
    """A photo of one's own need, or of what was done."""
    one = _own(request, reference)
    if one is None:
        return redirect("needs:phone")
    return shown(one.photos.all(), photo, asked=request.GET)


@never_cache
@require_POST
def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Call it off, as long as nobody has taken it on."""
    one = _own(request, reference)
    if one is None:
        return redirect("needs:phone")
    try:
        rules.take_back(order=one.order, at=timezone.now())
    except RuleBroken as refused:
        return _show(request, one, problem=refused.detail, status=refused.status)
    messages.success(request, _("Called off. Thank you for saying so."))
    return redirect("needs:own", reference)


@never_cache
@sensitive_post_parameters("words")
@require_POST
def rate(request: HttpRequest, reference: str) -> HttpResponse:
    """Say how it was, with the phone proved in this browser."""
    one = _own(request, reference)
    if one is None:
        return redirect("needs:phone")
    form = RateForm(request.POST)
    if _rated(form, one, way=Way.CODE, at=timezone.now()):
        messages.success(request, _thanks(one))
        return redirect("needs:own", reference)
    return _show(request, one, form=form, status=422)


@never_cache
@sensitive_post_parameters("words")
@require_http_methods(ASKS)
def rate_by_link(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """The same by the link that was sent to whoever asked."""
    if not opens(reference, key):
        raise Http404
    named = Need.objects.select_related("category", "site", "order")
    one = get_object_or_404(named, reference=reference)
    form = RateForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and _rated(form, one, way=Way.LINK, at=timezone.now()):
        messages.success(request, _thanks(one))
        return redirect("needs:need", reference)
    context = {"need": one, "form": form, "outcomes": one.order.outcomes.all()}
    return render(request, "needs/rate.html", context, status=status)


def _own(request: HttpRequest, reference: str) -> Need | None:
    """
    The need, asked for from the proved phone; None where none is proved.

    :raises Http404: if it is somebody else's
    """
    if not (number := PROOF.proved(request)):
        return None
    named = Need.objects.of_phone(number).select_related(
        "category", "site", "order__organization", "order__merged_into__need"
    )
    return get_object_or_404(named, reference=reference)


def _rated(form: RateForm, one: Need, *, way: Way, at: datetime) -> bool:
    if not form.is_valid():
        return False
    try:
        rules.rate(order=one.order, **form.cleaned_data, way=way, by=None, at=at)
    except RuleBroken as refused:
        say_in(form, refused)
        return False
    return True


def _thanks(one: Need) -> str:
    one.order.refresh_from_db()
    if one.order.is_living and not one.order.is_rated:
        return _("Thank you. The site takes it up again.")
    return _("Thank you. It helps the next ones.")


def _show(
    request: HttpRequest,
    one: Need,
    *,
    form: RateForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "need": one,
        "page": StatusPage(need=one, at=timezone.now(), is_own=True),
        "form": form or RateForm(),
        "problem": problem,
    }
    return render(request, "needs/own.html", context, status=status)
