"""What the API tells of figures; hours are decimal strings, truncated."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from city.reports import Annual
from config.api.filters import QuerySerializer
from config.durations import decimal_hours

FIRST_YEAR, LAST_YEAR = 1902, 2200  # before, the city's clocks went by the sun


class AsOfField(serializers.DateTimeField):
    """A moment at which somebody may have looked at figures."""

    default_error_messages = {
        "far": _("There is nothing so long ago or so far ahead."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("help_text", "Leave out what was posted after this moment.")
        super().__init__(**kwargs)

    def to_internal_value(self, value: Any) -> datetime:
        moment: datetime = super().to_internal_value(value)
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            self.fail("far")
        return moment


class YearQuery(QuerySerializer):
    """The year of service dates that is asked for."""

    year = serializers.IntegerField(
        min_value=1000, max_value=9999, required=False, help_text="The running one."
    )


class CityQuery(YearQuery):
    as_of = AsOfField()


class AnnualQuery(YearQuery):
    on = serializers.DateField(required=False, help_text="Local date; today.")
    district = serializers.CharField(
        max_length=6, required=False, help_text="Its code; else the whole city."
    )

    def validate_on(self, on: date) -> date:
        if on > timezone.localdate():
            raise serializers.ValidationError(_("That day has not come yet."))
        return on


class SentencesSerializer(serializers.Serializer):
    zh = serializers.CharField()
    en = serializers.CharField()


class AnnualSerializer(serializers.Serializer):
    """The year in one sentence, by language, and what is in it."""

    year = serializers.IntegerField()
    on = serializers.DateField()
    district = serializers.CharField(
        source="district.code", default=None, allow_null=True
    )
    sentence = serializers.SerializerMethodField()
    people = serializers.IntegerField(help_text="Registered at the end of that day.")
    registered = serializers.IntegerField(
        source="figures.registered", help_text="At the end of the year."
    )
    active = serializers.IntegerField(source="figures.active")
    sessions = serializers.IntegerField(source="figures.sessions")
    minutes = serializers.IntegerField(source="figures.minutes")
    hours_per_registered = serializers.CharField(
        source="figures.hours_per_registered", allow_null=True
    )

    @extend_schema_field(SentencesSerializer)
    def get_sentence(self, told: Annual) -> dict[str, str]:
        sentences = dict(told.sentences)
        return {"zh": sentences["zh-hans"], "en": sentences["en"]}


class LinesQuery(YearQuery):
    cursor = serializers.CharField(required=False, allow_blank=True, default="")
    page_size = serializers.IntegerField(
        required=False, min_value=1, max_value=100, default=50
    )


class PlacesQuery(LinesQuery):
    as_of = AsOfField()


class VolunteersQuery(LinesQuery):
    organization = serializers.UUIDField(
        required=False, help_text="Only hours with this organization."
    )


class EvidenceSerializer(serializers.Serializer):
    """Minutes by how well they are proved."""

    timed = serializers.IntegerField()
    witnessed = serializers.IntegerField()
    declared = serializers.IntegerField()
    entered = serializers.IntegerField()


class FiguresSerializer(serializers.Serializer):
    """Minutes, the same as hours, sessions, and minutes by evidence."""

    minutes = serializers.IntegerField()
    hours = serializers.SerializerMethodField()
    sessions = serializers.IntegerField()
    by_evidence = EvidenceSerializer()

    def get_hours(self, figures: Any) -> str:
        return decimal_hours(figures.minutes)


class MonthSerializer(serializers.Serializer):
    month = serializers.IntegerField()
    minutes = serializers.IntegerField()
    sessions = serializers.IntegerField()


class DistrictYearSerializer(serializers.Serializer):
    """People by their home, minutes by where the service was."""

    code = serializers.CharField()
    name = serializers.CharField(source="label")
    registered = serializers.IntegerField(allow_null=True)
    active = serializers.IntegerField(allow_null=True)
    minutes = serializers.IntegerField()


class SitesSerializer(serializers.Serializer):
    center = serializers.IntegerField()
    institute = serializers.IntegerField()
    station = serializers.IntegerField()


class PeopleSerializer(serializers.Serializer):
    """
    People by home; medians in minutes (half ones between two people) and hours.

    ``went_on`` served the year before, too, ``returned`` only in years before that;
    ``lapsed`` served the year before and not in this one.
    """

    registered = serializers.IntegerField()
    active = serializers.IntegerField()
    first_timers = serializers.IntegerField()
    went_on = serializers.IntegerField()
    returned = serializers.IntegerField()
    lapsed = serializers.IntegerField()
    median_minutes_active = serializers.FloatField(
        source="median_active", allow_null=True
    )
    median_hours_active = serializers.CharField(allow_null=True)
    median_minutes_registered = serializers.FloatField(
        source="median_registered", allow_null=True
    )
    median_hours_registered = serializers.CharField(allow_null=True)


class DistrictPeopleSerializer(PeopleSerializer):
    code = serializers.CharField()


class YearPeopleSerializer(PeopleSerializer):
    """The year's people as of ``settled_at``: computed in the background."""

    settled_at = serializers.DateTimeField()
    by_district = DistrictPeopleSerializer(
        source="districts", many=True, allow_null=True
    )


class CityYearSerializer(FiguresSerializer):
    """The city's year; people are null where there are fewer than ten to show."""

    year = serializers.IntegerField()
    as_of = serializers.DateTimeField()
    registered = serializers.IntegerField(allow_null=True)
    active = serializers.IntegerField(allow_null=True)
    hours_per_registered = serializers.CharField(allow_null=True)
    hours_per_active = serializers.CharField(allow_null=True)
    by_month = MonthSerializer(source="months", many=True)
    by_district = DistrictYearSerializer(source="districts", many=True)
    organizations = serializers.IntegerField()
    sites = SitesSerializer()
    people = serializers.SerializerMethodField()

    @extend_schema_field(YearPeopleSerializer(allow_null=True))
    def get_people(self, year: Any) -> dict[str, Any] | None:
        """None of a past moment, and where fewer than ten people would be shown."""
        people = self.context.get("people")
        return YearPeopleSerializer(people).data if people else None


class OrganizationOfLineSerializer(serializers.Serializer):
    id = serializers.UUIDField(source="organization")
    name = serializers.CharField(source="label")


class OrganizationLineSerializer(FiguresSerializer):
    organization = OrganizationOfLineSerializer(source="*")
    kind = serializers.CharField()
    district = serializers.CharField()


class SiteOfLineSerializer(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField(source="label")


class SiteLineSerializer(FiguresSerializer):
    site = SiteOfLineSerializer(source="*")
    kind = serializers.CharField()
    district = serializers.CharField()


class VolunteerOfLineSerializer(serializers.Serializer):
    """Names are masked, but to an organization those of its grown-up people."""

    number = serializers.CharField()
    name = serializers.SerializerMethodField()

    def get_name(self, line: Any) -> str:
        own = self.context.get("with_names")
        return str(line.name_in_files if own else line.masked_name)


class VolunteerLineSerializer(FiguresSerializer):
    volunteer = VolunteerOfLineSerializer(source="*")
    district = serializers.CharField()


class MyYearSerializer(FiguresSerializer):
    """One's own year; ``stars`` by undisputed minutes, of all years as a rule."""

    year = serializers.IntegerField()
    all_time_minutes = serializers.IntegerField()
    stars = serializers.IntegerField()
