"""What the API takes and tells of joining and leaving."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from volunteers.models import Invitation, JoinRequest, Membership
from volunteers.reveals import reads_name_in_lists
from volunteers.serializers import OrganizationBriefSerializer

LONGEST = 300


class AskSerializer(serializers.Serializer):
    words = serializers.CharField(
        max_length=LONGEST,
        required=False,
        allow_blank=True,
        default="",
        help_text="A word to the organization.",
    )


class ReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=LONGEST, help_text="The person reads it.")


class StandingSerializer(serializers.Serializer):
    state = serializers.ChoiceField(["member", "waiting", "declined", "invited"])
    since = serializers.DateField()


class JoinRequestSerializer(serializers.ModelSerializer[JoinRequest]):
    """Who asks; administrators see the name."""

    number = serializers.CharField(source="volunteer.number", read_only=True)
    name = serializers.CharField(source="volunteer.name", read_only=True)
    district = serializers.CharField(source="volunteer.district_id", read_only=True)

    class Meta:
        model = JoinRequest
        fields = ("id", "number", "name", "district", "words", "asked_at")
        read_only_fields = fields


class MemberSerializer(serializers.ModelSerializer[Membership]):
    """A member; the name is masked where the reader may not see it in lists."""

    number = serializers.CharField(source="volunteer.number", read_only=True)
    name = serializers.SerializerMethodField()

    class Meta:
        model = Membership
        fields = ("number", "name", "joined_on", "way")
        read_only_fields = fields

    def get_name(self, membership: Membership) -> str:
        person = membership.volunteer
        seen = self.context.get("own") and reads_name_in_lists(
            person,
            administers=bool(self.context.get("administers")),
            on=timezone.localdate(),
        )
        return person.name if seen else person.masked_name


class MyMembershipSerializer(serializers.ModelSerializer[Membership]):
    organization = OrganizationBriefSerializer(read_only=True)
    reason = serializers.CharField(source="ending_reason", read_only=True)

    class Meta:
        model = Membership
        fields = ("organization", "joined_on", "way", "left_on", "ending", "reason")
        read_only_fields = fields


class MyInvitationSerializer(serializers.ModelSerializer[Invitation]):
    """Who invites: the organization, and the masked name of its administrator."""

    organization = OrganizationBriefSerializer(read_only=True)
    invited_by = serializers.SerializerMethodField()

    class Meta:
        model = Invitation
        fields = (
            "id",
            "organization",
            "invited_by",
            "words",
            "invited_at",
            "expires_at",
        )
        read_only_fields = fields

    def get_invited_by(self, invitation: Any) -> str:
        return str(invitation.invited_by.masked_name)
