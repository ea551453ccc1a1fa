"""The numbers the city sets: what holds, what another would change, setting one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from city.permissions import may_read_city
from city.policies_page import groups, number_of
from city.policy_forms import NumberForm
from city.reports.elsewhere import TRIED, elsewhere
from city.views.asking import for_the_city
from config.errors import RuleBroken
from policies import rules
from policies.models import Policy
from volunteers.permissions import is_staff


@for_the_city
def policies(request: HttpRequest) -> HttpResponse:
    """Every number with what it means, since when it holds, and what is to come."""
    context = {
        "groups": groups(reader=request.user, today=timezone.localdate()),
        "may_set": is_staff(request.user),
    }
    return render(request, "city/policies.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def policy(request: HttpRequest, code: str) -> HttpResponse:
    """One number: its values, what another would have changed, setting it."""
    if not may_read_city(request.user):
        raise Http404
    if request.method == "POST":
        return _change(request, code)
    form = NumberForm(request.GET if "value" in request.GET else None, code=code)
    return _tried(request, code, form)


def _tried(request: HttpRequest, code: str, form: NumberForm) -> HttpResponse:
    """With what the value in the form would have changed; nothing is set by it."""
    if not form.is_bound:
        return _shown(request, code, form)
    if not form.is_valid():
        return _shown(request, code, form, status=422)
    tried = None
    if code in TRIED:
        value = form.cleaned_data["value"]
        tried = elsewhere(code=code, value=value, today=timezone.localdate())
    return _shown(request, code, form, tried=tried)


def _change(request: HttpRequest, code: str) -> HttpResponse:
    if not is_staff(request.user):
        raise Http404
    if "take_away" in request.POST:
        return _take_away(request, code)
    form = NumberForm(request.POST, code=code)
    if "try" in request.POST:
        return _tried(request, code, form)
    if not form.is_valid():
        return _shown(request, code, form, status=422)
    try:
        rules.set_number(code=code, at=timezone.now(), **form.cleaned_data)
    except RuleBroken as broken:
        form.add_error(None, broken.detail)
        return _shown(request, code, form, status=422)
    messages.success(request, _("Set. It holds from that day on."))
    return redirect("city:policy", code=code)


def _take_away(request: HttpRequest, code: str) -> HttpResponse:
    pk = request.POST["take_away"]
    known = Policy.objects.filter(code=code)
    one = get_object_or_404(known, pk=int(pk) if pk.isdecimal() else 0)
    try:
        rules.take_away(policy=one, at=timezone.now())
    except RuleBroken as broken:
        messages.error(request, broken.detail)
    else:
        messages.success(request, _("Taken away. What was there before goes on."))
    return redirect("city:policy", code=code)


def _shown(
    request: HttpRequest,
    code: str,
    form: NumberForm,
    *,
    tried: Any = None,
    status: int = 200,
) -> HttpResponse:
    number = number_of(code, reader=request.user, today=timezone.localdate())
    if number is None:
        raise Http404
    context = {
        "number": number,
        "form": form,
        "may_set": is_staff(request.user),
        "can_be_tried": code in TRIED,
        "tried": tried,
    }
    return render(request, "city/policy.html", context, status=status)
