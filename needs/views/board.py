"""The boards of who dispatches and of who carries out, and one order."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from activities.permissions import organized_by
from needs import rules
from needs.addresses import read_reference
from needs.errors import NotYours
from needs.forms import CapacityForm
from needs.models import Order
from needs.pages.board import BoardPage
from needs.pages.order import OrderPage
from needs.pages.team import TeamPage
from needs.permissions import has_a_board, visible_orders
from volunteers.models import Organization


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
    return _show_team(request, _run(request, pk))


@never_cache
@require_POST
@login_required
def capacity(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How much it can have in hand, and when it has people."""
    one = _run(request, pk)
    form = CapacityForm(request.POST)
    if not form.is_valid():
        return _show_team(request, one, sent=request.POST, status=422)
    try:
        rules.state_capacity(
            organization=one, **form.cleaned_data, by=request.user, at=timezone.now()
        )
    except NotYours as error:
        raise Http404 from error
    messages.success(request, _("Saved. Whoever dispatches sees it."))
    return redirect("needs:team", one.pk)


def _run(request: HttpRequest, pk: UUID) -> Organization:
    """:raises Http404: if the account does not speak for it"""
    return get_object_or_404(organized_by(request.user), pk=pk)


def _show_team(
    request: HttpRequest,
    one: Organization,
    *,
    sent: QueryDict | None = None,
    status: int = 200,
) -> HttpResponse:
    page = TeamPage(
        organization=one,
        asked=request.GET.get("view", ""),
        number=request.GET.get("page"),
        at=timezone.now(),
        sent=sent,
    )
    shown = page.page
    context = {"organization": one, "page": page}
    for name, has, number in (
        ("newer_url", shown.has_previous(), shown.number - 1),
        ("older_url", shown.has_next(), shown.number + 1),
    ):
        context[name] = f"?view={page.view}&page={number}" if has else None
    return render(request, "needs/team.html", context, status=status)


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
