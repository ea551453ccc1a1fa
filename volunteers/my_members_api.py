"""The API of one's own memberships and of invitations to oneself."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.bodies import WithoutBody
from volunteers.members_api import me_as_volunteer
from volunteers.members_serializers import (
    MyInvitationSerializer,
    MyMembershipSerializer,
    StandingSerializer,
)
from volunteers.models import Invitation, Membership
from volunteers.rules import members as rules
from volunteers.tokens import account_of


class MyOrganizationsView(ListAPIView):
    """Where one is a member, and was."""

    serializer_class = MyMembershipSerializer
    queryset = Membership.objects.none()
    ordering = ("-id",)

    def get_queryset(self) -> Any:
        mine = Membership.objects.of(me_as_volunteer(self.request))
        return mine.select_related("organization")

    @extend_schema(operation_id="me_organizations_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One's own memberships, the newest first, with how and why one ended."""
        return self.list(request, *args, **kwargs)


class MyInvitationsView(ListAPIView):
    """Invitations that wait for one's answer."""

    serializer_class = MyInvitationSerializer
    queryset = Invitation.objects.none()
    ordering = ("-id",)

    def get_queryset(self) -> Any:
        mine = Invitation.objects.open_at(timezone.now())
        mine = mine.for_account(account_of(self.request))
        return mine.select_related("organization", "invited_by__volunteer")

    @extend_schema(operation_id="me_invitations_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Who invites, until when."""
        return self.list(request, *args, **kwargs)


class _AnswerView(WithoutBody):
    def invitation(self, request: Request, pk: UUID) -> Invitation:
        mine = Invitation.objects.for_account(account_of(request))
        named = mine.select_related("organization", "volunteer", "invited_by")
        return get_object_or_404(named, pk=pk)


class AcceptInvitationView(_AnswerView):
    @extend_schema(
        operation_id="me_invitations_accept",
        request=None,
        responses=StandingSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Be a member of the organization that invites."""
        membership = rules.accept_invitation(
            invitation=self.invitation(request, pk),
            by=account_of(request),
            at=timezone.now(),
        )
        told = {"state": "member", "since": membership.joined_on}
        return Response(StandingSerializer(told).data)


class DeclineInvitationView(_AnswerView):
    @extend_schema(
        operation_id="me_invitations_decline",
        request=None,
        responses=StandingSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Do not join."""
        rules.decline_invitation(
            invitation=self.invitation(request, pk),
            by=account_of(request),
            at=timezone.now(),
        )
        told = {"state": "declined", "since": timezone.localdate()}
        return Response(StandingSerializer(told).data)
