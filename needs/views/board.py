"""The boards of who dispatches and of who carries out, and one order."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from activities.permissions import organized_by
from needs.addresses import read_reference
from needs.models import Order
from needs.pages.board import BoardPage
from needs.pages.order import OrderPage
from needs.pages.team import TeamPage
from needs.permissions import has_a_board, visible_orders


@never_cache
@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Whoever keeps sites dispatches here; who runs an organization has its own."""
    if not has_a_board(request.user):
        own = organized_by(request.user).active().order_by("name").first()
        if own is None:
            raise Http404
        return redirect("needs:team", own.pk)
    number = request.GET.get("number", "").strip()
    if reference := read_reference(number):
        visible = visible_orders(request.user).filter(need__reference=reference)
        if visible.exists():
            return redirect("needs:order", reference)
    page = BoardPage(reader=request.user, at=timezone.now(), asked=request.GET)
    return render(
        request,
        "needs/board.html",
        {"page": page, "number": number, "is_unknown": bool(number)},
    )


@never_cache
@require_safe
@login_required
def team(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What an organization is asked for, may take, has in hand and has done."""
    one = get_object_or_404(organized_by(request.user), pk=pk)
    page = TeamPage(
        organization=one,
        asked=request.GET.get("view", ""),
        number=request.GET.get("page"),
        at=timezone.now(),
    )
    shown = page.page
    context = {"organization": one, "page": page}
    for name, has, number in (
        ("newer_url", shown.has_previous(), shown.number - 1),
        ("older_url", shown.has_next(), shown.number + 1),
    ):
        context[name] = f"?view={page.view}&page={number}" if has else None
    return render(request, "needs/team.html", context)


@never_cache
@require_safe
@login_required
def order(request: HttpRequest, reference: str) -> HttpResponse:
    """One order, for who steers it, carries it out, or may take it on."""
    one = found(request, reference)
    return show(request, OrderPage(one, request.user, timezone.now()))


def found(request: HttpRequest, reference: str) -> Order:
    """:raises Http404: if it is not the reader's to know of"""
    visible = visible_orders(request.user).with_names().select_related("activity")
    return get_object_or_404(visible, need__reference=reference)


def show(request: HttpRequest, page: OrderPage, *, status: int = 200) -> HttpResponse:
    context = {"order": page.order, "need": page.order.need, "page": page}
    return render(request, "needs/order.html", context, status=status)
