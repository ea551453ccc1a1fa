"""What all calls on one activity share: whose it is, and how it is told."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.request import Request

from activities.models import Activity, Shift
from activities.permissions import organized_activities
from activities.serializers import ActivitySerializer
from config.api.idempotency import Idempotent
from volunteers.tokens import Scope, account_of

NAMED = ("organization", "site", "service_field", "district", "policy")


class ActView(Idempotent):
    """An act of whoever speaks for the organization; to others it does not exist."""

    scope = Scope.DECIDE

    def organized(self, request: Request, pk: UUID) -> Activity:
        """:raises Http404: if the activity is none of the account's"""
        own = organized_activities(account_of(request)).select_related("organization")
        return get_object_or_404(own, pk=pk)

    def shift(self, request: Request, pk: UUID) -> Shift:
        """:raises Http404: if the shift is none of the account's"""
        own = organized_activities(account_of(request))
        named = Shift.objects.with_names().filter(activity__in=own)
        return get_object_or_404(named, pk=pk)

    def who(self, request: Request) -> dict[str, Any]:
        return {"by": account_of(request), "at": timezone.now()}


def told(
    activities: Sequence[Activity],
    request: Request,
    *,
    shifts: dict[UUID, list[Shift]],
    inside: bool = False,
) -> Any:
    """Activities as the reader may know them."""
    context = {"reader": request.user, "shifts": shifts, "inside": inside}
    return ActivitySerializer(activities, many=True, context=context).data


def told_of(pk: UUID, request: Request) -> Any:
    """One activity as it is now, with all its shifts."""
    activity = Activity.objects.select_related(*NAMED).get(pk=pk)
    own = activity.shifts.select_related("post").in_order()
    shifts = {activity.pk: list(own)}
    return told([activity], request, shifts=shifts, inside=True)[0]
