"""An organization's rules: how they stand, trying and making one, what they did."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from config.errors import RuleBroken
from config.refusals import say_in
from hours.automatic import page, rules
from hours.automatic.conditions import Guardrails
from hours.automatic.forms import RuleForm
from hours.models import ApprovalRule
from hours.permissions import may_make_rules, may_read_rules, may_stop_rules
from volunteers.models import Organization

LONGEST_NUMBER = 18  # digits of a key
MOST_VERSIONS = 2_147_483_647


def reading(request: HttpRequest, pk: UUID) -> Organization:
    """:raises Http404: if the organization's rules are not the account's to read"""
    one = get_object_or_404(Organization, pk=pk)
    if not may_read_rules(request.user, one):
        raise Http404
    return one


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def automatic(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How the rules stand; trying a new one on the last months, and keeping it."""
    organization = reading(request, pk)
    if request.method != "POST":
        return _show(request, organization)
    if not may_make_rules(request.user, organization):
        raise Http404
    return _make(request, organization, tries="keep" not in request.POST)


@never_cache
@login_required
@require_safe
def rule(request: HttpRequest, organization: UUID, version: int) -> HttpResponse:
    """The same, with what one of the rules would have done to the last months."""
    of_it = reading(request, organization)
    chosen = _version(of_it, version)
    makes = may_make_rules(request.user, of_it)
    by = request.user if makes else chosen.made_by
    tried = page.tried_again(chosen, by=by, at=timezone.now())
    return _show(request, of_it, chosen=chosen, tried=tried)


@login_required
@require_POST
def switch_on(request: HttpRequest, organization: UUID, version: int) -> HttpResponse:
    of_it = reading(request, organization)
    if not may_make_rules(request.user, of_it):
        raise Http404
    chosen = _version(of_it, version)
    try:
        rules.switch_on(rule=chosen, by=request.user, at=timezone.now())
    except RuleBroken as broken:
        messages.error(request, broken.detail)
    else:
        said = _("Switched on. What waits and matches is approved within minutes.")
        messages.success(request, said)
    return redirect("hours:automatic", organization)


@login_required
@require_POST
def switch_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    organization = reading(request, pk)
    if not may_stop_rules(request.user, organization):
        raise Http404
    rules.switch_off(organization=organization, by=request.user, at=timezone.now())
    messages.success(request, _("Switched off. People decide everything again."))
    return redirect("hours:automatic", pk)


def _version(organization: Organization, version: int) -> ApprovalRule:
    known = ApprovalRule.objects.select_related("organization", "made_by__volunteer")
    # Beyond what the column holds nothing is asked for.
    wanted = min(version, MOST_VERSIONS)
    return get_object_or_404(known, organization=organization, version=wanted)


def _make(
    request: HttpRequest, organization: Organization, *, tries: bool
) -> HttpResponse:
    now = timezone.now()
    form = RuleForm(request.POST, guardrails=Guardrails.on(timezone.localdate(now)))
    if not form.is_valid():
        return _show(request, organization, form=form, status=422)
    if tries:
        tried = page.tried(organization, form.conditions, by=request.user, at=now)
        return _show(request, organization, form=form, tried=tried)
    try:
        made, _is_new = rules.make(
            organization=organization,
            conditions=form.conditions,
            by=request.user,
            at=now,
        )
    except RuleBroken as broken:
        say_in(form, broken)
        return _show(request, organization, form=form, status=422)
    messages.success(request, _("Kept. Nothing is approved until you switch it on."))
    return redirect("hours:automatic_rule", organization.pk, made.version)


def _show(
    request: HttpRequest,
    organization: Organization,
    *,
    form: RuleForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    now = timezone.now()
    guardrails = Guardrails.on(timezone.localdate(now))
    stands = page.standing(organization, reader=request.user, at=now)
    known = page.versions(organization, stands, reader=request.user)
    latest = known[0].rule if known else None
    context = {
        "organization": organization,
        "stands": stands,
        "versions": known,
        "guardrails": guardrails,
        "may_make": may_make_rules(request.user, organization),
        "may_stop": may_stop_rules(request.user, organization),
        "form": form or RuleForm(guardrails=guardrails, latest=latest),
        **more,
    }
    return render(request, "hours/automatic.html", context, status=status)


@never_cache
@login_required
@require_safe
def decided(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the organization's rules did, session by session, with what they saw."""
    organization = reading(request, pk)
    before = request.GET.get("before")
    if before is not None and not (
        before.isdecimal() and len(before) <= LONGEST_NUMBER
    ):
        raise BadRequest("before")
    lines, older = page.decided(
        organization, reader=request.user, before=int(before) if before else None
    )
    context = {
        "organization": organization,
        "lines": lines,
        "newer_url": request.path if before else "",
        "newer_label": _("The latest"),
        "older_url": f"{request.path}?before={older}" if older else "",
    }
    return render(request, "hours/automatic_decided.html", context)
