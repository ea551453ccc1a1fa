"""Two records of one person: found, held side by side, and put together (L32)."""

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
from django.views.decorators.http import require_http_methods

from city import errors, likeness, rules
from city.merge_forms import ApartForm, MergeForm, OverlapsForm, PairForm
from city.merge_page import meetings, outlook, records, side_by_side
from city.merged_page import Merges, left_out, merge_of, newest, years
from city.models import Merge, Side, TwoPeople
from city.office_lines import Names
from city.permissions import may_read_city
from city.rules.overlaps import Plan, plan_of
from city.views.asking import for_the_city, number, query
from config.errors import RuleBroken
from config.refusals import say_in
from volunteers.models import Account, Volunteer
from volunteers.permissions import is_staff

ASKS = ["GET", "HEAD", "POST"]


@for_the_city
def merges(request: HttpRequest) -> HttpResponse:
    """Who may be registered twice, two numbers to compare, and what was done."""
    asked = {"one", "other"} <= request.GET.keys()
    form = PairForm(request.GET if asked else None, initial=request.GET.dict())
    if form.is_bound and form.is_valid():
        pair = form.cleaned_data
        return redirect("city:pair", pair["one"].number, pair["other"].number)
    page = newest(_after(request))
    begins = number(request, "likely", least=1, most=10**9 - 1)
    likely = likeness.newest(begins)
    context = {
        "form": form,
        "likely": likely.pairs,
        "likely_newer_url": query(request, likely=None) if begins else None,
        "likely_older_url": query(request, likely=likely.next) if likely.next else None,
        "lines": _lines(page, reader=request.user),
        "newer_url": query(request, after=None) if "after" in request.GET else None,
        "older_url": query(request, after=page.next) if page.next else None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "city/merges.html", context, status=status)


def _after(request: HttpRequest) -> Merge | None:
    if "after" not in request.GET:
        return None
    try:
        return Merge.objects.get(pk=UUID(request.GET["after"]))
    except (ValueError, Merge.DoesNotExist):
        raise BadRequest("after") from None


def _lines(page: Merges, *, reader: Account) -> list[tuple[Merge, str]]:
    names = Names(reader, [])
    return [(one, names.of(one.by)) for one in page.lines]


@never_cache
@login_required
@require_http_methods(ASKS)
def pair(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Two records side by side; staff say what becomes of them, and confirm it."""
    if not may_read_city(request.user):
        raise Http404
    first, second = both(one, other)
    if done := merge_of(first, second):
        return redirect("city:merge", pk=done.pk)
    if request.method != "POST":
        return pair_page(request, merge_form(first, second))
    if not is_staff(request.user):
        raise Http404
    form = merge_form(first, second, request)
    if not form.is_valid():
        return pair_page(request, form, status=422)
    if "change" in request.POST:
        return pair_page(request, form)
    try:
        if "confirmed" not in request.POST:
            return _confirm(request, form)
        return _merge(request, form)
    except RuleBroken as refused:
        # Somebody else of the city was faster: the same is done once.
        if done := merge_of(first, second):
            messages.info(
                request, _("Somebody has put these records together already.")
            )
            return redirect("city:merge", pk=done.pk)
        say_in(form, refused)
        return pair_page(request, form, status=refused.status)


def both(one: str, other: str) -> tuple[Volunteer, Volunteer]:
    """
    The records with these numbers.

    :raises Http404: if there is none with one of them
    :raises OneRecord: if both are the same
    """
    found = records(one, other)
    if {one, other} != found.keys():
        raise Http404
    if one == other:
        raise errors.OneRecord
    return found[one], found[other]


def merge_form(
    one: Volunteer, other: Volunteer, request: HttpRequest | None = None
) -> MergeForm:
    overlaps = plan_of(given=one, kept=other).overlaps
    sent = request.POST if request else None
    return MergeForm(sent, one=one, other=other, overlaps=overlaps)


def pair_page(
    request: HttpRequest,
    form: MergeForm,
    *,
    apart_form: ApartForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Both records, what was typed about them so far, and what is in the way."""
    one, other, reader = form.one, form.other, request.user
    said = TwoPeople.objects.in_force().about(one, other)
    apart = said.select_related("by__volunteer").first()
    # What the rules have just refused is said on the form.
    obstacle = "" if form.is_bound else _obstacle(one, other, by=reader)
    decides = is_staff(reader) and not (apart or obstacle)
    context = {
        "form": form if decides else None,
        "apart_form": (apart_form or ApartForm()) if decides else None,
        "apart": apart,
        "apart_by": Names(reader, []).of(apart.by) if apart else "",
        "takes_back": bool(apart) and is_staff(reader) and not obstacle,
        "obstacle": obstacle,
        "one": one,
        "other": other,
        "lines": side_by_side(one, other, on=timezone.localdate()),
        "meetings": meetings(form),
        "more": form.more,
    }
    return render(request, "city/merge_pair.html", context, status=status)


def _confirm(request: HttpRequest, form: MergeForm) -> HttpResponse:
    """What it comes to, for a last look; what was typed travels along."""
    given, kept = form.given_record, form.kept_record
    said = form.cleaned_data
    rules.check(
        given=given,
        kept=kept,
        sign_in=form.sign_in_side,
        reason=said["reason"],
        by=request.user,
    )
    plan = plan_of(given=given, kept=kept)
    ends = None
    if form.sign_in_side:
        ends = given if form.sign_in_side == Side.KEPT else kept
    context = {
        "given": given,
        "kept": kept,
        "ends": ends,
        "reason": said["reason"],
        "outlook": outlook(plan, form.choices(kept=kept)),
        "typed": [(name, form.data[name]) for name in form.fields],
    }
    return render(request, "city/merge_confirm.html", context)


def _merge(request: HttpRequest, form: MergeForm) -> HttpResponse:
    done = rules.merge(
        given=form.given_record,
        kept=form.kept_record,
        choices=form.choices(kept=form.kept_record),
        sign_in=form.sign_in_side,
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("The records are put together."))
    return redirect("city:merge", pk=done.pk)


def _obstacle(one: Volunteer, other: Volunteer, *, by: Account) -> str:
    """Why nobody, or not this reader, can put these together, whatever is chosen."""
    if not is_staff(by):
        return ""
    try:
        rules.check(given=one, kept=other, sign_in=Side.KEPT, reason="–", by=by)
    except (errors.OwnRecord, errors.RecordClosed, errors.MergeUnderWay) as refused:
        return refused.detail
    except RuleBroken:  # another choice may be right
        return ""
    return ""


@never_cache
@login_required
@require_http_methods(ASKS)
def merge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it is, what it came to; where new hours turned up, the way on."""
    if not may_read_city(request.user):
        raise Http404
    named = Merge.objects.select_related(
        "given", "kept", "by__volunteer", "ended_account", "job"
    )
    one = get_object_or_404(named, pk=pk)
    form, status = None, 200
    if request.method == "POST":
        if not is_staff(request.user):
            raise Http404
        if not one.is_stopped:
            return redirect("city:merge", pk=one.pk)
        form = _rest_form(one, request)
        status = 422
        if form.is_valid():
            try:
                return _go_on(request, one, form)
            except RuleBroken as refused:
                say_in(form, refused)
                status = refused.status
    elif one.is_stopped and is_staff(request.user):
        form = _rest_form(one)
    context = _state(one, reader=request.user) | {
        "form": form,
        "meetings": meetings(form) if form else [],
    }
    part = "city/_merge_state.html" if "HX-Request" in request.headers else ""
    return render(request, part or "city/merge.html", context, status=status)


def _rest_form(one: Merge, request: HttpRequest | None = None) -> OverlapsForm:
    plan: Plan = plan_of(given=one.given, kept=one.kept)
    return OverlapsForm(
        request.POST if request else None,
        one=one.given,
        other=one.kept,
        overlaps=plan.open(one.choices),
    )


def _go_on(request: HttpRequest, one: Merge, form: OverlapsForm) -> HttpResponse:
    rules.go_on(
        merge=one,
        choices=form.choices(kept=one.kept),
        by=request.user,
        at=timezone.now(),
    )
    return redirect("city:merge", pk=one.pk)


def _state(one: Merge, *, reader: Account) -> dict[str, Any]:
    return {
        "merge": one,
        "by": Names(reader, []).of(one.by),
        "years": years(one) if one.is_finished else [],
        "left_out": left_out(one) if one.is_finished else [],
    }
