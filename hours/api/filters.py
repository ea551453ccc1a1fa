"""Which sessions a list or a decision means, as the API says it."""

from typing import Any

from rest_framework import serializers

from config.api.filters import OF_FORMAT, OF_PAGES, FilterSerializer
from hours.models import Evidence, Level, SessionFilter, Status


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


class DecisionFilterSerializer(SessionFilterSerializer):
    """The queue as it was shown, and how many sessions it was."""

    submitted_before = serializers.DateTimeField(
        required=False, help_text="The moment the queue was shown."
    )
    expect = serializers.IntegerField(
        min_value=0, required=False, help_text="How many sessions were shown."
    )
