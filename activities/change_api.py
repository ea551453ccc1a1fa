"""Changing an activity over the API: the same acts as on its organizer's page."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from activities import rules
from activities.act_api import ActView, told_of
from activities.draft_serializers import (
    CopySerializer,
    ExcludeSerializer,
    RepeatSerializer,
    ReviseSerializer,
    SeatsSerializer,
    ShiftsSerializer,
)
from activities.serializers import ActivitySerializer, ShiftSerializer
from config.api.bodies import WithoutBody


class ReviseView(ActView):
    """Saying an activity otherwise."""

    @extend_schema(operation_id="activities_as_said", responses=ReviseSerializer)
    def get(self, request: Request, pk: UUID) -> Response:
        """All that was said of it, to be sent back with what is to change."""
        return Response(ReviseSerializer(self.organized(request, pk)).data)

    @extend_schema(
        operation_id="activities_revise",
        request=ReviseSerializer,
        responses=ActivitySerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Say all of it anew; what is published keeps its shifts."""
        activity = self.organized(request, pk)
        said = ReviseSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        rules.revise(
            activity=activity, words=said.words, posts=said.posts, **self.who(request)
        )
        return Response(told_of(pk, request))


class DiscardView(ActView, WithoutBody):
    """Throwing a draft away."""

    @extend_schema(
        operation_id="activities_discard", request=None, responses={204: None}
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Delete a draft, which nobody else has seen."""
        rules.discard(activity=self.organized(request, pk), **self.who(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class CloseView(ActView, WithoutBody):
    """Ending sign-up."""

    @extend_schema(
        operation_id="activities_close", request=None, responses=ActivitySerializer
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Nobody else signs up; who has, comes; again: the same."""
        rules.close(activity=self.organized(request, pk), **self.who(request))
        return Response(told_of(pk, request))


class ReopenView(ActView, WithoutBody):
    """Opening sign-up again."""

    @extend_schema(
        operation_id="activities_reopen", request=None, responses=ActivitySerializer
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """People sign up again; again: the same."""
        rules.reopen(activity=self.organized(request, pk), **self.who(request))
        return Response(told_of(pk, request))


class CopyView(ActView):
    """The same once more."""

    @extend_schema(
        operation_id="activities_copy",
        request=CopySerializer,
        responses={201: ActivitySerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Copy it as a draft, its first shift on another day."""
        activity = self.organized(request, pk)
        said = CopySerializer(data=request.data)
        said.is_valid(raise_exception=True)
        made = rules.copy(
            activity=activity,
            first_day=said.validated_data["first_day"],
            **self.who(request),
        )
        return Response(told_of(made.pk, request), status.HTTP_201_CREATED)


class RepeatView(ActView):
    """A weekly series."""

    @extend_schema(
        operation_id="activities_repeat",
        request=RepeatSerializer,
        responses=ActivitySerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Repeat its last week of shifts every week, up to a day."""
        activity = self.organized(request, pk)
        said = RepeatSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        until = said.validated_data["until"]
        rules.repeat(activity=activity, until=until, **self.who(request))
        return Response(told_of(pk, request))


class ExcludeView(ActView):
    """Activities of which people come to one only."""

    @extend_schema(
        operation_id="activities_exclude",
        request=ExcludeSerializer,
        responses=ExcludeSerializer,
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Whoever comes to it comes to none of these; again: the same."""
        activity = self.organized(request, pk)
        said = ExcludeSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        others = [self.organized(request, one) for one in said.validated_data["others"]]
        rules.exclude(activity=activity, others=others, **self.who(request))
        excluded = activity.excludes.order_by("pk").values_list("pk", flat=True)
        return Response({"others": list(excluded)})


class ShiftsView(ActView):
    """More times."""

    @extend_schema(
        operation_id="activities_shifts_create",
        request=ShiftsSerializer,
        responses={201: ActivitySerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Add shifts, of posts that are there by their name, or of new ones."""
        activity = self.organized(request, pk)
        said = ShiftsSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        rules.add_shifts(activity=activity, posts=said.posts, **self.who(request))
        return Response(told_of(pk, request), status.HTTP_201_CREATED)


class SeatsView(ActView):
    """How many people a shift needs."""

    @extend_schema(
        operation_id="shifts_seats", request=SeatsSerializer, responses=ShiftSerializer
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Need more people, or fewer; who waits is offered what becomes free."""
        shift = self.shift(request, pk)
        said = SeatsSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        seats = said.validated_data["seats"]
        rules.set_seats(shift=shift, seats=seats, **self.who(request))
        return Response(ShiftSerializer(self.shift(request, pk)).data)


class TakeAwayView(ActView, WithoutBody):
    """Taking a shift away."""

    @extend_schema(operation_id="shifts_take_away", request=None, responses={204: None})
    def post(self, request: Request, pk: UUID) -> Response:
        """Take away a shift for which nobody has signed up."""
        rules.take_away(shift=self.shift(request, pk), **self.who(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
