"""Whom to call about what was met: drawn by lot, a month at a time."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from needs.models import CallResult, FollowUp
from needs.permissions import called_orders, may_have_calls

SIZE = 30


@never_cache
@require_safe
@login_required
def calls(request: HttpRequest) -> HttpResponse:
    """Those to call first, then what came of the others; the latest month first."""
    if not may_have_calls(request.user):
        raise Http404
    done = bool(request.GET.get("done"))
    own = FollowUp.objects.filter(order__in=called_orders(request.user))
    waiting = own.filter(result__in=["", CallResult.NOT_REACHED])
    found = own.exclude(pk__in=waiting.values("pk")) if done else waiting
    named = found.select_related(
        "sample", "order__need__category", "order__need__site", "order__organization"
    )
    pages = Paginator(named.order_by("-sample__month", "result", "order"), SIZE)
    page = pages.get_page(request.GET.get("page"))
    context = {"page": page, "done": done, "newer_url": None, "older_url": None}
    keep = "done=1&" if done else ""
    if page.has_previous():
        context["newer_url"] = f"?{keep}page={page.number - 1}"
    if page.has_next():
        context["older_url"] = f"?{keep}page={page.number + 1}"
    return render(request, "needs/calls.html", context)
