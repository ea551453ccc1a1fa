"""What the API takes of shifts that are planned, and of the posts that they name."""

from collections.abc import Iterable
from typing import Any, TypeVar

from rest_framework import serializers

from activities.models import Activity
from activities.rules import PostPlan, Times
from activities.rules.plan import MOST_SEATS
from config.api.bodies import BodySerializer
from config.api.fields import MomentField
from volunteers.models import CredentialKind

Said = TypeVar("Said")


class PlannedShiftSerializer(BodySerializer):
    """From when to when how many people are needed, at which post."""

    starts_at = MomentField()
    ends_at = MomentField()
    seats = serializers.IntegerField(min_value=1, max_value=MOST_SEATS)
    post = serializers.CharField(
        max_length=50,
        required=False,
        allow_blank=True,
        default="",
        help_text="Its name, where people do different things.",
    )
    post_description = serializers.CharField(
        max_length=500,
        required=False,
        allow_blank=True,
        default="",
        help_text="What one does there.",
    )
    min_age = serializers.IntegerField(
        min_value=0, max_value=100, required=False, default=0
    )
    skill = serializers.CharField(
        max_length=50,
        required=False,
        allow_blank=True,
        default="",
        help_text="What one says that one can do, by signing up.",
    )
    credential = serializers.PrimaryKeyRelatedField(
        queryset=CredentialKind.objects.offered(),
        pk_field=serializers.SlugField(max_length=30),
        required=False,
        allow_null=True,
        default=None,
        help_text="The kind of paper that who comes must hold, by its code.",
    )


def posts_of(shifts: Iterable[dict[str, Any]]) -> list[PostPlan]:
    """The posts that the shifts name, each with its own."""
    by_name: dict[str, list[dict[str, Any]]] = {}
    for shift in shifts:
        by_name.setdefault(shift["post"], []).append(shift)
    return [_post(name, own) for name, own in by_name.items()]


def planned(activity: Activity) -> list[dict[str, Any]]:
    """Its shifts, each with all that is said of its post."""
    return [
        {
            "starts_at": shift.starts_at,
            "ends_at": shift.ends_at,
            "seats": shift.seats,
            "post": shift.post.name,
            "post_description": shift.post.description,
            "min_age": shift.post.min_age,
            "skill": shift.post.skill,
            "credential": shift.post.credential,
        }
        for shift in activity.shifts.select_related("post__credential").in_order()
    ]


def _post(name: str, shifts: Iterable[dict[str, Any]]) -> PostPlan:
    all_shifts = list(shifts)
    return PostPlan(
        name=name,
        description=_first(one["post_description"] for one in all_shifts) or "",
        min_age=max(one["min_age"] for one in all_shifts),
        skill=_first(one["skill"] for one in all_shifts) or "",
        credential=_first(one["credential"] for one in all_shifts),
        shifts=[
            Times(
                starts_at=one["starts_at"], ends_at=one["ends_at"], seats=one["seats"]
            )
            for one in all_shifts
        ],
    )


def _first(said: Iterable[Said]) -> Said | None:
    """What is said first of a post, if not with each of its shifts."""
    return next(filter(None, said), None)
