"""What is done with an order: each act is one form, and back."""

from collections.abc import Callable, Mapping
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from config.errors import RuleBroken
from config.refusals import say_in
from needs import rules
from needs.forms import ReasonForm
from needs.models import Order
from needs.pages.board import board_of
from needs.pages.order import OrderPage
from needs.permissions import sees_contact, visible_orders, was_open_to
from needs.views.board import found, show
from volunteers.models import Account

Act = Callable[[HttpRequest, Order], str]
May = Callable[[Account, Order], bool]
View = Callable[..., HttpResponse]


class NotWellFormed(Exception):
    """What was sent of an act; the page shows what is wrong with it."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form


def acts(may: May) -> Callable[[Act], View]:
    """
    An act on an order, which says what was done; refused, the page says why.

    :param may: whose act it is; for others it does not exist
    """

    def decorate(act: Act) -> View:
        @never_cache
        @require_POST
        @login_required
        @wraps(act)
        def acting(request: HttpRequest, reference: str) -> HttpResponse:
            try:
                one = found(request, reference)
            except Http404:
                if not was_open_to(request.user, reference):
                    raise
                messages.error(
                    request,
                    _("It is not open any more. Perhaps somebody else was faster."),
                )
                return redirect(board_of(request.user))
            if not may(request.user, one):
                raise Http404
            try:
                messages.success(request, act(request, one))
            except NotWellFormed as wrong:
                return _refused(request, one, 422, forms={act.__name__: wrong.form})
            except RuleBroken as refused:
                return _refused(request, one, refused.status, problem=refused.detail)
            if _still_sees(request.user, one):
                return redirect("needs:order", reference)
            return redirect(board_of(request.user))

        return acting

    return decorate


def _refused(
    request: HttpRequest,
    one: Order,
    status: int,
    *,
    forms: Mapping[str, Form] | None = None,
    problem: str = "",
) -> HttpResponse:
    """The page again; who was not the first does not see it any more."""
    if not _still_sees(request.user, one):
        messages.error(request, problem)
        return redirect(board_of(request.user))
    page = OrderPage(
        found(request, one.need.reference),
        request.user,
        timezone.now(),
        forms=forms or {},
        problem=problem,
    )
    return show(request, page, status=status)


def _still_sees(account: Account, one: Order) -> bool:
    return visible_orders(account).filter(pk=one.pk).exists()


def checked(form: Form, do: Callable[[], object]) -> None:
    """
    Do it with what the form holds; what a rule refuses is said there.

    :raises NotWellFormed: if either finds fault
    """
    if form.is_valid():
        try:
            do()
        except RuleBroken as refused:
            if not refused.about:
                raise
            say_in(form, refused)
    if not form.is_valid():
        raise NotWellFormed(form)


def with_a_reason(
    request: HttpRequest, one: Order, rule: Callable[..., Order], *, name: str
) -> None:
    """
    Do what wants a reason, which the form of that name holds.

    :raises NotWellFormed: without one
    """
    form = ReasonForm(request.POST, auto_id=f"{name}_%s")

    def do() -> None:
        reason = form.cleaned_data["reason"]
        rule(order=one, reason=reason, by=request.user, at=timezone.now())

    checked(form, do)


@never_cache
@require_POST
@login_required
def look(request: HttpRequest, reference: str) -> HttpResponse:
    """Show name, phone and address; that it was seen is written down."""
    one = found(request, reference)
    if not sees_contact(request.user, one):
        raise Http404
    at = timezone.now()
    path = reverse("needs:order", args=[reference])
    contact = rules.look(order=one, page=path, by=request.user, at=at)
    return show(request, OrderPage(one, request.user, at, contact=contact))
