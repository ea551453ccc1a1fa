"""The API of joining and leaving: requests, members, invitations."""

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

from config.api.bodies import WithoutBody
from config.api.idempotency import Idempotent
from volunteers.errors import NotAVolunteer
from volunteers.members_serializers import (
    AskSerializer,
    JoinRequestSerializer,
    MemberSerializer,
    OnPaperSerializer,
    ReasonSerializer,
    StandingSerializer,
)
from volunteers.models import (
    Account,
    JoinRequest,
    Membership,
    Organization,
    Volunteer,
)
from volunteers.permissions import (
    administered_organizations,
    may_read_organization,
    read_organizations,
)
from volunteers.rules import members as rules
from volunteers.tokens import Scope, account_of, require_scope


def me_as_volunteer(request: Request) -> Volunteer:
    """:raises NotAVolunteer: if the account belongs to nobody registered"""
    person = account_of(request).as_volunteer
    if person is None:
        raise NotAVolunteer
    return person


def own_organization(request: Request, pk: UUID) -> Organization:
    """:raises Http404: if the account does not run it"""
    if pk not in administered_organizations(account_of(request)):
        raise Http404
    return get_object_or_404(Organization, pk=pk)


class JoinRequestsView(Idempotent, ListAPIView):
    """Asking to join an organization, and who asks."""

    serializer_class = JoinRequestSerializer
    queryset = JoinRequest.objects.none()
    ordering = ("id",)

    @extend_schema(operation_id="organizations_join_requests_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Who waits for an answer, who asked first comes first; its admins only."""
        return self.list(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        one = own_organization(self.request, self.kwargs["pk"])
        waiting = JoinRequest.objects.waiting().filter(organization=one)
        return waiting.select_related("volunteer")

    @extend_schema(
        operation_id="organizations_join_requests_create",
        request=AskSerializer,
        responses={201: StandingSerializer, 200: StandingSerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Join, where that is open or one is invited; else ask. Again: the same."""
        said = AskSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        one = get_object_or_404(Organization.objects.public(), pk=pk)
        at = timezone.now()
        got = rules.ask_to_join(
            volunteer=me_as_volunteer(request),
            organization=one,
            words=said.validated_data["words"],
            by=account_of(request),
            at=at,
        )
        if isinstance(got, Membership):
            told = {"state": "member", "since": got.joined_on}
            is_new = got.joined_on == timezone.localdate(at)
        else:
            told = {"state": "waiting", "since": timezone.localdate(got.asked_at)}
            is_new = got.asked_at == at
        return Response(
            StandingSerializer(told).data,
            status.HTTP_201_CREATED if is_new else status.HTTP_200_OK,
        )


class MyJoinRequestView(APIView):
    """One's own request that waits."""

    @extend_schema(
        operation_id="organizations_join_requests_current_destroy",
        responses={204: None},
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        """Ask no more."""
        waiting = JoinRequest.objects.waiting().select_related("volunteer")
        asked = get_object_or_404(
            waiting, volunteer=me_as_volunteer(request), organization=pk
        )
        rules.take_back_request(
            request=asked, by=account_of(request), at=timezone.now()
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class _DecideView(Idempotent):
    scope = Scope.DECIDE

    def asked(self, request: Request, pk: UUID) -> JoinRequest:
        own = administered_organizations(account_of(request))
        named = JoinRequest.objects.select_related("volunteer", "organization")
        return get_object_or_404(named, organization__in=own, pk=pk)


class AcceptRequestView(WithoutBody, _DecideView):
    @extend_schema(
        operation_id="join_requests_accept",
        request=None,
        responses=StandingSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Let whoever asked be a member."""
        membership = rules.accept_request(
            request=self.asked(request, pk),
            by=account_of(request),
            at=timezone.now(),
        )
        told = {"state": "member", "since": membership.joined_on}
        return Response(StandingSerializer(told).data)


class DeclineRequestView(_DecideView):
    @extend_schema(
        operation_id="join_requests_decline",
        request=ReasonSerializer,
        responses=StandingSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Do not let them join; they read why."""
        asked = self.asked(request, pk)
        said = ReasonSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        rules.decline_request(
            request=asked,
            words=said.validated_data["reason"],
            by=account_of(request),
            at=timezone.now(),
        )
        told = {"state": "declined", "since": timezone.localdate()}
        return Response(StandingSerializer(told).data)


class MembersView(Idempotent, ListAPIView):
    """Who belongs to an organization."""

    serializer_class = MemberSerializer
    queryset = Membership.objects.none()
    ordering = ("volunteer_id",)

    def check_permissions(self, request: Request) -> None:
        super().check_permissions(request)
        if request.method == "POST":  # an act of an office, not one's own
            require_scope(request, Scope.DECIDE)

    def get_queryset(self) -> Any:
        account = account_of(self.request)
        one = get_object_or_404(Organization, pk=self.kwargs["pk"])
        if not may_read_organization(account, one):
            raise Http404
        held = Membership.objects.current().filter(organization=one)
        return held.select_related("volunteer")

    def get_serializer_context(self) -> dict[str, Any]:
        context: dict[str, Any] = {**super().get_serializer_context()}
        if self.kwargs and self.request.user.is_authenticated:
            account, pk = account_of(self.request), self.kwargs["pk"]
            context["own"] = pk in read_organizations(account)
            context["administers"] = pk in administered_organizations(account)
        return context

    @extend_schema(operation_id="organizations_members_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Its present members, for its people and the city; names as they may see."""
        return self.list(request, *args, **kwargs)

    @extend_schema(
        operation_id="organizations_members_create",
        request=OnPaperSerializer,
        responses={201: StandingSerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Enter somebody who has agreed on paper; the person reads of it."""
        one = own_organization(request, pk)
        said = OnPaperSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        account = account_of(request)
        membership = rules.enter_on_paper(
            volunteer=_named(said.validated_data, account),
            organization=one,
            agreed_on=said.validated_data["agreed_on"],
            by=account,
            at=timezone.now(),
        )
        told = {"state": "member", "since": membership.joined_on}
        return Response(StandingSerializer(told).data, status.HTTP_201_CREATED)


def _named(said: dict[str, Any], by: Account) -> Volunteer:
    return rules.named_person(number=said["number"], name=said["name"], by=by)


class MyMembershipView(APIView):
    """One's own membership."""

    @extend_schema(
        operation_id="organizations_members_current_destroy", responses={204: None}
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        """Leave; the hours stay with the organization."""
        one = get_object_or_404(Organization.objects.public(), pk=pk)
        rules.leave(
            volunteer=me_as_volunteer(request),
            organization=one,
            by=account_of(request),
            at=timezone.now(),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)


class MemberView(Idempotent):
    """A member, as its administrators see one."""

    scope = Scope.DECIDE

    @extend_schema(
        operation_id="organizations_members_end",
        request=ReasonSerializer,
        responses={204: None},
    )
    def post(self, request: Request, pk: UUID, number: str) -> Response:
        """End the membership; the person reads why."""
        one = own_organization(request, pk)
        said = ReasonSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        held = Membership.objects.current().filter(organization=one)
        membership = get_object_or_404(
            held.select_related("volunteer"), volunteer__number=number
        )
        rules.remove(
            volunteer=membership.volunteer,
            organization=one,
            words=said.validated_data["reason"],
            by=account_of(request),
            at=timezone.now(),
        )
        return Response(status=status.HTTP_204_NO_CONTENT)
