"""The API of people and organizations: tokens, organizations."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.api.idempotency import Idempotent
from volunteers import rules, schema  # noqa: F401
from volunteers.models import Organization
from volunteers.permissions import known_organizations
from volunteers.serializers import (
    ApplicationSerializer,
    LoginSerializer,
    OrganizationSerializer,
    TokenSerializer,
)
from volunteers.tokens import HasScope, account_of, give_token


class TokensView(Idempotent):
    """Sign in: a token for a login and its password."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method == "POST":
            self._sign_in(request)

    def _sign_in(self, request: Request) -> None:
        # Before the transaction of an idempotency key, so that a try is counted.
        self.login = LoginSerializer(data=request.data)
        self.login.is_valid(raise_exception=True)
        said = self.login.validated_data
        self.account = rules.sign_in(
            login=said["login"], password=said["password"], request=request._request
        )
        rules.require_second_factor(
            account=self.account, otp=said.get("otp", ""), request=request._request
        )

    @extend_schema(
        operation_id="tokens_create",
        request=LoginSerializer,
        responses={201: TokenSerializer},
    )
    def post(self, request: Request) -> Response:
        """Sign in: a token for a login and its password."""
        token, expires_at, scopes = give_token(
            account=self.account, scopes=self.login.validated_data.get("scopes")
        )
        told = {"token": token, "expires_at": expires_at, "scopes": scopes}
        return Response(TokenSerializer(told).data, status.HTTP_201_CREATED)


class CurrentTokenView(APIView):
    """The token this request is signed with."""

    scope = None

    @extend_schema(operation_id="tokens_current_destroy", responses={204: None})
    def delete(self, request: Request) -> Response:
        """Sign out: the token of this request ends."""
        if request.auth is not None:
            request.auth.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


class OrganizationsView(Idempotent, ListAPIView):
    """Organizations anyone may know of."""

    queryset = Organization.objects.public().select_related(
        "parent", "site", "successor"
    )
    serializer_class = OrganizationSerializer
    ordering = ("name", "id")

    def get_permissions(self) -> Sequence[Any]:
        writes = self.request and self.request.method == "POST"
        return super().get_permissions() if writes else ()

    @extend_schema(operation_id="organizations_list", auth=[])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Organizations that serve, have served, or pause."""
        return self.list(request, *args, **kwargs)

    @extend_schema(
        operation_id="organizations_create",
        request=ApplicationSerializer,
        responses={201: OrganizationSerializer},
    )
    def post(self, request: Request) -> Response:
        """Apply to be an organization; the city reviews it."""
        said = ApplicationSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        organization = rules.apply(
            application=said.application, by=account_of(request), at=timezone.now()
        )
        return Response(
            OrganizationSerializer(organization).data, status.HTTP_201_CREATED
        )


class OrganizationView(APIView):
    """One organization."""

    permission_classes = (HasScope,)

    @extend_schema(
        operation_id="organizations_retrieve",
        responses=OrganizationSerializer,
        auth=[],
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """Its public facts; while under review, for its people and the city only."""
        known = known_organizations(request.user).select_related(
            "parent", "site", "successor"
        )
        organization = get_object_or_404(known, pk=pk)
        return Response(OrganizationSerializer(organization).data)
