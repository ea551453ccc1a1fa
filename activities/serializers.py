"""What the API takes and tells of activities, shifts and who comes."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from activities.models import (
    Activity,
    Guest,
    Shift,
    SignUp,
)
from activities.permissions import reads_contact
from activities.reports import Wanted
from activities.sign_up_serializers import AbsenceSerializer, absence_of
from config.api.bodies import BodySerializer
from config.api.filters import OF_FORMAT, OF_PAGES, FilterSerializer
from volunteers.models import Site
from volunteers.serializers import OrganizationBriefSerializer


class ShiftSerializer(serializers.ModelSerializer[Shift]):
    """When people are needed, and how many more; ``post`` is empty where all do one."""

    post = serializers.CharField(source="post.name", read_only=True)
    post_description = serializers.CharField(source="post.description", read_only=True)
    min_age = serializers.IntegerField(source="post.min_age", read_only=True)
    skill = serializers.CharField(
        source="post.skill",
        read_only=True,
        help_text="What one says that one can do, by signing up.",
    )
    credential = serializers.CharField(
        source="post.credential_id",
        allow_null=True,
        read_only=True,
        help_text="The kind of paper that who comes must hold, by its code.",
    )
    minutes = serializers.IntegerField(read_only=True)
    free_seats = serializers.IntegerField(read_only=True)

    class Meta:
        model = Shift
        fields = (
            "id",
            "post",
            "post_description",
            "min_age",
            "skill",
            "credential",
            "starts_at",
            "ends_at",
            "minutes",
            "seats",
            "free_seats",
        )
        read_only_fields = fields


class ActivitySerializer(serializers.ModelSerializer[Activity]):
    """
    An activity and its shifts; needs ``reader`` (an account or nobody) in its context,
    and ``shifts`` by activity. The contact is told as far as the reader may know it.
    """

    title = serializers.CharField(source="label", read_only=True)
    organization = OrganizationBriefSerializer(read_only=True)
    site = serializers.CharField(source="site.code", allow_null=True, read_only=True)
    district = serializers.CharField(source="district_id", read_only=True)
    service_field = serializers.CharField(source="service_field_id", read_only=True)
    insurer = serializers.CharField(source="policy.insurer", default="", read_only=True)
    covered_from = serializers.DateField(
        source="policy.covers_from", allow_null=True, read_only=True
    )
    covered_until = serializers.DateField(
        source="policy.covers_until", allow_null=True, read_only=True
    )
    contact = serializers.SerializerMethodField()
    contact_phone = serializers.SerializerMethodField()
    shifts = serializers.SerializerMethodField()

    class Meta:
        model = Activity
        fields = (
            "id",
            "title",
            "organization",
            "site",
            "district",
            "service_field",
            "further_fields",
            "state",
            "summary",
            "place",
            "latitude",
            "longitude",
            "risks",
            "recipients",
            "guarantees",
            "accessible",
            "contact",
            "contact_phone",
            "audience",
            "recruits_from",
            "recruits_until",
            "min_minutes",
            "give_up_hours",
            "hazard",
            "emergency",
            "insurer",
            "covered_from",
            "covered_until",
            "starts_on",
            "ends_on",
            "published_at",
            "cancelled_at",
            "cancel_reason",
            "shifts",
        )
        read_only_fields = fields

    def get_contact(self, activity: Activity) -> str:
        is_told = activity.contact_name_is_public or self._is_inside(activity)
        return activity.contact_name if is_told else ""

    def get_contact_phone(self, activity: Activity) -> str:
        is_told = activity.contact_phone_is_public or self._is_inside(activity)
        return activity.contact_phone if is_told else ""

    def _is_inside(self, activity: Activity) -> bool:
        """Of many nobody is asked one by one: a list tells what is public."""
        return bool(self.context.get("inside")) and reads_contact(
            self.context["reader"], activity
        )

    @extend_schema_field(ShiftSerializer(many=True))
    def get_shifts(self, activity: Activity) -> Any:
        shifts = self.context["shifts"].get(activity.pk, [])
        return ShiftSerializer(shifts, many=True).data


class PublishSerializer(BodySerializer):
    declared = serializers.BooleanField(
        required=False,
        default=False,
        help_text="Refused unless true. Who publishes says that it is volunteering: not"
        " part of a job or of school, not for pay, and for others.",
    )


class CancelSerializer(BodySerializer):
    reason = serializers.CharField(
        max_length=300,
        required=False,
        allow_blank=True,
        default="",
        help_text="Everybody who signed up reads it; needed if anybody did.",
    )


class ComingSerializer(serializers.ModelSerializer[SignUp]):
    """
    Who comes, or waits, to an organizer.

    Whether they did not come is told where the context says that the reader
    ``organizes`` it, and to nobody else.
    """

    number = serializers.CharField(source="volunteer.number", read_only=True)
    name = serializers.CharField(source="volunteer.name", read_only=True)
    absence = serializers.SerializerMethodField()

    class Meta:
        model = SignUp
        fields = ("number", "name", "state", "joined_at", "offered_until", "absence")
        read_only_fields = fields

    @extend_schema_field(AbsenceSerializer(allow_null=True))
    def get_absence(self, sign_up: SignUp) -> Any:
        return absence_of(sign_up) if self.context["organizes"] else None


class RosterSerializer(serializers.Serializer):
    """A shift and its people, in the order in which they came."""

    shift = ShiftSerializer()
    seated = ComingSerializer(many=True)
    offered = ComingSerializer(many=True)
    waiting = ComingSerializer(many=True)


class InviteGuestSerializer(BodySerializer):
    """Whom an organizer knows, by number and name: who has only one of them errs."""

    number = serializers.CharField(max_length=40, help_text="The volunteer number.")
    name = serializers.CharField(max_length=50)


class InviteTeamSerializer(BodySerializer):
    team = serializers.UUIDField(help_text="The id in the address of the team's page.")


class InvitedSerializer(serializers.Serializer):
    invited = serializers.IntegerField(help_text="How many were not invited before.")


class GuestSerializer(serializers.ModelSerializer[Guest]):
    number = serializers.CharField(source="volunteer.number", read_only=True)
    name = serializers.CharField(source="volunteer.name", read_only=True)

    class Meta:
        model = Guest
        fields = ("number", "name", "invited_at")
        read_only_fields = fields


class FindSerializer(FilterSerializer):
    """What activities are narrowed by; what is left out does not bind."""

    besides = OF_PAGES | OF_FORMAT

    district = serializers.CharField(max_length=6, required=False)
    site = serializers.SlugRelatedField(
        slug_field="code",
        queryset=Site.objects.all(),
        required=False,
        help_text="Its code; with all below it.",
    )
    service_field = serializers.CharField(
        max_length=4, required=False, help_text="National code."
    )
    free_seats = serializers.IntegerField(
        min_value=0,
        max_value=10_000,
        required=False,
        help_text="How many people want to come together.",
    )
    accessible = serializers.BooleanField(required=False)

    def get_fields(self) -> dict[str, Any]:
        # "from" is a word of Python's own.
        return super().get_fields() | {
            "from": serializers.DateField(
                source="since", required=False, help_text="First local date."
            )
        }

    @property
    def wanted(self) -> Wanted:
        return Wanted(**self.validated_data)
