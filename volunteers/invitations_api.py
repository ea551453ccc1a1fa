"""The API of an organization's invitations, by number or by phone."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from config.api.bodies import WithoutBody
from config.api.idempotency import Idempotent
from volunteers.members_api import own_organization
from volunteers.members_serializers import InvitationSerializer, InviteSerializer
from volunteers.models import Invitation
from volunteers.permissions import administered_organizations
from volunteers.rules import members as rules
from volunteers.tokens import Scope, account_of, require_scope


class InvitationsView(Idempotent, ListAPIView):
    """Whom an organization has invited."""

    serializer_class = InvitationSerializer
    queryset = Invitation.objects.none()
    ordering = ("-id",)

    def check_permissions(self, request: Request) -> None:
        super().check_permissions(request)
        if request.method == "POST":  # an act of an office, not one's own
            require_scope(request, Scope.DECIDE)

    def get_queryset(self) -> Any:
        one = own_organization(self.request, self.kwargs["pk"])
        return Invitation.objects.filter(organization=one).select_related("volunteer")

    @extend_schema(operation_id="organizations_invitations_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Its invitations and what became of them, the newest first; its admins."""
        return self.list(request, *args, **kwargs)

    @extend_schema(
        operation_id="organizations_invitations_create",
        request=InviteSerializer,
        responses={201: InvitationSerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Invite by number and name, or by phone; again: the same, holding longer."""
        one = own_organization(request, pk)
        form = InviteSerializer(data=request.data)
        form.is_valid(raise_exception=True)
        said = form.validated_data
        account, at = account_of(request), timezone.now()
        about = {"organization": one, "words": said["words"], "by": account, "at": at}
        if said["phone"]:
            made = rules.invite_phone(phone=said["phone"], **about)
        else:
            person = rules.named_person(
                number=said["number"], name=said["name"], by=account
            )
            made = rules.invite(volunteer=person, **about)
        return Response(InvitationSerializer(made).data, status.HTTP_201_CREATED)


class RevokeInvitationView(WithoutBody):
    scope = Scope.DECIDE

    @extend_schema(
        operation_id="invitations_revoke",
        request=None,
        responses=InvitationSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Take an invitation back before it is answered."""
        account = account_of(request)
        known = Invitation.objects.filter(
            organization__in=administered_organizations(account)
        )
        named = known.select_related("organization", "volunteer")
        invitation = get_object_or_404(named, pk=pk)
        rules.revoke(invitation=invitation, by=account, at=timezone.now())
        invitation.refresh_from_db(fields=["state", "answered_at"])
        return Response(InvitationSerializer(invitation).data)
