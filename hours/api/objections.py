"""Objections: raised, listed, answered, taken back; and other times for hours."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import (
    OpenApiResponse,
    extend_schema,
    extend_schema_field,
)
from rest_framework import serializers, status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.bodies import BodySerializer, WithoutBody
from config.api.fields import MomentField
from config.api.idempotency import Idempotent
from hours import rules
from hours.api.reasons import ReasonCodeField
from hours.api.serializers import SessionSerializer
from hours.disputes.told import told
from hours.errors import NotYours
from hours.models import Objection, Session
from hours.models.objection import ObjectionQuerySet
from hours.permissions import may_object
from volunteers.tokens import Scope, account_of

TIMES = ("started_at", "ended_at")


class TimesSerializer(BodySerializer):
    """From when to when, and the break: all of it, or nothing."""

    started_at = MomentField(required=False)
    ended_at = MomentField(required=False)
    break_minutes = serializers.IntegerField(
        min_value=0, max_value=1440, required=False, default=0
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        missing = [name for name in TIMES if name not in attrs]
        if len(missing) == 1:
            said = _("Give both, or neither.")
            raise serializers.ValidationError({missing[0]: [said]})
        return attrs

    @property
    def times(self) -> rules.Times | None:
        said = self.validated_data
        if "started_at" not in said:
            return None
        return rules.Times(
            started_at=said["started_at"],
            ended_at=said["ended_at"],
            break_minutes=said["break_minutes"],
        )


class ObjectSerializer(TimesSerializer):
    """What is not right; those it concerns may say which times would be."""

    words = serializers.CharField(max_length=1000)
    about_decision = serializers.BooleanField(
        required=False,
        default=False,
        help_text="About how it was decided: the city answers.",
    )


class CorrectSerializer(BodySerializer):
    """The right times of counted hours, and why."""

    started_at = MomentField()
    ended_at = MomentField()
    break_minutes = serializers.IntegerField(
        min_value=0, max_value=1440, required=False, default=0
    )
    reason_code = ReasonCodeField()
    reason = serializers.CharField(
        max_length=500, required=False, allow_blank=True, default=""
    )


class SettleSerializer(TimesSerializer):
    """The answer; upheld, hours get the times given, or without any do not count."""

    upheld = serializers.BooleanField()
    words = serializers.CharField(
        max_length=500, help_text="Whoever objected and the volunteer read them."
    )


class ObjectionSerializer(serializers.ModelSerializer[Objection]):
    """An objection as its reader may know it: words and names empty where not."""

    who = serializers.SerializerMethodField()
    words = serializers.SerializerMethodField()
    is_mine = serializers.SerializerMethodField()

    class Meta:
        model = Objection
        fields = (
            "id",
            "session",
            "organization",
            "kind",
            "about_decision",
            "who",
            "words",
            "is_mine",
            "started_at",
            "ended_at",
            "break_minutes",
            "raised_at",
            "due_on",
            "state",
            "answer",
            "answered_at",
        )
        read_only_fields = fields

    def to_representation(self, instance: Objection) -> Any:
        (self._told,) = told([instance], reader=self.context["reader"])
        return super().to_representation(instance)

    @extend_schema_field(serializers.CharField())
    def get_who(self, one: Objection) -> str:
        return self._told.who

    @extend_schema_field(serializers.CharField())
    def get_words(self, one: Objection) -> str:
        return self._told.words

    @extend_schema_field(serializers.BooleanField())
    def get_is_mine(self, one: Objection) -> bool:
        return self._told.is_mine


class ObjectionFilterSerializer(serializers.Serializer):
    state = serializers.ChoiceField(Objection.State.choices, required=False)
    organization = serializers.UUIDField(required=False)


class ObjectView(Idempotent):
    """Saying that a session is not right."""

    @extend_schema(
        operation_id="sessions_object",
        request=ObjectSerializer,
        responses={
            201: ObjectionSerializer,
            200: OpenApiResponse(ObjectionSerializer, "Said before, and open."),
        },
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Ask for a correction of what concerns one, or report what one may see."""
        account = account_of(request)
        visible = Session.objects.visible_to(account).with_names()
        session = get_object_or_404(visible, pk=pk)
        if not may_object(account, session):
            raise NotYours
        said = ObjectSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        raised, is_new = rules.object_to(
            session=session,
            words=said.validated_data["words"],
            times=said.times,
            about_decision=said.validated_data["about_decision"],
            by=account,
            at=timezone.now(),
        )
        code = status.HTTP_201_CREATED if is_new else status.HTTP_200_OK
        return _as_it_is_now(request, raised.pk, code=code)


class CorrectView(Idempotent):
    """Other times for counted hours."""

    scope = Scope.DECIDE

    @extend_schema(
        operation_id="sessions_correct",
        request=CorrectSerializer,
        responses={201: SessionSerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Take counted hours back and count them with the right times, in one act."""
        account = account_of(request)
        decidable = Session.objects.decidable_by(account).with_names()
        session = get_object_or_404(decidable, pk=pk)
        said = CorrectSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        reason = {
            name: said.validated_data.pop(name) for name in ("reason_code", "reason")
        }
        new = rules.correct(
            session=session,
            times=rules.Times(**said.validated_data),
            by=account,
            at=timezone.now(),
            **reason,
        )
        named = Session.objects.with_names().get(pk=new.pk)
        told_of_it = SessionSerializer(named, context={"reader": account})
        return Response(told_of_it.data, status.HTTP_201_CREATED)


class ObjectionsView(ListAPIView):
    """Objections one raised, and those one answers."""

    serializer_class = ObjectionSerializer
    queryset = Objection.objects.none()
    ordering = ("due_on", "id")
    filters = ("state", "organization")

    def get_serializer_context(self) -> dict[str, Any]:
        return {"reader": self.request.user}

    def get_queryset(self) -> ObjectionQuerySet:
        asked = {
            key: value for key, value in self.request.query_params.items() if value
        }
        wanted = ObjectionFilterSerializer(data=asked)
        wanted.is_valid(raise_exception=True)
        visible = Objection.objects.visible_to(account_of(self.request)).with_names()
        return visible.filter(**wanted.validated_data)

    @extend_schema(
        operation_id="objections_list", parameters=[ObjectionFilterSerializer]
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What is due first on top; `state=open` for what waits for an answer."""
        return super().get(request, *args, **kwargs)


class SettleView(Idempotent):
    """Answering an objection."""

    scope = Scope.DECIDE

    @extend_schema(
        operation_id="objections_settle",
        request=SettleSerializer,
        responses=ObjectionSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Answer it, and put the hours right if it is right; again: the same."""
        account = account_of(request)
        one = get_object_or_404(Objection.objects.answerable_by(account), pk=pk)
        said = SettleSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        rules.settle_objection(
            objection=one,
            upheld=said.validated_data["upheld"],
            words=said.validated_data["words"],
            times=said.times,
            by=account,
            at=timezone.now(),
        )
        return _as_it_is_now(request, pk)


class WithdrawObjectionView(WithoutBody):
    """Taking back what one has said."""

    @extend_schema(
        operation_id="objections_withdraw", request=None, responses=ObjectionSerializer
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Take one's own objection back before it is answered; again: the same."""
        own = Objection.objects.filter(raised_by=account_of(request))
        one = get_object_or_404(own, pk=pk)
        rules.withdraw_objection(
            objection=one, by=account_of(request), at=timezone.now()
        )
        return _as_it_is_now(request, pk)


def _as_it_is_now(request: Request, pk: UUID, *, code: int = 200) -> Response:
    one = Objection.objects.with_names().get(pk=pk)
    context = {"reader": request.user}
    return Response(ObjectionSerializer(one, context=context).data, code)
