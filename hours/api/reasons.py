"""The reasons a decision may give: their codes, with words."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import (
    extend_schema,
    extend_schema_field,
    inline_serializer,
)
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.api.filters import refuse_filters
from hours.errors import UnknownReason
from hours.models import Occasion
from hours.reasons import HELD, Known, require_offered


class ReasonCodeField(serializers.CharField):
    """A code of ``GET reasons/``, ``other`` or nothing."""

    def __init__(self, **kwargs: Any) -> None:
        about = "A code of `GET reasons/`; `other` with words of your own."
        wanted: dict[str, Any] = {"required": False, "allow_blank": True, "default": ""}
        super().__init__(max_length=30, help_text=about, **wanted | kwargs)

    def to_internal_value(self, data: Any) -> str:
        code = str(super().to_internal_value(data))
        try:
            require_offered(code, at=timezone.now())
        except UnknownReason as error:
            raise serializers.ValidationError(error.detail, error.code) from error
        return code


class ReasonSerializer(serializers.Serializer):
    """A reason deciders may choose; the API takes it for any decision."""

    code = serializers.CharField()
    text = serializers.SerializerMethodField()
    occasions = serializers.SerializerMethodField()

    def get_text(self, reason: Known) -> str:
        """In the language that is asked for."""
        return reason.said_at(timezone.now())

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_occasions(self, reason: Known) -> list[str]:
        return [one for one in Occasion.values if one in reason.occasions]


class ReasonsView(APIView):
    """What may be said of hours that are not accepted, asked about or corrected."""

    @extend_schema(
        operation_id="reasons_list",
        responses=inline_serializer(
            "ReasonPage",
            {
                "next": serializers.URLField(allow_null=True),
                "previous": serializers.URLField(allow_null=True),
                "results": ReasonSerializer(many=True),
            },
        ),
    )
    def get(self, request: Request) -> Response:
        """Those that are offered today, for anybody who is signed in."""
        refuse_filters(request)
        today = timezone.localdate()
        known = [one for one in HELD().values() if one.is_offered(today)]
        told = ReasonSerializer(known, many=True).data
        return Response({"next": None, "previous": None, "results": told})
