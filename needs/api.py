"""Needs over the API: reported, followed by anyone, listed for who acts on them."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.api.idempotency import Idempotent
from config.api.parsers import JSONParser
from needs import rules
from needs.errors import CodeNeeded
from needs.models import Channel, Order
from needs.permissions import visible_orders
from needs.serializers import (
    NeedSerializer,
    NeedsFilterSerializer,
    OrderSerializer,
    ReportSerializer,
    StateSerializer,
    told,
)
from volunteers.codes import use_code
from volunteers.models import Account, Purpose, Site
from volunteers.tokens import HasScope, Scope, account_of, require_scope


class NeedsView(Idempotent, ListAPIView):
    """Asking for help, and the orders one has to do with."""

    permission_classes = (HasScope,)
    serializer_class = OrderSerializer
    queryset = Order.objects.none()
    ordering = ("-need_id",)
    filters = ("state", "category", "site", "reference")
    parser_classes = (JSONParser, MultiPartParser)

    @extend_schema(
        operation_id="needs_list",
        parameters=[NeedsFilterSerializer],
        responses=OrderSerializer(many=True),
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Those one steers, carries out or may take on; the latest first."""
        account = account_of(request)
        asked = {key: value for key, value in request.query_params.items() if value}
        said = NeedsFilterSerializer(data=asked)
        said.is_valid(raise_exception=True)
        found = (
            visible_orders(account)
            .with_names()
            .prefetch_related("outcomes", "need__photos")
        )
        wanted = said.validated_data
        if "state" in wanted:
            found = found.filter(state=wanted["state"])
        if "category" in wanted:
            found = found.filter(need__category=wanted["category"])
        if "reference" in wanted:
            found = found.filter(need__reference=wanted["reference"])
        if "site" in wanted:
            below = Site.objects.at_or_below([wanted["site"].pk])
            found = found.filter(need__site__in=below)
        orders = self.paginate_queryset(found) or []
        return self.get_paginated_response(OrderSerializer(orders, many=True).data)

    @extend_schema(
        operation_id="needs_create",
        request=ReportSerializer,
        responses={201: StateSerializer},
        auth=[{"token": []}, {}],  # type: ignore[list-item]
    )
    def post(self, request: Request) -> Response:
        """
        Report a need: at a site by who keeps it, online by anyone with a proved phone.

        Photos come as parts named `photos` of a multipart body.
        """
        said = ReportSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        account: Account | None = None
        asked = said.asked
        if asked.channel == Channel.ONLINE:
            _prove(request, phone=asked.phone, code=said.validated_data["code"])
        elif isinstance(request.user, Account):
            require_scope(request, Scope.DECIDE)  # an act of an office, not one's own
            account = request.user
        need = rules.report(asked=asked, by=account, at=timezone.now())
        return Response(told(need.order), status.HTTP_201_CREATED)


def _prove(request: Request, *, phone: str, code: str) -> None:
    """
    :raises CodeNeeded: without a code, unless the phone signs in the account
    """
    account = request.user
    if isinstance(account, Account) and account.phone == phone:
        return
    prove_phone(request, phone=phone, code=code)


def prove_phone(request: Request, *, phone: str, code: str) -> None:
    """
    Take the code that was sent to the phone.

    :raises CodeNeeded: without one
    """
    if not code:
        raise CodeNeeded
    use_code(
        to=phone,
        purpose=Purpose.NEED,
        code=code,
        request=request._request,
        at=timezone.now(),
    )


class NeedView(APIView):
    """One need."""

    permission_classes = (HasScope,)

    @extend_schema(
        operation_id="needs_retrieve",
        responses=NeedSerializer,
        auth=[{"token": []}, {}],  # type: ignore[list-item]
    )
    def get(self, request: Request, reference: str) -> Response:
        """Where it stands, as anybody may know."""
        named = Order.objects.with_names().prefetch_related("outcomes")
        one = get_object_or_404(named, need__reference=reference)
        return Response(NeedSerializer(one).data)
