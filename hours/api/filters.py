"""Which sessions a list or a decision means, as the API says it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from config.errors import RuleBroken
from hours.models import Evidence, SessionFilter, Status


class UnknownFilter(RuleBroken):
    """A filter nobody knows is never ignored: it would decide more than was meant."""

    code = "unknown_filter"
    status = 422
    sentence = _("There is no such filter: %(keys)s.")


class ListFilterSerializer(serializers.Serializer):
    """What a list of sessions is narrowed by; what is left out does not bind."""

    status = serializers.ChoiceField(Status.choices, required=False)
    organization = serializers.UUIDField(required=False)
    activity = serializers.UUIDField(required=False)
    volunteer = serializers.CharField(
        max_length=18, required=False, help_text="The volunteer number."
    )
    evidence = serializers.ChoiceField(Evidence.choices, required=False)

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


class DecisionFilterSerializer(ListFilterSerializer):
    """The queue as it was shown, and how many sessions it was."""

    submitted_before = serializers.DateTimeField(
        required=False, help_text="The moment the queue was shown."
    )
    expect = serializers.IntegerField(
        min_value=0, required=False, help_text="How many sessions were shown."
    )

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (unknown := data.keys() - self.fields.keys()):
            raise UnknownFilter(keys=", ".join(sorted(map(str, unknown))))
        return super().to_internal_value(data)
