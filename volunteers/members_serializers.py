"""What the API takes and tells of joining and leaving."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from config.api.bodies import BodySerializer
from volunteers.identifiers import Malformed, read_phone
from volunteers.models import Ending, Invitation, JoinRequest, Membership
from volunteers.reveals import reads_name_in_lists
from volunteers.serializers import OrganizationBriefSerializer

LONGEST = 300


class AskSerializer(BodySerializer):
    words = serializers.CharField(
        max_length=LONGEST,
        required=False,
        allow_blank=True,
        default="",
        help_text="A word to the organization.",
    )


class ReasonSerializer(BodySerializer):
    reason = serializers.CharField(max_length=LONGEST, help_text="The person reads it.")


class OnPaperSerializer(BodySerializer):
    number = serializers.CharField(max_length=40)
    name = serializers.CharField(max_length=50, help_text="As it stands in the record.")
    agreed_on = serializers.DateField(
        help_text="The date on the signed paper, which the organization keeps."
    )


class InviteSerializer(BodySerializer):
    """Either ``number`` and ``name``, or ``phone``."""

    number = serializers.CharField(max_length=40, required=False, default="")
    name = serializers.CharField(max_length=50, required=False, default="")
    phone = serializers.CharField(max_length=30, required=False, default="")
    words = serializers.CharField(
        max_length=LONGEST, required=False, allow_blank=True, default=""
    )

    def validate_phone(self, text: str) -> str:
        try:
            return read_phone(text) if text else ""
        except Malformed:
            raise serializers.ValidationError(
                _("This is not a phone number that can be called.")
            ) from None

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["phone"]:
            for name in ("number", "name"):
                if not attrs[name]:
                    raise serializers.ValidationError(
                        {name: [_("This must be filled in.")]}
                    )
        return attrs


class InvitationSerializer(serializers.ModelSerializer[Invitation]):
    """Whom it is for: the number, or the end of the phone; and what became of it."""

    number = serializers.CharField(
        source="volunteer.number", default=None, allow_null=True, read_only=True
    )

    class Meta:
        model = Invitation
        fields = (
            "id",
            "number",
            "phone_last4",
            "words",
            "state",
            "invited_at",
            "expires_at",
            "answered_at",
        )
        read_only_fields = fields


class StandingSerializer(serializers.Serializer):
    state = serializers.ChoiceField(["member", "waiting", "declined"])
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
    ending = serializers.ChoiceField(
        Ending.choices, allow_blank=True, help_text="Empty while it lasts."
    )
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
