"""Signing up over the API: a seat, a place in the queue, and giving it up."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from activities import rules
from activities.errors import DidNotSignUp, NotYourself
from activities.models import Shift, SignUp
from activities.permissions import leads_in, own_sign_ups, visible_activities
from activities.sign_up_serializers import (
    ExplainSerializer,
    GiveUpSerializer,
    OwnSignUpSerializer,
    SignedUpSerializer,
    SignUpForSerializer,
    SignUpSerializer,
    TogetherSerializer,
)
from config.api.idempotency import Idempotent
from config.asked import uuid_or_404
from volunteers.errors import NotAVolunteer
from volunteers.identifiers import fold
from volunteers.models import Account, Volunteer
from volunteers.permissions import people_of
from volunteers.tokens import Scope, account_of, require_scope

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
        sign_up, is_new = rules.sign_up(
            shift=_shift(account, pk, said.validated_data["shift"]),
            volunteer=person_named(account, said.validated_data.get("volunteer", "")),
            by=account,
            at=timezone.now(),
        )
        return Response(
            SignUpSerializer(sign_up).data,
            status.HTTP_201_CREATED if is_new else status.HTTP_200_OK,
        )


class TogetherView(Idempotent):
    """Signing up several people at once."""

    @extend_schema(
        operation_id="activities_signups_together",
        request=TogetherSerializer,
        responses=SignedUpSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """
        A seat for each, or nothing for anybody; again: the same.

        Oneself and the children one acts for are seated. For people of a team one
        leads, which takes scope `decide`, a seat is held, and they are asked.
        """
        account = account_of(request)
        said = TogetherSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        shift = _shift(account, pk, said.validated_data["shift"])
        people = _several(request, shift, said.validated_data["volunteers"])
        held = rules.sign_up_together(
            shift=shift, people=people, by=account, at=timezone.now()
        )
        return Response(SignedUpSerializer({"signups": held}).data)


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


class GiveUpView(Idempotent):
    """Giving a seat or place up, with words where it is late."""

    @extend_schema(
        operation_id="activities_signups_give_up",
        request=GiveUpSerializer,
        responses=OwnSignUpSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Give it up; who waits is offered it. Again: the same."""
        said = GiveUpSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        asked = said.validated_data
        given_up = rules.give_up(
            sign_up=_latest(request, pk, asked),
            words=asked["words"],
            by=account_of(request),
            at=timezone.now(),
        )
        return Response(OwnSignUpSerializer(given_up).data)


class ExplainView(Idempotent):
    """Saying why one did not come."""

    @extend_schema(
        operation_id="activities_signups_explain",
        request=ExplainSerializer,
        responses=OwnSignUpSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Why one did not come, or that one did; its organizers read it."""
        said = ExplainSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        asked = said.validated_data
        absence = rules.explain_absence(
            sign_up=_latest(request, pk, asked),
            words=asked["words"],
            by=account_of(request),
            at=timezone.now(),
        )
        return Response(OwnSignUpSerializer(absence.sign_up).data)


def _latest(request: Request, activity: UUID, asked: dict[str, Any]) -> SignUp:
    """:raises DidNotSignUp: if the person never did for that shift"""
    person = person_named(account_of(request), asked.get("volunteer", ""))
    own = SignUp.objects.filter(volunteer=person, shift__activity=activity)
    latest = own.filter(shift=asked["shift"]).with_names().order_by("-turn").first()
    if latest is None:
        raise DidNotSignUp
    return latest


class OwnSignUpsView(ListAPIView):
    """What one has signed up for."""

    serializer_class = OwnSignUpSerializer
    queryset = SignUp.objects.none()
    ordering = ("-starts_at", "id")

    def get_queryset(self) -> Any:
        own = own_sign_ups(account_of(self.request))
        return own.with_names().select_related("absence")

    @extend_schema(operation_id="me_signups_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One's own and those of the children one acts for, the latest first."""
        return self.list(request, *args, **kwargs)


def _shift(account: Account, activity: UUID, pk: UUID) -> Shift:
    """:raises Http404: if the account knows of none such"""
    return get_object_or_404(
        Shift.objects.select_related("activity__organization"),
        pk=pk,
        activity__in=visible_activities(account).filter(pk=activity),
    )


def _several(request: Request, shift: Shift, numbers: Sequence[str]) -> list[Volunteer]:
    """
    Oneself and the children one acts for, and people of the teams one leads there.

    :raises NotYourself: if a number is none of theirs
    :raises ScopeMissing: if the token is for one's own acts, and others are named
    """
    account = account_of(request)
    wanted = {fold(one) for one in numbers}
    people = [one for one in people_of(account) if one.number in wanted]
    wanted -= {one.number for one in people}
    if wanted:
        led = leads_in(account, shift.activity.organization)
        asked = list(led.filter(number__in=wanted))
        if len(asked) < len(wanted):
            raise NotYourself
        require_scope(request, Scope.DECIDE)
        people += asked
    return people


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
