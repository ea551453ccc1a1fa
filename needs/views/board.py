"""The boards of who dispatches and of who carries out, and one order."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page
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
from needs.pages.led import LedPage
from needs.pages.order import OrderPage
from needs.pages.team import TeamPage
from needs.permissions import has_a_board, leads_a_team, visible_orders
from volunteers.models import Organization


@never_cache
@require_safe
@login_required
def board(request: HttpRequest) -> HttpResponse:
    """Whoever keeps sites dispatches here; who runs an organization has its own."""
    if not has_a_board(request.user):
        own = organized_by(request.user).active().order_by("name").first()
        if own is None and leads_a_team(request.user):
            return redirect("needs:led")
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
@require_safe
@login_required
def led(request: HttpRequest) -> HttpResponse:
    """What the teams have that the reader leads."""
    if not leads_a_team(request.user):
        raise Http404
    page = LedPage(
        reader=request.user,
        done=bool(request.GET.get("done")),
        number=request.GET.get("page"),
        at=timezone.now(),
    )
    context = {"page": page} | _around(page.page, "done=1&" if page.done else "")
    return render(request, "needs/led.html", context)


def _around(shown: Page[Order], keep: str) -> dict[str, str | None]:
    """Where the pages before and after stand."""
    newer = f"?{keep}page={shown.number - 1}" if shown.has_previous() else None
    older = f"?{keep}page={shown.number + 1}" if shown.has_next() else None
    return {"newer_url": newer, "older_url": older}


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
    context = {"organization": one, "page": page}
    context |= _around(page.page, f"view={page.view}&")
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
