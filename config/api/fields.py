"""Values as the API takes them."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


class MomentField(serializers.DateTimeField):
    """A moment with its offset; without one nobody knows which moment is meant."""

    default_error_messages = {
        "offset": _("Give the offset as well, such as 2020-03-05T09:00:00+08:00."),
    }

    def to_internal_value(self, value: Any) -> datetime:
        moment: datetime = super().to_internal_value(value)
        if isinstance(value, str):
            said = parse_datetime(value)
            if said is not None and timezone.is_naive(said):
                self.fail("offset")
        return moment
