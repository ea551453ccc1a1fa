"""Acts on orders over the API: each one operation, answered by where it stands now."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.bodies import BodySerializer, WithoutBody
from config.api.idempotency import Idempotent
from needs import rules
from needs.errors import NotYours
from needs.models import Order
from needs.permissions import may_steer, sees_contact, visible_orders
from needs.serializers import (
    ContactSerializer,
    DispatchSerializer,
    MergeSerializer,
    NeedReasonSerializer,
    StateSerializer,
    TransferSerializer,
    told,
)
from volunteers.models import Account
from volunteers.tokens import Scope, account_of


class ActView(Idempotent, ABC):
    """An act of somebody's office on an order they have to do with."""

    scope = Scope.DECIDE
    says: ClassVar[type[BodySerializer]] = BodySerializer

    def found(self, request: Request, reference: str) -> Order:
        """:raises Http404: unless the act is theirs"""
        account = account_of(request)
        visible = visible_orders(account).with_names()
        one = get_object_or_404(visible, need__reference=reference)
        if not self.may(account, one):
            raise Http404
        return one

    def answer(self, request: Request, reference: str) -> Response:
        account, one = account_of(request), self.found(request, reference)
        said = self.says(data=request.data)
        said.is_valid(raise_exception=True)
        try:
            moved = self.do(one, said, account)
        except NotYours:
            raise Http404 from None
        return Response(told(moved))

    def may(self, account: Account, one: Order) -> bool:
        """Whose act it is; for others it does not exist."""
        return may_steer(account, one)

    @abstractmethod
    def do(self, one: Order, said: Any, by: Account) -> Order:
        """
        What the rule makes of the order.

        :param said: the body, which is well-formed
        """


def operation(act: str, body: Any = None) -> Any:
    return extend_schema(
        operation_id=f"needs_{act}", request=body, responses=StateSerializer
    )


class LookView(ActView, WithoutBody):
    """Whose it is: who looked, and when, is written down for the person."""

    def may(self, account: Account, one: Order) -> bool:
        return sees_contact(account, one)

    @extend_schema(operation_id="needs_look", request=None, responses=ContactSerializer)
    def post(self, request: Request, reference: str) -> Response:
        """
        Show name, phone and address, to who may see them now; the look is written down.
        """
        one = self.found(request, reference)
        contact = rules.look(
            order=one, page=request.path, by=account_of(request), at=timezone.now()
        )
        return Response(ContactSerializer(contact).data)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        return one  # a look moves nothing


class AcceptView(ActView, WithoutBody):
    @operation("accept")
    def post(self, request: Request, reference: str) -> Response:
        """Take the need on for the site; again: the same."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        return rules.accept(order=one, by=by, at=timezone.now())


class RefuseView(ActView):
    says = NeedReasonSerializer

    @operation("refuse", NeedReasonSerializer)
    def post(self, request: Request, reference: str) -> Response:
        """Say that it is nothing for volunteers, and why."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        reason = said.validated_data["reason"]
        return rules.refuse(order=one, reason=reason, by=by, at=timezone.now())


class TransferView(ActView):
    says = TransferSerializer

    @operation("transfer", TransferSerializer)
    def post(self, request: Request, reference: str) -> Response:
        """Pass it to an office, with an answer to whoever asked."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        return rules.transfer(
            order=one, **said.validated_data, by=by, at=timezone.now()
        )


class DispatchView(ActView):
    says = DispatchSerializer

    @operation("dispatch", DispatchSerializer)
    def post(self, request: Request, reference: str) -> Response:
        """Ask an organization, which may decline."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        return rules.dispatch(
            order=one, **said.validated_data, by=by, at=timezone.now()
        )


class ReassignView(ActView):
    says = DispatchSerializer

    @operation("reassign", DispatchSerializer)
    def post(self, request: Request, reference: str) -> Response:
        """Ask another organization, before the work has begun."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        return rules.reassign(
            order=one, **said.validated_data, by=by, at=timezone.now()
        )


class OfferView(ActView, WithoutBody):
    @operation("offer")
    def post(self, request: Request, reference: str) -> Response:
        """Let any organization take it on; again: the same."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        return rules.offer(order=one, by=by, at=timezone.now())


class EscalateView(ActView, WithoutBody):
    @operation("escalate")
    def post(self, request: Request, reference: str) -> Response:
        """Send it up to the site above."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        return rules.escalate(order=one, by=by, at=timezone.now())


class MergeView(ActView):
    says = MergeSerializer

    @operation("merge", MergeSerializer)
    def post(self, request: Request, reference: str) -> Response:
        """End it for another one that is the same."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        into = rules.goes_on(number=said.validated_data["into"], by=by)
        return rules.merge(order=one, into=into, by=by, at=timezone.now())


class ReopenView(ActView):
    says = NeedReasonSerializer

    @operation("reopen", NeedReasonSerializer)
    def post(self, request: Request, reference: str) -> Response:
        """Take up again what is not done after all."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        reason = said.validated_data["reason"]
        return rules.reopen(order=one, reason=reason, by=by, at=timezone.now())


class CloseView(ActView, WithoutBody):
    @operation("close")
    def post(self, request: Request, reference: str) -> Response:
        """Put away what was rated; again: the same."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        return rules.close(order=one, by=by, at=timezone.now())
