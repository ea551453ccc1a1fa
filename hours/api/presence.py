"""Checking in and out, and the code that stands on the organizer's screen."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from activities.models import Shift
from activities.sign_up_api import person_named
from config.api.bodies import BodySerializer
from config.api.fields import MomentField
from config.api.idempotency import Idempotent
from hours.api.serializers import SessionSerializer
from hours.api.sessions import context_of
from hours.models import Presence, Session
from hours.permissions import runs_check_in
from hours.presence import codes, rules
from hours.presence.told import Told, skew_of
from volunteers.errors import NotAVolunteer
from volunteers.models import Account, Volunteer
from volunteers.tokens import Scope, account_of, require_scope


class CodeSerializer(BodySerializer):
    """The code as it stands on the screen, or in the link that was scanned."""

    code = serializers.CharField(
        max_length=40, help_text="Eight letters; spaces and dashes do not matter."
    )
    volunteer = serializers.CharField(
        required=False, help_text="The number of a child one acts for; else oneself."
    )
    sent_at = MomentField(
        required=False, help_text="The sender's clock: a wrong one is flagged."
    )


class ShiftCodeSerializer(serializers.Serializer):
    """The code that is good now."""

    code = serializers.CharField()
    expires_at = serializers.DateTimeField()


class CheckInsView(Idempotent):
    """Checking in."""

    @extend_schema(
        operation_id="check_ins_create",
        request=CodeSerializer,
        responses={
            201: SessionSerializer,
            200: OpenApiResponse(SessionSerializer, "Checked in before."),
        },
    )
    def post(self, request: Request) -> Response:
        """
        Open a session at the activity whose code it is; again: the same.

        Whoever has no seat is refused (`not_invited`), and the organizer is asked.
        """
        said, who = _said(request)
        presence, is_new = rules.check_in(**who, told=_told(said))
        return Response(
            _session(presence, request),
            status.HTTP_201_CREATED if is_new else status.HTTP_200_OK,
        )


class CheckOutsView(Idempotent):
    """Checking out."""

    @extend_schema(
        operation_id="check_outs_create",
        request=CodeSerializer,
        responses={200: SessionSerializer},
    )
    def post(self, request: Request) -> Response:
        """Submit the session that is open at the activity; again: the same."""
        said, who = _said(request)
        presence = rules.check_out(**who, told=_told(said))
        return Response(_session(presence, request))


class ShiftCodeView(APIView):
    """The code of a shift's activity."""

    @extend_schema(operation_id="shifts_code", responses=ShiftCodeSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        """The rotating code now, for whoever runs the check-in."""
        named = Shift.objects.select_related(
            "activity__organization", "activity__check_point"
        )
        shift = get_object_or_404(named, pk=pk)
        activity = shift.activity
        if not runs_check_in(account_of(request), activity) or activity.is_draft:
            raise Http404
        require_scope(request, Scope.DECIDE)
        code = codes.code_now(codes.point_of(activity), at=timezone.now())
        told = {"code": code.letters, "expires_at": code.good_until}
        return Response(ShiftCodeSerializer(told).data)


def _said(request: Request) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was sent, and with which code who checks in or out, for the rule."""
    account = account_of(request)
    body = CodeSerializer(data=request.data)
    body.is_valid(raise_exception=True)
    said = body.validated_data
    return said, {
        "code": said["code"],
        "volunteer": _person(account, said.get("volunteer", "")),
        "by": account,
        "at": timezone.now(),
    }


def _person(account: Account, number: str) -> Volunteer | None:
    """Whom it is for; None if the account speaks for nobody of the number."""
    try:
        return person_named(account, number)
    except NotAVolunteer:
        if not number:
            raise
        return None


def _told(said: dict[str, Any]) -> Told:
    return Told(clock_skew=skew_of(said.get("sent_at"), at=timezone.now()))


def _session(presence: Presence, request: Request) -> Any:
    session = Session.objects.with_names().get(pk=presence.session_id)
    context = context_of(request, [session])
    return SessionSerializer(session, context=context).data
