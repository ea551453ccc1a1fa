"""A leader records who served together: the form, what would come, and what came."""

import hashlib
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
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
from config.once import answer_to, once
from hours import rules
from hours.permissions import led_people, may_record, may_record_some
from hours.roster_page.forms import RosterForm
from hours.roster_page.outcome import outcome, told
from hours.roster_page.page import Names, RosterPage
from hours.roster_page.typing import (
    first_typed,
    goes_on_typing,
    looks_for_people,
    pressed,
)
from volunteers.models import Organization
from volunteers.permissions import may_read_organization
from volunteers.rules import note_search


def recording(request: HttpRequest, pk: UUID) -> Organization:
    """:raises Http404: if the account records for nobody there"""
    one = get_object_or_404(Organization, pk=pk)
    if not may_record_some(request.user, one):
        raise Http404
    return one


@sensitive_post_parameters("q", "people")
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The form; sent, what would be recorded; confirmed, the good ones are."""
    organization = recording(request, pk)
    if request.method != "POST":
        page = _page(request, organization, first_typed(request.GET))
        return _show(request, page)
    page = _page(request, organization, pressed(request.POST))
    page.after = request.POST.get("find", "")
    if looks_for_people(request.POST):
        _note(request, page)
        return _show(request, page, status=422 if page.unclear else 200)
    if goes_on_typing(request.POST):
        return _show(request, page)
    page.is_sent = True
    page.looks = page.form.is_valid()
    if not page.looks:
        return _show(request, page, status=422)
    if "record" not in request.POST:
        return _show(request, page)
    if not page.can_be_recorded:
        page.is_stopped = bool(page.good)
        return _show(request, page, status=422)
    return _record(request, page)


def _page(
    request: HttpRequest, organization: Organization, typed: QueryDict
) -> RosterPage:
    everybody = may_record(request.user, organization)
    led = None if everybody else led_people(request.user, organization)
    form = RosterForm(typed, organization=organization, led=led)
    return RosterPage(form=form, account=request.user, at=timezone.now())


def _show(request: HttpRequest, page: RosterPage, status: int = 200) -> HttpResponse:
    context = {"page": page, "organization": page.organization}
    return render(request, "hours/roster.html", context, status=status)


def _note(request: HttpRequest, page: RosterPage) -> None:
    """A search by name or phone is written down: those it finds may read of it."""
    if page.wanted:
        note_search(
            wanted=page.wanted,
            organization=page.organization,
            page=request.path,
            by=request.user,
            at=page.at,
        )


def _record(request: HttpRequest, page: RosterPage) -> HttpResponse:
    key = _key(page.form)
    act = partial(_act, page)
    try:
        once(key=f"roster {key}", by=request.user, act=act, stands=lambda _answer: True)
    except RuleBroken as broken:
        page.problem = broken.detail
        return _show(request, page, status=422)
    return redirect(_done_url(page.organization, key))


def _act(page: RosterPage) -> dict[str, Any]:
    claims = [row.claim for row in page.form.rows if row.claim]
    sessions, refused = rules.record(claims=claims, by=page.account, at=page.at)
    return outcome(sessions, refused, meant=page.form.meant)


def _key(form: RosterForm) -> str:
    """The same for the same roster sent by the same form, however often."""
    said = "\n".join(f"{row.claim and row.claim.id}" for row in form.rows)
    return hashlib.sha256(said.encode()).hexdigest()


@never_cache
@login_required
@require_safe
def roster_done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What has been recorded, and who was left out, why; told for a day."""
    organization = recording(request, pk)
    act = request.GET.get("act", "")
    answer = _answer(request, act)
    if answer is None:
        return redirect("hours:roster", organization.pk)
    names = Names(organization, request.user, timezone.now())
    context = {
        "organization": organization,
        "done": told(answer, names=names),
        "reads": may_read_organization(request.user, organization),
        "act": act,
    }
    return render(request, "hours/roster_done.html", context)


@login_required
@require_POST
def roster_take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Withdraw what an act of one's own recorded, as far as it still waits."""
    organization = recording(request, pk)
    act = request.POST.get("act", "")
    answer = _answer(request, act)
    if answer is None:
        return redirect("hours:roster", organization.pk)
    ids = [UUID(one) for one in answer["sessions"]]
    if not rules.take_back(sessions=ids, by=request.user, at=timezone.now()):
        messages.info(request, _("There is nothing left to take back."))
    return redirect(_done_url(organization, act))


def _answer(request: HttpRequest, act: str) -> dict[str, Any] | None:
    """What one's own act came to; None if it was none, or is forgotten."""
    return answer_to(key=f"roster {act}", by=request.user)


def _done_url(organization: Organization, act: str) -> str:
    there = reverse("hours:roster_done", args=[organization.pk])
    return f"{there}?{urlencode({'act': act})}"
