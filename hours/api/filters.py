"""Which sessions a list or a decision means, as the API says it."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from config.api.filters import OF_FORMAT, OF_PAGES, FilterSerializer
from hours.models import Evidence, Level, SessionFilter, Status
from hours.models.escalation import Escalation, escalation


class SessionFilterSerializer(FilterSerializer):
    """What sessions are narrowed by; what is left out does not bind."""

    status = serializers.ChoiceField(Status.choices, required=False)
    organization = serializers.UUIDField(required=False)
    activity = serializers.UUIDField(required=False)
    volunteer = serializers.CharField(
        max_length=18, required=False, help_text="The volunteer number."
    )
    evidence = serializers.ChoiceField(Evidence.choices, required=False)
    level = serializers.ChoiceField(
        Level.choices, required=False, help_text="Who must decide."
    )

    def get_fields(self) -> dict[str, Any]:
        # "from" is a word of Python's own.
        return super().get_fields() | {
            "from": serializers.DateField(
                source="from_date", required=False, help_text="First service date."
            ),
            "to": serializers.DateField(
                source="to_date", required=False, help_text="Last service date."
            ),
        }

    @property
    def filter(self) -> SessionFilter:
        return SessionFilter(**self.validated_data)


class ListFilterSerializer(SessionFilterSerializer):
    """The list of sessions, as its address says it."""

    besides = OF_PAGES | OF_FORMAT


class QueueFilterSerializer(SessionFilterSerializer):
    """What stands at a desk, also of the organizations below one's own."""

    parent = serializers.UUIDField(  # type: ignore[assignment]
        required=False,
        help_text="Only of organizations right below this one: with `level=parent`,"
        " what they leave to it.",
    )
    overdue = serializers.BooleanField(
        required=False,
        help_text="Only what has waited so long that those above may decide it too.",
    )

    def validate_overdue(self, asked: Any) -> Escalation | None:
        return escalation(timezone.now()) if asked else None


class DeskFilterSerializer(QueueFilterSerializer):
    """What waits at one's desk, as its address says it."""

    besides = OF_PAGES | OF_FORMAT

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        del fields["status"]  # all of it waits
        return fields


class DecisionFilterSerializer(QueueFilterSerializer):
    """The queue as it was shown, and how many sessions it was."""

    submitted_before = serializers.DateTimeField(
        required=False, help_text="The moment the queue was shown."
    )
    expect = serializers.IntegerField(
        min_value=0, required=False, help_text="How many sessions were shown."
    )
