"""To be an organization: apply, follow the review, keep the data right."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from city.apply_page import LAST, TITLES, Typed, sent, typed_by
from city.organization_file import (
    facts,
    field_choices,
    history,
    said_today,
    term,
)
from city.organization_office import WordsForm
from config.errors import RuleBroken
from config.refusals import say_in
from volunteers.application_form import (
    DESCRIBED,
    KINDS,
    ApplicationForm,
    initial_of,
)
from volunteers.models import Filing, Organization
from volunteers.permissions import administered_organizations
from volunteers.rules import organizations as rules
from volunteers.rules.organizations.file import said_in

ASKS = ["GET", "HEAD", "POST"]


@never_cache
@login_required
@sensitive_post_parameters("contact_phone")
@require_http_methods(ASKS)
def apply(request: HttpRequest) -> HttpResponse:
    """Apply in short steps; what is typed is kept at each, right or wrong."""
    typed = typed_by(request.user)
    step = _step(request)
    if request.method != "POST":
        return _show(request, typed, step, checked=step == LAST)
    if step == LAST:
        return _send(request, typed)
    said = sent(typed, step, request.POST)
    kept = rules.keep_draft(said=typed.said | said, by=request.user, at=timezone.now())
    typed = Typed(kept)
    if "back" in request.POST:
        return redirect(f"{request.path}?step={max(1, step - 1)}")
    if not typed.form(step, checked=True).is_valid():
        return _show(request, typed, step, checked=True, status=422)
    return redirect(f"{request.path}?step={step + 1}")


def _step(request: HttpRequest) -> int:
    asked = request.GET.get("step", "1")
    return int(asked) if asked in {str(step) for step in TITLES} else 1


def _show(
    request: HttpRequest,
    typed: Typed,
    step: int,
    *,
    checked: bool = False,
    status: int = 200,
) -> HttpResponse:
    wrong = typed.first_wrong() if step == LAST else None
    if wrong or (step > 1 and not typed.kind):
        # What comes later depends on what is not well answered yet.
        step, checked = wrong or 1, bool(wrong and typed.said.get("kind"))
    form = typed.form(step, checked=checked)
    context: dict[str, Any] = {
        "form": form,
        "step": step,
        "last": LAST,
        "title": TITLES[step],
        "kinds": KINDS,
    }
    if step == LAST and form.is_valid():
        context["facts"] = facts(form.application)
    return render(request, "city/apply.html", context, status=status)


def _send(request: HttpRequest, typed: Typed) -> HttpResponse:
    form = typed.form(LAST, checked=True)
    if typed.first_wrong() or not form.is_valid():
        return _show(request, typed, LAST, checked=True, status=422)
    try:
        one = rules.apply(
            application=form.application, by=request.user, at=timezone.now()
        )
    except RuleBroken as refused:
        messages.error(request, refused.detail)
        return _show(request, typed, LAST, checked=True, status=refused.status)
    messages.success(request, _("Sent. The city reviews it; you see each step here."))
    return redirect("city:application", pk=one.pk)


def own(request: HttpRequest, pk: UUID) -> Organization:
    """:raises Http404: if it is not the account's to run"""
    if pk not in administered_organizations(request.user):
        raise Http404
    named = Organization.objects.select_related("district", "parent", "site")
    return get_object_or_404(named, pk=pk)


@never_cache
@login_required
@require_http_methods(ASKS)
def application(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where one's application stands, what was asked; the answer is sent here."""
    one = own(request, pk)
    form = WordsForm(request.POST or None, organization=one)
    form.fields["words"].label = _("Your answer")
    if request.method == "POST" and form.is_valid():
        rules.answer(
            organization=one,
            words=form.cleaned_data["words"],
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Thank you. The city decides now."))
        return redirect("city:application", pk=pk)
    context = {
        "organization": one,
        "facts": facts(said_today(one)),
        "history": history(one, reader=request.user),
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "city/application.html", context, status=status)


@never_cache
@login_required
@sensitive_post_parameters("contact_phone")
@require_http_methods(ASKS)
def settings(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What an organization's administrators change by themselves."""
    one = own(request, pk)
    if not one.may_restate:
        return redirect("city:application", pk=pk)
    form = ApplicationForm(
        request.POST or None,
        only=DESCRIBED,
        thorough=True,
        service_fields=field_choices(),
        initial=initial_of(said_today(one)),
    )
    if request.method == "POST" and form.is_valid():
        rules.describe(
            organization=one,
            description=form.description,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, _("Saved."))
        return redirect("city:organization_settings", pk=pk)
    context = {
        "organization": one,
        "form": form,
        "history": history(one, reader=request.user),
        "waiting": _waiting(one),
        "term": term(one, on=timezone.localdate()),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "city/organization_settings.html", context, status=status)


@never_cache
@login_required
@sensitive_post_parameters("contact_phone")
@require_http_methods(ASKS)
def restate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """State all data anew: to correct an application, to change it, or to renew."""
    one = own(request, pk)
    if not (one.may_restate or one.is_applying):
        return redirect("city:application", pk=pk)
    waiting = _waiting(one)
    said = said_in(waiting) if waiting else said_today(one)
    form = ApplicationForm(
        request.POST or None,
        thorough=True,
        service_fields=field_choices(),
        organization=one,
        initial=initial_of(said),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _restated(request, one, form)
            except RuleBroken as refused:
                say_in(form, refused)
                status = refused.status
    context = {
        "organization": one,
        "form": form,
        "waiting": waiting,
        "term": term(one, on=timezone.localdate()),
        "kinds": KINDS,
    }
    return render(request, "city/organization_restate.html", context, status=status)


def _restated(
    request: HttpRequest, one: Organization, form: ApplicationForm
) -> HttpResponse:
    act = rules.amend if one.is_applying else rules.file
    act(
        organization=one,
        application=form.application,
        by=request.user,
        at=timezone.now(),
    )
    if one.is_applying:
        messages.success(request, _("Corrected. The city sees it as it is now."))
        return redirect("city:application", pk=one.pk)
    messages.success(request, _("Sent. It holds once the city has accepted it."))
    return redirect(reverse("city:organization_settings", args=[one.pk]))


def _waiting(one: Organization) -> Filing | None:
    return one.filings.filter(state=Filing.State.WAITING).first()
