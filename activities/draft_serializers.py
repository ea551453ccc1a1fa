"""What the API takes of an activity that is written down."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from rest_framework import serializers

from activities.fields import FIRST_DAY, LAST_DAY
from activities.forms import TERMS
from activities.models import Activity, Audience, Guarantee, Recipient, ServiceField
from activities.planned_shifts import PlannedShiftSerializer, planned, posts_of
from activities.rules import PostPlan, Words
from activities.rules.exclude import MOST_EXCLUDED
from activities.rules.plan import (
    LISTS,
    MOST_GIVE_UP_HOURS,
    MOST_SEATS,
    own_district,
)
from config.api.bodies import BodySerializer
from config.api.fields import MomentField
from volunteers.insurance import Terms
from volunteers.models import District, Organization, Site


def _text(most: int, **more: Any) -> serializers.CharField:
    return serializers.CharField(
        max_length=most, required=False, allow_blank=True, default="", **more
    )


def _degrees(most: int, **more: Any) -> serializers.FloatField:
    return serializers.FloatField(
        min_value=-most,
        max_value=most,
        required=False,
        allow_null=True,
        default=None,
        **more,
    )


class WordsSerializer(BodySerializer):
    """All that is said of an activity, but for its shifts."""

    title = serializers.CharField(max_length=50)
    title_en = _text(100)
    site = serializers.SlugRelatedField(
        slug_field="code",
        queryset=Site.objects.all(),
        required=False,
        allow_null=True,
        default=None,
    )
    district = serializers.PrimaryKeyRelatedField(
        queryset=District.objects.all(),
        pk_field=serializers.CharField(max_length=6),
        required=False,
        allow_null=True,
        default=None,
        help_text="The site's, else the organization's, if left out.",
    )
    service_field = serializers.PrimaryKeyRelatedField(
        queryset=ServiceField.objects.all(),
        pk_field=serializers.CharField(max_length=4),
        help_text="National code; hours count in it.",
    )
    further_fields = serializers.PrimaryKeyRelatedField(
        many=True,
        queryset=ServiceField.objects.all(),
        pk_field=serializers.CharField(max_length=4),
        required=False,
        default=list,
        help_text="Up to three more, by which it is found as well.",
    )
    place = _text(200)
    latitude = _degrees(90, help_text="Of what is not at the site, with `longitude`.")
    longitude = _degrees(180)
    summary = _text(2000)
    risks = _text(1000, help_text="Needed to publish.")
    contact = _text(50, help_text="Whom to ask, by name. Needed to publish.")
    contact_phone = _text(20, help_text="A work number.")
    contact_is_public = serializers.BooleanField(required=False, default=True)
    contact_phone_is_public = serializers.BooleanField(
        required=False,
        default=False,
        help_text="If not, only whoever has signed up reads it.",
    )
    recipients = serializers.MultipleChoiceField(
        choices=Recipient.choices, required=False, default=set
    )
    guarantees = serializers.MultipleChoiceField(
        choices=Guarantee.choices, required=False, default=set
    )
    accessible = serializers.BooleanField(required=False, default=False)
    audience = serializers.ChoiceField(
        Audience.choices, required=False, default=Audience.PUBLIC
    )
    recruits_from = MomentField(required=False, allow_null=True, default=None)
    recruits_until = MomentField(required=False, allow_null=True, default=None)
    min_minutes = serializers.IntegerField(
        min_value=0,
        max_value=1_000_000,
        required=False,
        default=0,
        help_text="Minutes that count for somebody before they may sign up.",
    )
    give_up_hours = serializers.IntegerField(
        min_value=0,
        max_value=MOST_GIVE_UP_HOURS,
        required=False,
        default=0,
        help_text="Until so many hours before it a seat is given up without a word.",
    )
    hazard = serializers.BooleanField(required=False, default=False)
    emergency = serializers.BooleanField(required=False, default=False)
    insurer = _text(100)
    policy_number = _text(50)
    covered_from = serializers.DateField(required=False, allow_null=True, default=None)
    covered_until = serializers.DateField(required=False, allow_null=True, default=None)
    people_covered = serializers.IntegerField(
        min_value=1,
        max_value=1_000_000,
        required=False,
        allow_null=True,
        default=None,
        help_text="With these five a policy is put on the organization's file, or found"
        " there again. What is dangerous needs one.",
    )
    covers_hazard = serializers.BooleanField(
        required=False,
        allow_null=True,
        default=None,
        help_text="Whether the policy covers dangerous service; as `hazard` if left"
        " out.",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        empty = [name for name in TERMS if not attrs[name]]
        if empty and len(empty) < len(TERMS):
            needed = serializers.Field.default_error_messages["required"]
            raise serializers.ValidationError(dict.fromkeys(empty, needed))
        if (attrs["latitude"] is None) != (attrs["longitude"] is None):
            missing = "latitude" if attrs["latitude"] is None else "longitude"
            raise serializers.ValidationError({missing: _("A point has both.")})
        return attrs

    def to_representation(self, activity: Activity) -> dict[str, Any]:
        """As it is taken: who changes one thing sends the others back as they were."""
        policy = activity.policy if activity.is_insured else None
        terms = {
            name: getattr(policy, column) if policy else self.fields[name].default
            for name, column in TERMS.items()
        }
        said = {
            name: getattr(activity, name, None)
            for name in map(str, self.fields)
            if name not in LISTS
        } | {
            "district": own_district(activity),
            "contact": activity.contact_name,
            "contact_is_public": activity.contact_name_is_public,
            "covers_hazard": policy.hazard if policy else None,
            "shifts": planned(activity) if activity.is_draft else None,
        }
        told: dict[str, Any] = super().to_representation(said | terms)
        return told | {name: getattr(activity, name) for name in LISTS}

    @property
    def words(self) -> Words:
        said = dict(self.validated_data)
        terms = {column: said.pop(name) for name, column in TERMS.items()}
        covers_hazard = said.pop("covers_hazard")
        if covers_hazard is None:
            covers_hazard = said["hazard"]
        for name in ("organization", "shifts"):
            said.pop(name, None)
        return Words(
            contact_name=said.pop("contact"),
            contact_name_is_public=said.pop("contact_is_public"),
            further_fields=[field.pk for field in said.pop("further_fields")],
            recipients=sorted(said.pop("recipients")),
            guarantees=sorted(said.pop("guarantees")),
            policy=Terms(**terms, hazard=covers_hazard) if terms["insurer"] else None,
            **said,
        )


class DraftSerializer(WordsSerializer):
    """An activity as an organizer writes it down."""

    organization = serializers.PrimaryKeyRelatedField(
        queryset=Organization.objects.public(), pk_field=serializers.UUIDField()
    )
    shifts = serializers.ListField(
        child=PlannedShiftSerializer(), required=False, default=list, max_length=400
    )

    @property
    def posts(self) -> list[PostPlan]:
        return posts_of(self.validated_data["shifts"])


class ReviseSerializer(WordsSerializer):
    """An activity said otherwise, all of it."""

    shifts = serializers.ListField(
        child=PlannedShiftSerializer(),
        required=False,
        allow_null=True,
        default=None,
        max_length=400,
        help_text="In place of a draft's; left out or null, they stay as they are.",
    )

    @property
    def posts(self) -> list[PostPlan] | None:
        shifts = self.validated_data["shifts"]
        return None if shifts is None else posts_of(shifts)


class ShiftsSerializer(BodySerializer):
    shifts = serializers.ListField(
        child=PlannedShiftSerializer(), min_length=1, max_length=400
    )

    @property
    def posts(self) -> list[PostPlan]:
        return posts_of(self.validated_data["shifts"])


class DayField(serializers.DateField):
    """A day that people may plan for, as the forms take it."""

    def __init__(self, **more: Any) -> None:
        this_is_none = _lazy("This is not a day.")
        within = [
            MinValueValidator(FIRST_DAY, this_is_none),
            MaxValueValidator(LAST_DAY, this_is_none),
        ]
        super().__init__(validators=within, **more)


class CopySerializer(BodySerializer):
    first_day = DayField(help_text="Local date of its first shift.")


class RepeatSerializer(BodySerializer):
    until = DayField(help_text="Local date, the last one that is filled.")


class ExcludeSerializer(BodySerializer):
    others = serializers.ListField(
        child=serializers.UUIDField(),
        max_length=MOST_EXCLUDED,
        help_text="All of them; those named before and left out are let go.",
    )


class SeatsSerializer(BodySerializer):
    seats = serializers.IntegerField(min_value=1, max_value=MOST_SEATS)
