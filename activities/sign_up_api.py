"""Signing up over the API: a seat, a place in the queue, and giving it up."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from activities import rules
from activities.models import Shift, SignUp
from activities.permissions import visible_activities
from activities.serializers import SignUpForSerializer, SignUpSerializer
from config.api.idempotency import Idempotent
from config.asked import uuid_or_404
from volunteers.errors import NotAVolunteer
from volunteers.identifiers import fold
from volunteers.models import Account, Volunteer
from volunteers.permissions import people_of
from volunteers.tokens import account_of

SHIFT = OpenApiParameter(
    "shift",
    OpenApiTypes.UUID,
    description="The shift to give up; all of the activity's, if left out.",
)
CHILD = OpenApiParameter(
    "volunteer",
    OpenApiTypes.STR,
    description="The number of a child one acts for; oneself, if left out.",
)


class SignUpsView(Idempotent):
    """Signing up for a shift of an activity."""

    @extend_schema(
        operation_id="activities_signups_create",
        request=SignUpForSerializer,
        responses={201: SignUpSerializer, 200: SignUpSerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """
        Take a seat, or a place in the queue; again: the same.

        Whoever is offered a seat takes it so.
        """
        account = account_of(request)
        said = SignUpForSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        visible = visible_activities(account).filter(pk=pk)
        shift = get_object_or_404(
            Shift.objects.select_related("activity__organization"),
            pk=said.validated_data["shift"],
            activity__in=visible,
        )
        sign_up, is_new = rules.sign_up(
            shift=shift,
            volunteer=person_named(account, said.validated_data.get("volunteer", "")),
            by=account,
            at=timezone.now(),
        )
        return Response(
            SignUpSerializer(sign_up).data,
            status.HTTP_201_CREATED if is_new else status.HTTP_200_OK,
        )


class CurrentSignUpView(APIView):
    """One's own sign-up for an activity."""

    @extend_schema(
        operation_id="activities_signups_current_destroy",
        parameters=[SHIFT, CHILD],
        responses={204: None},
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        """Give one's seat or place up; who waits is offered it."""
        account, at = account_of(request), timezone.now()
        person = person_named(account, request.query_params.get("volunteer", ""))
        own = SignUp.objects.living().filter(volunteer=person, shift__activity=pk)
        if shift := request.query_params.get("shift"):
            own = own.filter(shift=uuid_or_404(shift))
        else:
            own = own.filter(starts_at__gt=at)
        coming = list(own.with_names().order_by("shift"))
        if not coming:
            raise Http404
        for one in coming:
            rules.give_up(sign_up=one, by=account, at=at)
        return Response(status=status.HTTP_204_NO_CONTENT)


def person_named(account: Account, number: str) -> Volunteer:
    """
    Oneself, or the child one acts for with that number.

    :raises NotAVolunteer: if that is nobody
    """
    if not number and account.as_volunteer:
        return account.as_volunteer
    for one in people_of(account):
        if one.number == fold(number):
            return one
    raise NotAVolunteer
