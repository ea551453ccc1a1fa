"""The reasons deciders choose: all of them, adding one, what one says, retiring it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.permissions import may_read_city
from city.reason_forms import NewReasonForm, ReasonForm
from city.reasons_page import lines, next_place
from config.errors import RuleBroken
from hours.models import Reason
from hours.rules.reasons import (
    add_reason,
    change_reason,
    offer_again,
    retire_reason,
)
from volunteers.permissions import is_staff


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reasons(request: HttpRequest) -> HttpResponse:
    """All reasons for the city to read; its staff add one."""
    _require_reader(request)
    if request.method != "POST":
        return _list(request, None)
    form = NewReasonForm(request.POST)
    if not form.is_valid():
        return _list(request, form, status=422)
    try:
        add_reason(at=timezone.now(), **form.cleaned_data)
    except RuleBroken as broken:
        form.add_error("code", broken.detail)
        return _list(request, form, status=broken.status)
    messages.success(request, _("Added. Deciders can choose it now."))
    return redirect("city:reasons")


def _list(
    request: HttpRequest, form: NewReasonForm | None, *, status: int = 200
) -> HttpResponse:
    known = lines()
    context = {
        "lines": known,
        "form": form or NewReasonForm(initial={"place": next_place(known)}),
        "may_set": is_staff(request.user),
    }
    return render(request, "city/reasons.html", context, status=status)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reason(request: HttpRequest, code: str) -> HttpResponse:
    """One reason: what it says and said, another text, retiring it."""
    _require_reader(request)
    if request.method != "POST":
        return _one(request, code, None)
    one = get_object_or_404(Reason, code=code)
    if "retire" in request.POST:
        retire_reason(reason=one, at=timezone.now())
        messages.success(request, _("Retired. What was decided with it keeps it."))
    elif "offer" in request.POST:
        offer_again(reason=one)
        messages.success(request, _("Deciders can choose it again."))
    else:
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return _one(request, code, form, status=422)
        change_reason(reason=one, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Saved. New decisions say it like this."))
    return redirect("city:reason", code=code)


def _one(
    request: HttpRequest, code: str, form: ReasonForm | None, *, status: int = 200
) -> HttpResponse:
    found = lines(code)
    if not found:
        raise Http404
    context = {
        "line": found[0],
        "form": form or ReasonForm(initial=found[0].values),
        "may_set": is_staff(request.user),
    }
    return render(request, "city/reason.html", context, status=status)


def _require_reader(request: HttpRequest) -> None:
    """
    :raises Http404: if the account may not look, or not change what it posts
    """
    may = is_staff if request.method == "POST" else may_read_city
    if not may(request.user):
        raise Http404
