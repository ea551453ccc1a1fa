"""What an organization does with an order, over the API."""

from typing import Any

from django.utils import timezone
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.bodies import WithoutBody
from config.api.parsers import JSONParser
from needs import rules
from needs.act_api import ActView, operation
from needs.models import Order
from needs.permissions import may_carry, may_take
from needs.serializers import (
    DeliverSerializer,
    NeedClaimSerializer,
    NeedReasonSerializer,
    ScheduleSerializer,
)
from volunteers.models import Account


class ClaimView(ActView):
    says = NeedClaimSerializer

    def may(self, account: Account, one: Order) -> bool:
        return may_take(account, one)

    @operation("claim", NeedClaimSerializer)
    def post(self, request: Request, reference: str) -> Response:
        """Take it on for one's organization; again: the same."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        wanted = said.validated_data
        named = wanted.get("organization")
        return rules.claim(
            order=one,
            organization=rules.claimant(order=one, named=named, by=by),
            team=wanted["team"],
            agreed_on=wanted["agreed_on"],
            by=by,
            at=timezone.now(),
        )


class _CarryView(ActView):
    """An act of who has the order."""

    def may(self, account: Account, one: Order) -> bool:
        return may_carry(account, one)


class DeclineView(_CarryView):
    says = NeedReasonSerializer

    @operation("decline", NeedReasonSerializer)
    def post(self, request: Request, reference: str) -> Response:
        """Say no, or step back before the work has begun."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        reason = said.validated_data["reason"]
        return rules.decline(order=one, reason=reason, by=by, at=timezone.now())


class ScheduleView(_CarryView):
    says = ScheduleSerializer

    @operation("schedule", ScheduleSerializer)
    def post(self, request: Request, reference: str) -> Response:
        """Say with which activity it is met."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        activity = said.validated_data["activity"]
        return rules.schedule(order=one, activity=activity, by=by, at=timezone.now())


class StartView(_CarryView, WithoutBody):
    @operation("start")
    def post(self, request: Request, reference: str) -> Response:
        """Begin the work; again: the same."""
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        return rules.start(order=one, by=by, at=timezone.now())


class DeliverView(_CarryView):
    says = DeliverSerializer
    parser_classes = (JSONParser, MultiPartParser)

    @operation("deliver", DeliverSerializer)
    def post(self, request: Request, reference: str) -> Response:
        """
        Say that it is done, and what was solved.

        Photos come as parts named `photos` of a multipart body.
        """
        return self.answer(request, reference)

    def do(self, one: Order, said: Any, by: Account) -> Order:
        return rules.deliver(
            order=one,
            results=said.results,
            photos=said.validated_data["photos"],
            by=by,
            at=timezone.now(),
        )
