"""The city's numbers over the API: what holds and is to come, and setting one."""

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from city.permissions import may_read_city
from city.policies_page import groups, number_of
from config.api.bodies import BodySerializer
from config.api.filters import refuse_filters
from config.api.idempotency import Idempotent
from policies import rules
from policies.words import NAMES
from volunteers.permissions import is_staff
from volunteers.tokens import Scope, account_of


class DatedValueSerializer(serializers.Serializer):
    value = serializers.IntegerField(source="policy.value")
    holds_from = serializers.DateField(
        source="since", allow_null=True, help_text="Null: from the beginning."
    )


class PolicySerializer(serializers.Serializer):
    """A number as it holds today, and what is dated to come."""

    code = serializers.CharField()
    name = serializers.CharField()
    meaning = serializers.CharField()
    now = DatedValueSerializer()
    to_come = DatedValueSerializer(many=True)


class NewPolicySerializer(BodySerializer):
    code = serializers.ChoiceField(sorted(NAMES))
    value = serializers.IntegerField(min_value=0, max_value=1_000_000)
    holds_from = serializers.DateField(help_text="A local date to come.")


class PoliciesView(Idempotent):
    """The numbers the city sets."""

    scope = Scope.DECIDE

    @extend_schema(
        operation_id="policies_list",
        responses=inline_serializer(
            "PolicyPage",
            {
                "next": serializers.URLField(allow_null=True),
                "previous": serializers.URLField(allow_null=True),
                "results": PolicySerializer(many=True),
            },
        ),
    )
    def get(self, request: Request) -> Response:
        """All of them, for city staff and auditors: they fit on one page."""
        refuse_filters(request)
        account = account_of(request)
        if not may_read_city(account):
            raise Http404
        found = groups(reader=account, today=timezone.localdate())
        numbers = [one for group in found for one in group.numbers]
        told = PolicySerializer(numbers, many=True).data
        return Response({"next": None, "previous": None, "results": told})

    @extend_schema(
        operation_id="policies_create",
        request=NewPolicySerializer,
        responses={201: PolicySerializer},
    )
    def post(self, request: Request) -> Response:
        """Let a number hold from a day to come, for city staff; again, another one."""
        account = account_of(request)
        if not is_staff(account):
            raise Http404
        said = NewPolicySerializer(data=request.data)
        said.is_valid(raise_exception=True)
        rules.set_number(at=timezone.now(), **said.validated_data)
        code = said.validated_data["code"]
        number = number_of(code, reader=account, today=timezone.localdate())
        return Response(PolicySerializer(number).data, status.HTTP_201_CREATED)
