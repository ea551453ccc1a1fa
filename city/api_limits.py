"""An organization's stricter numbers over the API: read, set, taken away."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from city.api_policies import DatedValueSerializer
from city.limits_page import limit_of, limits_of
from city.permissions import answers_for, may_read_city, runs_organization
from config.api.bodies import BodySerializer
from config.api.filters import refuse_filters
from config.api.idempotency import Idempotent
from hours import rules
from hours.models import OrganizationLimit
from hours.models.limits import STRICTER
from volunteers.models import Account, Organization
from volunteers.tokens import Scope, account_of

CODES = sorted(STRICTER)


class LimitSerializer(serializers.Serializer):
    """
    A number as it binds the organization today: its own, or the city's if stricter.

    `own` is what the organization has set, and `to_come` what it has dated to come.
    """

    code = serializers.CharField()
    name = serializers.CharField()
    meaning = serializers.CharField()
    value = serializers.IntegerField(help_text="The stricter of the two.")
    city = serializers.IntegerField()
    own = DatedValueSerializer(source="now", allow_null=True)
    to_come = DatedValueSerializer(many=True)


class LimitNamedSerializer(BodySerializer):
    code = serializers.ChoiceField(CODES)
    holds_from = serializers.DateField(help_text="A local date to come.")


class NewLimitSerializer(LimitNamedSerializer):
    value = serializers.IntegerField(min_value=0, max_value=1_000_000)


class _LimitsView(Idempotent):
    scope = Scope.DECIDE

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        known = Organization.objects.public()
        self.organization = get_object_or_404(known, pk=kwargs["pk"])
        if not self.may(account_of(request)):
            raise Http404

    def may(self, account: Account) -> bool:
        """Its heads set them; its approvers and the city read them as well."""
        if self.request.method == "POST":
            return runs_organization(account, self.organization)
        return answers_for(account, self.organization) or may_read_city(account)

    def told(self, request: Request, code: str) -> Any:
        one = limit_of(self.organization, code, reader=account_of(request))
        return LimitSerializer(one).data


class LimitsView(_LimitsView):
    """The numbers an organization may set stricter than the city."""

    @extend_schema(
        operation_id="organizations_limits_list",
        responses=inline_serializer(
            "LimitPage",
            {
                "next": serializers.URLField(allow_null=True),
                "previous": serializers.URLField(allow_null=True),
                "results": LimitSerializer(many=True),
            },
        ),
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """All of them with the city's, for its approvers and heads, and the city."""
        refuse_filters(request)
        found = limits_of(
            self.organization, reader=account_of(request), today=timezone.localdate()
        )
        told = LimitSerializer(found, many=True).data
        return Response({"next": None, "previous": None, "results": told})

    @extend_schema(
        operation_id="organizations_limits_create",
        request=NewLimitSerializer,
        responses={201: LimitSerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Be stricter from a day to come, for its administrators; again, otherwise."""
        said = NewLimitSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        rules.set_limit(
            organization=self.organization,
            by=account_of(request),
            at=timezone.now(),
            **said.validated_data,
        )
        told = self.told(request, said.validated_data["code"])
        return Response(told, status.HTTP_201_CREATED)


class TakeLimitAwayView(_LimitsView):
    """What is dated to come, taken away again."""

    @extend_schema(
        operation_id="organizations_limits_take_away",
        request=LimitNamedSerializer,
        responses=LimitSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Let what was there before go on, for its administrators."""
        said = LimitNamedSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        own = OrganizationLimit.objects.filter(organization=self.organization)
        limit = get_object_or_404(own, **said.validated_data)
        rules.take_limit_away(limit=limit, by=account_of(request), at=timezone.now())
        return Response(self.told(request, limit.code))
