"""A site's counter: somebody comes, calls or is visited, and a clerk takes it down."""

import hashlib
import json
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from config.errors import RuleBroken
from config.kept_pages import worker_of
from config.once import once
from config.refusals import say_in
from needs import rules
from needs.forms import CounterForm
from needs.models import Need
from needs.permissions import kept_sites
from needs.views.photos import sent_with_photos

LATEST = 10
A_DAY = timedelta(days=1)
FILES = ("css/enter.css", "css/needs.css", "js/counter.js")


@never_cache
@sensitive_post_parameters("name", "phone", "beneficiary", "address", "text")
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def counter(request: HttpRequest) -> HttpResponse:
    """Take a need in; below, what was taken in last by the reader."""
    sites = kept_sites(request.user)
    if not sites.exists():
        raise Http404
    if request.method == "POST":
        form = sent_with_photos(CounterForm, request, sites=sites)
    else:
        site = request.GET.get("site") or _usual(request)
        form = CounterForm(sites=sites, initial={"site": site, "kind": "need"})
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            taken_in = _once(request, form)
        except RuleBroken as refused:
            say_in(form, refused)
        else:
            return _taken_in(request, **taken_in)
    if _is_from_a_draft(request) and form.is_bound:
        return JsonResponse({"errors": form.errors}, status=status)
    latest = Need.objects.filter(taken_by=request.user, site__in=sites)
    context = {
        "form": form,
        "latest": latest.select_related("category", "order").order_by("-submitted_at")[
            :LATEST
        ],
    }
    return render(request, "needs/counter.html", context, status=status)


def _once(request: HttpRequest, form: CounterForm) -> dict[str, Any]:
    """Take it in; the same, sent again by the same form, is the same need."""

    def act() -> dict[str, Any]:
        at = timezone.now()
        need = rules.report(asked=form.asked, by=request.user, at=at)
        if "accept" in request.POST:
            rules.accept(order=need.order, by=request.user, at=at)
        return {"reference": need.reference, "number": need.number}

    said = {name: f"{said}" for name, said in form.cleaned_data.items()}
    said["form"] = f"{form.cleaned_data['form'] or uuid4()}"
    del said["photos"]
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    key = f"counter {digest}"
    return once(key=key, by=request.user, act=act, stands=lambda _answer: True)


def _taken_in(request: HttpRequest, *, reference: str, number: str) -> HttpResponse:
    there = reverse("needs:order", args=[reference])
    if _is_from_a_draft(request) and "later" in request.POST:
        return JsonResponse({"number": number, "url": there})
    said = _("Taken in. The number to give them: %(number)s")
    messages.success(request, said % {"number": number})
    if _is_from_a_draft(request):
        return JsonResponse({"number": number, "url": there})
    return redirect(there)


def _is_from_a_draft(request: HttpRequest) -> bool:
    """Whether the page's program asks, which keeps what it could not send."""
    return request.headers.get("Accept") == "application/json"


@cache_control(private=True, no_cache=True)
@login_required
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """What opens the page again without network, until tomorrow is over."""
    if not kept_sites(request.user).exists():
        raise Http404
    until = datetime.combine(timezone.localdate() + 2 * A_DAY, time.min)
    until_ms = int(timezone.make_aware(until).timestamp() * 1000)
    name = f"people~{request.user.pk}~{until_ms}~counter"  # see ui.js, which forgets it
    return worker_of(reverse("needs:counter"), name=name, files=FILES)


def _usual(request: HttpRequest) -> str | None:
    """The site the reader took something in at last, or keeps as the only one."""
    sites = kept_sites(request.user)
    last = Need.objects.filter(taken_by=request.user, site__in=sites)
    codes = last.order_by("-submitted_at").values_list("site__code", flat=True)[:1]
    own = codes or sites.values_list("code", flat=True)[:2]
    return own[0] if len(own) == 1 else None
