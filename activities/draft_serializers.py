"""What the API takes of an activity that is written down."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from activities.forms import TERMS
from activities.models import Audience, Guarantee, Recipient, ServiceField
from activities.rules import PostPlan, Times, Words
from config.api.bodies import BodySerializer
from config.api.fields import MomentField
from volunteers.insurance import Terms
from volunteers.models import CredentialKind, District, Organization, Site


class PlannedShiftSerializer(BodySerializer):
    """From when to when how many people are needed, at which post."""

    starts_at = MomentField()
    ends_at = MomentField()
    seats = serializers.IntegerField(min_value=1, max_value=10_000)
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


class DraftSerializer(BodySerializer):
    """An activity as an organizer writes it down."""

    title = serializers.CharField(max_length=50)
    title_en = _text(100)
    organization = serializers.PrimaryKeyRelatedField(
        queryset=Organization.objects.public(), pk_field=serializers.UUIDField()
    )
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
    shifts = serializers.ListField(
        child=PlannedShiftSerializer(), required=False, default=list, max_length=400
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
            said.pop(name)
        return Words(
            contact_name=said.pop("contact"),
            contact_name_is_public=said.pop("contact_is_public"),
            recipients=sorted(said.pop("recipients")),
            guarantees=sorted(said.pop("guarantees")),
            policy=Terms(**terms, hazard=said["hazard"]) if terms["insurer"] else None,
            **said,
        )

    @property
    def posts(self) -> list[PostPlan]:
        by_name: dict[str, list[dict[str, Any]]] = {}
        for shift in self.validated_data["shifts"]:
            by_name.setdefault(shift["post"], []).append(shift)
        return [_post(name, shifts) for name, shifts in by_name.items()]


def _post(name: str, shifts: Iterable[dict[str, Any]]) -> PostPlan:
    all_shifts = list(shifts)
    return PostPlan(
        name=name,
        min_age=max(one["min_age"] for one in all_shifts),
        credential=next((one["credential"] for one in all_shifts), None),
        shifts=[
            Times(
                starts_at=one["starts_at"], ends_at=one["ends_at"], seats=one["seats"]
            )
            for one in all_shifts
        ],
    )
