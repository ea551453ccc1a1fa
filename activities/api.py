"""Activities over the API: found, written, published, cancelled."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from activities import rules
from activities.act_api import ActView, told, told_of
from activities.draft_serializers import DraftSerializer
from activities.models import Guest, Shift
from activities.permissions import (
    may_organize,
    reads_roster,
    visible_activities,
)
from activities.reports import beginning, find, shifts_to_come
from activities.serializers import (
    ActivitySerializer,
    CancelSerializer,
    FindSerializer,
    GuestSerializer,
    InvitedSerializer,
    InviteGuestSerializer,
    InviteTeamSerializer,
    PublishSerializer,
    RosterSerializer,
)
from config.api.idempotency import Idempotent
from volunteers.models import Team
from volunteers.rules.members import named_person
from volunteers.tokens import HasScope, Scope, account_of


class ActivitiesView(Idempotent, ListAPIView):
    """What one can sign up for, and the way to write something down."""

    serializer_class = ActivitySerializer
    queryset = Shift.objects.none()
    scope = Scope.DECIDE
    ordering = ("starts_at", "id")
    filters = (
        *("from", "district", "site", "service_field"),
        *("free_seats", "accessible"),
    )

    def get_permissions(self) -> Sequence[Any]:
        writes = self.request and self.request.method == "POST"
        return super().get_permissions() if writes else ()

    @extend_schema(operation_id="activities_list", parameters=[FindSerializer], auth=[])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Activities with shifts to come, ordered by the first that fits."""
        asked = {key: value for key, value in request.query_params.items() if value}
        said = FindSerializer(data=asked)
        said.is_valid(raise_exception=True)
        at = timezone.now()
        shifts = self.paginate_queryset(find(said.wanted, at=at)) or []
        activities = [shift.activity for shift in shifts]
        to_come = shifts_to_come(
            [one.pk for one in activities], since=beginning(said.wanted, at=at)
        )
        return self.get_paginated_response(told(activities, request, shifts=to_come))

    @extend_schema(
        operation_id="activities_create",
        request=DraftSerializer,
        responses={201: ActivitySerializer},
    )
    def post(self, request: Request) -> Response:
        """Write an activity down as a draft, which nobody else sees."""
        said = DraftSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        activity = rules.draft(
            organization=said.validated_data["organization"],
            words=said.words,
            posts=said.posts,
            by=account_of(request),
            at=timezone.now(),
        )
        return Response(told_of(activity.pk, request), status.HTTP_201_CREATED)


class ActivityView(APIView):
    """One activity."""

    permission_classes = (HasScope,)

    @extend_schema(
        operation_id="activities_retrieve",
        responses=ActivitySerializer,
        auth=[{"token": []}, {}],  # type: ignore[list-item]
    )
    def get(self, request: Request, pk: UUID) -> Response:
        """With all its shifts; a draft for its organizers only."""
        if not visible_activities(request.user).filter(pk=pk).exists():
            raise Http404
        return Response(told_of(pk, request))


class PublishView(ActView):
    """Letting people sign up."""

    @extend_schema(
        operation_id="activities_publish",
        request=PublishSerializer,
        responses=ActivitySerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Publish a draft; again: the same."""
        activity = self.organized(request, pk)
        said = PublishSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        rules.publish(
            activity=activity,
            declared=said.validated_data["declared"],
            by=account_of(request),
            at=timezone.now(),
        )
        return Response(told_of(pk, request))


class CancelView(ActView):
    """Calling an activity off."""

    @extend_schema(
        operation_id="activities_cancel",
        request=CancelSerializer,
        responses=ActivitySerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Cancel it and tell everybody who signed up; again: the same."""
        activity = self.organized(request, pk)
        said = CancelSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        rules.cancel(
            activity=activity,
            reason=said.validated_data["reason"],
            by=account_of(request),
            at=timezone.now(),
        )
        return Response(told_of(pk, request))


class InvitationsView(ActView, ListAPIView):
    """Who may sign up for what is for the invited only."""

    serializer_class = GuestSerializer
    queryset = Guest.objects.none()
    ordering = ("id",)

    def get_queryset(self) -> Any:
        activity = self.organized(self.request, self.kwargs["pk"])
        return activity.guests.select_related("volunteer")

    @extend_schema(operation_id="activities_invitations_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Whom its organizers have invited, who was first comes first."""
        return self.list(request, *args, **kwargs)

    @extend_schema(
        operation_id="activities_invitations_create",
        request=InviteGuestSerializer,
        responses={201: GuestSerializer, 200: GuestSerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Invite somebody by number and name, and tell them; again: the same."""
        activity, account = self.organized(request, pk), account_of(request)
        said = InviteGuestSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        guest, is_new = rules.invite(
            activity=activity,
            volunteer=named_person(**said.validated_data, by=account),
            by=account,
            at=timezone.now(),
        )
        return Response(
            GuestSerializer(guest).data,
            status.HTTP_201_CREATED if is_new else status.HTTP_200_OK,
        )


class InviteTeamView(ActView):
    """Inviting a team."""

    @extend_schema(
        operation_id="activities_invitations_team",
        request=InviteTeamSerializer,
        responses=InvitedSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Invite all who are in a team of the organization now; again: who is new."""
        activity = self.organized(request, pk)
        said = InviteTeamSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        going = Team.objects.going().filter(organization=activity.organization)
        invited = rules.invite_team(
            activity=activity,
            team=get_object_or_404(going, pk=said.validated_data["team"]),
            by=account_of(request),
            at=timezone.now(),
        )
        return Response(InvitedSerializer({"invited": invited}).data)


class RosterView(APIView):
    """Who comes to a shift."""

    @extend_schema(operation_id="shifts_roster", responses=RosterSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        """Seated, offered and waiting, in the order in which they came."""
        shift = get_object_or_404(Shift.objects.with_names(), pk=pk)
        if not reads_roster(account_of(request), shift.activity):
            raise Http404
        named = shift.sign_ups.select_related("volunteer", "absence")
        living = named.living().in_order()
        told: dict[str, Any] = {"shift": shift, "seated": [], "offered": []}
        told["waiting"] = []
        for one in living:
            told[one.state].append(one)
        context = {
            "organizes": may_organize(account_of(request), shift.activity.organization)
        }
        return Response(RosterSerializer(told, context=context).data)
