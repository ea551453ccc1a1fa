"""What one can do near a place, over the API: the nearest first."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from activities.models import ServiceField, Shift
from activities.near import WITHIN, find_near
from activities.reports import Wanted, beginning, shifts_to_come
from activities.serializers import ActivitySerializer
from config.api.bodies import BodySerializer
from config.api.idempotency import Idempotent
from volunteers.models import Site
from volunteers.models.point import Point

SIZE, MOST_PAGES = 24, 50
NEEDED = _("Say a site, or latitude and longitude.")


def _degrees(most: int) -> serializers.FloatField:
    return serializers.FloatField(min_value=-most, max_value=most, required=False)


class NearSerializer(BodySerializer):
    """
    Near which place, and what is looked for; what is left out does not bind.

    A point counts to about a kilometre. It stands in the body, so that no address and
    no log keeps it.
    """

    site = serializers.SlugRelatedField(
        slug_field="code",
        queryset=Site.objects.all(),
        required=False,
        help_text="Its code; else `latitude` and `longitude` (WGS 84).",
    )
    latitude = _degrees(85)
    longitude = _degrees(180)
    within_km = serializers.IntegerField(
        min_value=1, max_value=WITHIN, required=False, default=WITHIN
    )
    service_field = serializers.PrimaryKeyRelatedField(
        queryset=ServiceField.objects.all(),
        pk_field=serializers.CharField(max_length=4),
        required=False,
        help_text="National code.",
    )
    free_seats = serializers.IntegerField(
        min_value=0,
        max_value=10_000,
        required=False,
        default=0,
        help_text="How many people want to come together.",
    )
    accessible = serializers.BooleanField(required=False, default=False)
    page = serializers.IntegerField(
        min_value=1, max_value=MOST_PAGES, required=False, default=1
    )

    def get_fields(self) -> dict[str, Any]:
        # "from" is a word of Python's own.
        return super().get_fields() | {
            "from": serializers.DateField(
                source="since",
                required=False,
                help_text="First local date; two weeks from then on are looked at.",
            )
        }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        said = [attrs.get(name) is not None for name in ("latitude", "longitude")]
        if any(said) and not all(said):
            missing = "longitude" if said[0] else "latitude"
            raise serializers.ValidationError({missing: _("A point has both.")})
        if "site" not in attrs and not all(said):
            raise serializers.ValidationError({"site": NEEDED})
        if "site" in attrs and not attrs["site"].point:
            raise serializers.ValidationError({"site": _("It is on no map.")})
        return attrs

    @property
    def point(self) -> Point:
        said = self.validated_data
        near: Point | None = said["site"].point if "site" in said else None
        return near or Point(said["latitude"], said["longitude"]).rounded()

    @property
    def wanted(self) -> Wanted:
        said = self.validated_data
        field = said.get("service_field")
        return Wanted(
            since=said.get("since"),
            service_field=field.pk if field else "",
            free_seats=said["free_seats"],
            accessible=said["accessible"],
        )


class NearActivitySerializer(serializers.Serializer):
    km = serializers.FloatField(help_text="As the crow flies, to a tenth.")
    activity = ActivitySerializer()


class NearPageSerializer(serializers.Serializer):
    next = serializers.IntegerField(
        allow_null=True, help_text="The next page; null on the last."
    )
    results = NearActivitySerializer(many=True)


class NearView(Idempotent):
    """Activities near a place."""

    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="activities_near",
        request=NearSerializer,
        responses=NearPageSerializer,
        auth=[],
    )
    def post(self, request: Request) -> Response:
        """
        What one can sign up for near there, the nearest first; nothing is changed.

        Shifts of the two weeks from now or from `from` on, `within_km` at most.
        """
        said = NearSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        at, page = timezone.now(), said.validated_data["page"]
        within = said.validated_data["within_km"]
        found = find_near(said.point, said.wanted, at=at, within=within)
        first = (page - 1) * SIZE
        rows = list(found[first : first + SIZE + 1])
        since = beginning(said.wanted, at=at)
        to_come = shifts_to_come([one.activity_id for one in rows], since=since)
        context = {"reader": request.user, "shifts": to_come}
        has_next = len(rows) > SIZE and page < MOST_PAGES
        return Response(
            {
                "next": page + 1 if has_next else None,
                "results": [_told(one, context) for one in rows[:SIZE]],
            }
        )


def _told(shift: Shift, context: dict[str, Any]) -> dict[str, Any]:
    """Needs a shift as ``find_near`` finds it."""
    km: float = shift.km  # type: ignore[attr-defined]
    activity = ActivitySerializer(shift.activity, context=context).data
    return {"km": round(km, 1), "activity": activity}
