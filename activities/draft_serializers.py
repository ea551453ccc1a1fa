"""What the API takes of an activity that is written down."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from activities.forms import TERMS
from activities.models import Audience, Guarantee, Recipient, ServiceField
from activities.rules import PostPlan, Times, Words
from activities.rules.exclude import MOST_EXCLUDED
from activities.rules.plan import MOST_SEATS
from config.api.bodies import BodySerializer
from config.api.fields import MomentField
from volunteers.insurance import Terms
from volunteers.models import CredentialKind, District, Organization, Site


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
        help_text="National code.",
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

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        empty = [name for name in TERMS if not attrs[name]]
        if empty and len(empty) < len(TERMS):
            needed = serializers.Field.default_error_messages["required"]
            raise serializers.ValidationError(dict.fromkeys(empty, needed))
        if (attrs["latitude"] is None) != (attrs["longitude"] is None):
            missing = "latitude" if attrs["latitude"] is None else "longitude"
            raise serializers.ValidationError({missing: _("A point has both.")})
        return attrs

    @property
    def words(self) -> Words:
        said = dict(self.validated_data)
        terms = {column: said.pop(name) for name, column in TERMS.items()}
        for name in ("organization", "shifts"):
            said.pop(name, None)
        return Words(
            contact_name=said.pop("contact"),
            contact_name_is_public=said.pop("contact_is_public"),
            recipients=sorted(said.pop("recipients")),
            guarantees=sorted(said.pop("guarantees")),
            policy=Terms(**terms, hazard=said["hazard"]) if terms["insurer"] else None,
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


class CopySerializer(BodySerializer):
    first_day = serializers.DateField(help_text="Local date of its first shift.")


class RepeatSerializer(BodySerializer):
    until = serializers.DateField(help_text="Local date, the last one that is filled.")


class ExcludeSerializer(BodySerializer):
    others = serializers.ListField(
        child=serializers.UUIDField(),
        max_length=MOST_EXCLUDED,
        help_text="All of them; those named before and left out are let go.",
    )


class SeatsSerializer(BodySerializer):
    seats = serializers.IntegerField(min_value=1, max_value=MOST_SEATS)


def posts_of(shifts: Iterable[dict[str, Any]]) -> list[PostPlan]:
    """The posts that the shifts name, each with its own."""
    by_name: dict[str, list[dict[str, Any]]] = {}
    for shift in shifts:
        by_name.setdefault(shift["post"], []).append(shift)
    return [_post(name, own) for name, own in by_name.items()]


def _post(name: str, shifts: Iterable[dict[str, Any]]) -> PostPlan:
    all_shifts = list(shifts)
    return PostPlan(
        name=name,
        min_age=max(one["min_age"] for one in all_shifts),
        skill=next((one["skill"] for one in all_shifts if one["skill"]), ""),
        credential=next((one["credential"] for one in all_shifts), None),
        shifts=[
            Times(
                starts_at=one["starts_at"], ends_at=one["ends_at"], seats=one["seats"]
            )
            for one in all_shifts
        ],
    )
