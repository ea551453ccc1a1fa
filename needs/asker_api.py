"""What whoever asked does over the API, or a clerk who was told."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.idempotency import Idempotent
from needs import rules
from needs.api import prove_phone
from needs.models import Order, Way
from needs.permissions import may_keep
from needs.serializers import (
    CancelNeedSerializer,
    RateSerializer,
    StateSerializer,
    told,
)
from volunteers.tokens import HasScope, Scope, account_of, require_scope


class _EitherView(Idempotent):
    """An act of whoever asked, with a code, or of who keeps the site, without."""

    permission_classes = (HasScope,)

    def found(self, request: Request, reference: str, *, code: str) -> Order:
        """
        The order, for who may act on it.

        :raises Http404: without a code, unless it is of the account's sites
        :raises ScopeMissing: without a code, unless the token is for an office's acts
        """
        account = None if code else account_of(request)
        named = Order.objects.with_names()
        one = get_object_or_404(named, need__reference=reference)
        if account is None:
            prove_phone(request, phone=one.need.contact_phone, code=code)
        elif not may_keep(account, one):
            raise Http404
        else:
            require_scope(request, Scope.DECIDE)
        return one


class RateView(_EitherView):
    @extend_schema(
        operation_id="needs_rate",
        request=RateSerializer,
        responses=StateSerializer,
        auth=[{"token": []}, {}],  # type: ignore[list-item]
    )
    def post(self, request: Request, reference: str) -> Response:
        """Say how it was, once; with one or two stars it is taken up again."""
        said = RateSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        wanted = said.validated_data
        one = self.found(request, reference, code=wanted["code"])
        moved = rules.rate(
            order=one,
            stars=wanted["stars"],
            words=wanted["words"],
            way=Way.CODE,
            by=None if wanted["code"] else account_of(request),
            at=timezone.now(),
        )
        return Response(told(moved))


class CancelNeedView(_EitherView):
    @extend_schema(
        operation_id="needs_cancel",
        request=CancelNeedSerializer,
        responses=StateSerializer,
        auth=[{"token": []}, {}],  # type: ignore[list-item]
    )
    def post(self, request: Request, reference: str) -> Response:
        """Call it off, as the one who asked, or for the site with a reason."""
        said = CancelNeedSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        wanted = said.validated_data
        one = self.found(request, reference, code=wanted["code"])
        if wanted["code"]:
            return Response(told(rules.take_back(order=one, at=timezone.now())))
        moved = rules.cancel(
            order=one,
            reason=wanted["reason"],
            by=account_of(request),
            at=timezone.now(),
        )
        return Response(told(moved))
