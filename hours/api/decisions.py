"""Deciding: for the sessions named, or for all that match a filter."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.bodies import BodySerializer
from config.api.idempotency import Idempotent
from config.models import Job
from hours import jobs
from hours.api.filters import DecisionFilterSerializer
from hours.api.reasons import ReasonCodeField
from hours.models import SessionFilter
from hours.queue import matching_ids
from hours.rules import Decision
from volunteers.models import Account
from volunteers.tokens import Scope, account_of


class DecisionSerializer(BodySerializer):
    """A decision, and either the sessions by id or a filter that means them."""

    decision = serializers.ChoiceField(Decision.choices)
    sessions = serializers.ListField(child=serializers.UUIDField(), required=False)
    filter = DecisionFilterSerializer(required=False)
    reason_code = ReasonCodeField()
    reason = serializers.CharField(
        max_length=500, required=False, allow_blank=True, default=""
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("sessions" in attrs) == ("filter" in attrs):
            raise serializers.ValidationError(
                {"sessions": [_("Give either the sessions or a filter.")]}
            )
        return attrs

    def ids(self, by: Account) -> list[UUID]:
        """
        The sessions that are meant, each once.

        :raises QueueChanged: if the filter means another count than was shown
        """
        said = self.validated_data
        if "sessions" in said:
            return list(dict.fromkeys(said["sessions"]))
        wanted = dict(said["filter"])
        expect = wanted.pop("expect", None)
        wanted.setdefault("submitted_before", timezone.now())
        return matching_ids(
            decision=Decision(said["decision"]),
            wanted=SessionFilter(**wanted),
            by=by,
            expect=expect,
        )


class RefusedSerializer(serializers.Serializer):
    session = serializers.UUIDField()
    code = serializers.CharField()
    detail = serializers.CharField()
    until = serializers.DateField(
        required=False, help_text="The last day of it, where it ends by itself."
    )


class OutcomeSerializer(serializers.Serializer):
    decided = serializers.IntegerField()
    minutes = serializers.IntegerField()
    refused = RefusedSerializer(many=True, help_text="The first 200.")
    refused_by_code = serializers.DictField(child=serializers.IntegerField())


class BegunSerializer(serializers.Serializer):
    job = serializers.UUIDField(help_text="For `GET jobs/<id>/`.")


class DecisionsView(Idempotent):
    """Decisions of somebody in office."""

    scope = Scope.DECIDE

    @extend_schema(
        operation_id="decisions_create",
        request=DecisionSerializer,
        responses={
            200: OutcomeSerializer,
            202: OpenApiResponse(BegunSerializer, "Over 1,000 sessions: a job."),
        },
    )
    def post(self, request: Request) -> Response:
        """Approve, reject, ask back, reverse or undo; what is refused is left out."""
        said = DecisionSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        account = account_of(request)
        outcome = jobs.decide_all(
            decision=Decision(said.validated_data["decision"]),
            sessions=said.ids(account),
            by=account,
            at=timezone.now(),
            reason_code=said.validated_data["reason_code"],
            reason=said.validated_data["reason"],
        )
        if isinstance(outcome, Job):
            return Response({"job": str(outcome.pk)}, status.HTTP_202_ACCEPTED)
        return Response(jobs.summary(outcome))
