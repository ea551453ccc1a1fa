"""What a call is sent: nothing it does not take is ignored."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request

from config.api.idempotency import Idempotent


class BodySerializer(serializers.Serializer):
    """A body, or a part of one: whoever misspells a field is told its name."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = self._unknown(data)
        try:
            values = super().to_internal_value(data)
        except serializers.ValidationError as invalid:
            detail: Any = invalid.detail  # by field, as a serializer has it
            raise serializers.ValidationError({**detail, **unknown}) from None
        if unknown:
            raise serializers.ValidationError(unknown)
        return values

    def _unknown(self, data: Any) -> dict[str, Any]:
        said = data if isinstance(data, Mapping) else {}
        names = [str(name) for name in said if name not in self.fields]
        return {name: [_("There is no such field.")] for name in names}


class WithoutBody(Idempotent):
    """A view whose address says all there is to say."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method == "POST":
            BodySerializer(data=request.data).is_valid(raise_exception=True)
