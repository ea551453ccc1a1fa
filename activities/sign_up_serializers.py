"""What the API takes and tells of signing up, and of who did not come."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from activities.models import Absence, SignUp
from activities.rules.sign_up import MOST_WORDS
from config.api.bodies import BodySerializer

MOST_TOGETHER = 200


class WhoComesSerializer(BodySerializer):
    volunteer = serializers.CharField(
        max_length=18,
        required=False,
        help_text="The number of a child one acts for; oneself, if left out.",
    )


class SignUpForSerializer(WhoComesSerializer):
    shift = serializers.UUIDField()


class SignUpSerializer(serializers.ModelSerializer[SignUp]):
    """What became of it; ``position`` in the queue while it waits."""

    shift = serializers.UUIDField(source="shift_id", read_only=True)
    position = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = SignUp
        fields = (
            "id",
            "shift",
            "state",
            "position",
            "starts_at",
            "ends_at",
            "offered_until",
        )
        read_only_fields = fields


class TogetherSerializer(BodySerializer):
    """Who comes together to a shift: all of them, or nobody."""

    shift = serializers.UUIDField()
    volunteers = serializers.ListField(
        child=serializers.CharField(max_length=40),
        min_length=1,
        max_length=MOST_TOGETHER,
        help_text="Numbers: one's own, of children one acts for, of one's team.",
    )


class SignedUpOneSerializer(SignUpSerializer):
    volunteer = serializers.CharField(source="volunteer.number", read_only=True)

    class Meta:
        model = SignUp
        fields = (
            "id",
            "volunteer",
            "shift",
            "state",
            "position",
            "starts_at",
            "ends_at",
            "offered_until",
        )
        read_only_fields = fields


class SignedUpSerializer(serializers.Serializer):
    signups = SignedUpOneSerializer(many=True)


class AbsenceSerializer(serializers.ModelSerializer[Absence]):
    """That somebody did not come, and what they say; excused, it does not count."""

    class Meta:
        model = Absence
        fields = ("marked_at", "words", "explained_at", "excused_at")
        read_only_fields = fields


def absence_of(sign_up: SignUp) -> Any:
    """What is told of it; None if nobody says that they did not come."""
    try:
        return AbsenceSerializer(sign_up.absence).data
    except ObjectDoesNotExist:
        return None


class OwnSignUpSerializer(serializers.ModelSerializer[SignUp]):
    """One's own, and whether somebody says that one did not come."""

    volunteer = serializers.CharField(source="volunteer.number", read_only=True)
    activity = serializers.UUIDField(source="shift.activity_id", read_only=True)
    title = serializers.CharField(source="shift.activity.label", read_only=True)
    shift = serializers.UUIDField(source="shift_id", read_only=True)
    absence = serializers.SerializerMethodField()

    class Meta:
        model = SignUp
        fields = (
            "id",
            "volunteer",
            "activity",
            "title",
            "shift",
            "state",
            "starts_at",
            "ends_at",
            "offered_until",
            "absence",
        )
        read_only_fields = fields

    @extend_schema_field(AbsenceSerializer(allow_null=True))
    def get_absence(self, sign_up: SignUp) -> Any:
        return absence_of(sign_up)


class ExplainSerializer(WhoComesSerializer):
    """Why one did not come to a shift, or that one did."""

    shift = serializers.UUIDField()
    words = serializers.CharField(max_length=MOST_WORDS)


class GiveUpSerializer(WhoComesSerializer):
    """Which seat or place is given up, and why if it is late."""

    shift = serializers.UUIDField()
    words = serializers.CharField(
        max_length=MOST_WORDS,
        required=False,
        allow_blank=True,
        default="",
        help_text="Needed later than the activity's `give_up_hours` before the shift.",
    )


class AbsentSerializer(BodySerializer):
    number = serializers.CharField(
        max_length=40, help_text="Of somebody who had a seat on the shift."
    )
