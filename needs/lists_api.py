"""The lists that centers publish, over the API: what their pages tell, and no more."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from activities.models import Activity, ServiceField
from config.api.filters import OF_FORMAT, OF_PAGES, FilterSerializer
from needs.models import Category, Kind, Order, Outcome, ServesAt, State
from needs.offers import Offer
from needs.pages.lists import OF_CATEGORY, OF_FIELD, Narrowed, list_of
from volunteers.models import District, Organization
from volunteers.serializers import OrganizationBriefSerializer
from volunteers.tokens import HasScope


class _NarrowSerializer(FilterSerializer):
    besides = OF_PAGES | OF_FORMAT

    district = serializers.PrimaryKeyRelatedField(
        queryset=District.objects.all(),
        pk_field=serializers.CharField(max_length=6),
        required=False,
        help_text="Its code of six digits.",
    )

    @property
    def by(self) -> Narrowed:
        said = dict.fromkeys(("district", OF_CATEGORY, OF_FIELD)) | self.validated_data
        return Narrowed(**said, on=timezone.localdate())


class ByCategorySerializer(_NarrowSerializer):
    """What the list is narrowed by; what is left out does not bind."""

    category = serializers.SlugRelatedField(
        slug_field="code", queryset=Category.objects.all(), required=False
    )


class ByFieldSerializer(_NarrowSerializer):
    """What the list is narrowed by; what is left out does not bind."""

    service_field = serializers.PrimaryKeyRelatedField(
        queryset=ServiceField.objects.all(),
        pk_field=serializers.CharField(max_length=4),
        required=False,
        help_text="National code.",
    )


class WantedSerializer(serializers.ModelSerializer[Order]):
    """Category, district, the day: nobody's number, words or street."""

    category = serializers.CharField(source="need.category_id")
    district = serializers.CharField(source="need.site.district_id")
    asked_on = serializers.SerializerMethodField()
    urgent = serializers.BooleanField(source="need.urgent")
    kind = serializers.ChoiceField(Kind.choices, source="need.kind")

    class Meta:
        model = Order
        fields = ("category", "district", "asked_on", "urgent", "kind", "state")
        read_only_fields = fields

    def get_asked_on(self, order: Order) -> str:
        return f"{timezone.localdate(order.need.submitted_at)}"


class OfferSerializer(serializers.Serializer[Offer]):
    """What an organization states, and has done within a year."""

    organization = OrganizationBriefSerializer()
    kind = serializers.ChoiceField(
        Organization.Kind.choices, source="organization.kind"
    )
    service_fields = serializers.ListField(
        child=serializers.CharField(), source="field_codes", help_text="National codes."
    )
    districts = serializers.ListField(
        child=serializers.CharField(), source="district_codes"
    )
    tasks = serializers.ListField(child=serializers.CharField())
    coming = serializers.IntegerField(help_text="Activities to come.")
    at_once = serializers.IntegerField(
        source="capacity.at_once",
        allow_null=True,
        default=None,
        help_text="Needs it can have in hand by its own word; null if it does not say.",
    )
    times = serializers.ListField(
        child=serializers.ChoiceField(ServesAt.choices),
        source="capacity.times",
        default=list,
        help_text="When it has people.",
    )
    met = serializers.IntegerField(help_text="Needs.")


class ProjectSerializer(serializers.ModelSerializer[Activity]):
    """An activity that answers needs."""

    title = serializers.CharField(source="label")
    organization = OrganizationBriefSerializer()
    service_field = serializers.CharField(source="service_field_id")
    district = serializers.CharField(source="district_id")
    needs = serializers.IntegerField(help_text="How many it answers.")

    class Meta:
        model = Activity
        fields = (
            *("id", "title", "organization", "service_field", "district"),
            *("starts_on", "ends_on", "needs"),
        )
        read_only_fields = fields


class SolvedSerializer(serializers.ModelSerializer[Outcome]):
    """A problem, how often it was solved and by whom."""

    category = serializers.CharField(source="order.need.category_id")
    district = serializers.CharField(source="order.need.site.district_id")
    asked_in = serializers.SerializerMethodField(help_text="Month: 2026-11.")
    organization = OrganizationBriefSerializer(source="order.organization")
    state = serializers.ChoiceField(State.choices, source="order.state")

    class Meta:
        model = Outcome
        fields = (
            *("category", "district", "asked_in", "problem", "count"),
            *("organization", "state"),
        )
        read_only_fields = fields

    def get_asked_in(self, outcome: Outcome) -> str:
        return f"{timezone.localtime(outcome.order.need.submitted_at):%Y-%m}"


def _operation(code: str, asks: type[_NarrowSerializer]) -> Any:
    return extend_schema(
        operation_id=f"needs_{code}_list",
        parameters=[asks],
        auth=[{"token": []}, {}],  # type: ignore[list-item]
    )


class _PublicListView(ListAPIView):
    """One of the lists, narrowed as its page is."""

    permission_classes = (HasScope,)
    queryset = Order.objects.none()
    code: ClassVar[str]
    asks: ClassVar[type[_NarrowSerializer]]
    ordering: ClassVar[Sequence[str]]

    @property
    def filters(self) -> list[str]:
        return [*self.asks().fields]

    def answer(self, request: Request) -> Response:
        kind = list_of(self.code)
        asked = {key: value for key, value in request.query_params.items() if value}
        said = self.asks(data=asked)
        said.is_valid(raise_exception=True)
        found = self.paginate_queryset(kind.find(said.by)) or []
        lines = list(kind.tell(found, said.by))
        return self.get_paginated_response(self.get_serializer(lines, many=True).data)


class WantedView(_PublicListView):
    code, asks = "wanted", ByCategorySerializer
    serializer_class = WantedSerializer
    ordering = ("need__submitted_at", "need_id")

    @_operation("wanted", ByCategorySerializer)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Needs that a site has taken on and nobody meets yet, the oldest first."""
        return self.answer(request)


class OffersView(_PublicListView):
    code, asks = "offers", ByFieldSerializer
    serializer_class = OfferSerializer
    ordering = ("name", "id")

    @_operation("offers", ByFieldSerializer)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Organizations, and what they state and have done within a year."""
        return self.answer(request)


class ProjectsView(_PublicListView):
    code, asks = "projects", ByFieldSerializer
    serializer_class = ProjectSerializer
    ordering = ("-starts_on", "id")

    @_operation("projects", ByFieldSerializer)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Activities with which needs are met, the latest first."""
        return self.answer(request)


class SolvedView(_PublicListView):
    code, asks = "solved", ByCategorySerializer
    serializer_class = SolvedSerializer
    ordering = ("-id",)

    @_operation("solved", ByCategorySerializer)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What was solved and not taken up again, the latest first."""
        return self.answer(request)
