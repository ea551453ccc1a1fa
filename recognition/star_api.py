"""Stars over the API: one's own, those of the city, and awarding a level."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.api.bodies import BodySerializer
from config.api.filters import OF_PAGES, QuerySerializer
from config.api.idempotency import Idempotent
from hours.disputes.minutes import disputed_by_year
from hours.models import VolunteerYear
from recognition import rules
from recognition.models import StarAward, StarNotice, StarState
from recognition.models.stars import LEVELS
from recognition.reports import standing, stars
from volunteers.permissions import is_staff, reads_the_city
from volunteers.tokens import Scope, account_of


class StarSerializer(serializers.ModelSerializer[StarAward]):
    """One star of somebody, and where it stands."""

    last_day = serializers.DateField(
        source="notice.last_day", default=None, help_text="Of the public notice."
    )

    class Meta:
        model = StarAward
        fields: tuple[str, ...] = (
            "id",
            "level",
            "of_year",
            "minutes",
            "needed",
            "state",
            "found_at",
            "last_day",
            "held_at",
        )


class StarOfSomebodySerializer(StarSerializer):
    """The same with whose it is, the name masked."""

    volunteer = serializers.SerializerMethodField()

    class Meta(StarSerializer.Meta):
        fields = ("volunteer", *StarSerializer.Meta.fields)

    def get_volunteer(self, one: StarAward) -> dict[str, str]:
        return {"number": one.volunteer.number, "name": one.volunteer.masked_name}


class OwnStarsSerializer(serializers.Serializer):
    """The stars awarded, those that minutes reach now, and the way to the next."""

    held = serializers.IntegerField(help_text="The highest star that was awarded.")
    reached = serializers.IntegerField(help_text="What undisputed minutes reach now.")
    minutes = serializers.IntegerField()
    next_minutes = serializers.IntegerField(
        allow_null=True, help_text="Where the next star begins; null after five."
    )
    of_year = serializers.IntegerField(
        allow_null=True, help_text="Null where all years count together."
    )
    awards = StarSerializer(many=True)


class OwnStarsView(APIView):
    """One's own stars."""

    @extend_schema(operation_id="me_stars_retrieve", responses=OwnStarsSerializer)
    def get(self, request: Request) -> Response:
        """Awarded, on public notice and withdrawn, and what the next one needs."""
        person = account_of(request).as_volunteer
        if person is None:
            raise Http404
        reached = stars(
            years=VolunteerYear.objects.filter(volunteer=person),
            disputed=disputed_by_year(volunteer=person),
            on=timezone.localdate(),
        )
        own = StarAward.objects.of(account_of(request)).filter(volunteer=person)
        told: dict[str, Any] = {
            "held": standing(volunteer=person, of_year=reached.of_year).held,
            "reached": reached.level,
            "minutes": reached.minutes,
            "next_minutes": reached.next_minutes,
            "of_year": reached.of_year,
            "awards": own.select_related("notice").order_by("-found_at", "-level"),
        }
        return Response(OwnStarsSerializer(told).data)


class StarQuery(QuerySerializer):
    besides = QuerySerializer.besides | OF_PAGES

    level = serializers.IntegerField(
        min_value=LEVELS[0], max_value=LEVELS[-1], required=False
    )
    state = serializers.ChoiceField(StarState.choices, required=False)


class StarsView(ListAPIView):
    """Everybody's stars, for the city."""

    serializer_class = StarOfSomebodySerializer
    queryset = StarAward.objects.none()
    filters = ("level", "state")
    ordering = ("-level", "-minutes", "id")

    @extend_schema(operation_id="stars_list", parameters=[StarQuery])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Of one level or state if asked, highest first; for staff and auditors."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[StarAward]:
        asked = {
            key: value for key, value in self.request.query_params.items() if value
        }
        query = StarQuery(data=asked)
        query.is_valid(raise_exception=True)
        if not reads_the_city(account_of(self.request)):
            raise Http404
        return StarAward.objects.filter(**query.validated_data).with_names()


class NewStarNoticeSerializer(BodySerializer):
    level = serializers.IntegerField(min_value=LEVELS[0], max_value=LEVELS[-1])


class StarNoticeSerializer(serializers.ModelSerializer[StarNotice]):
    class Meta:
        model = StarNotice
        fields = ("id", "level", "people", "last_day", "at")


class StarNoticesView(Idempotent):
    """Awarding a star."""

    scope = Scope.DECIDE

    @extend_schema(
        operation_id="stars_notices_create",
        request=NewStarNoticeSerializer,
        responses={201: StarNoticeSerializer},
    )
    def post(self, request: Request) -> Response:
        """Put all who wait for a level on public notice, for city staff."""
        account = account_of(request)
        if not is_staff(account):
            raise Http404
        said = NewStarNoticeSerializer(data=request.data)
        said.is_valid(raise_exception=True)
        notice = rules.announce_stars(
            level=said.validated_data["level"], by=account, at=timezone.now()
        )
        return Response(StarNoticeSerializer(notice).data, status.HTTP_201_CREATED)
