"""Serializers used again: building the fields takes longer than using them."""

from threading import local
from typing import Any, Generic, TypeVar

from rest_framework.serializers import Serializer

S = TypeVar("S", bound="Serializer[Any]")


class Reused(local, Generic[S]):
    """One serializer for all calls of a thread, for views that are called often."""

    def __init__(self, kind: type[S]) -> None:
        self._serializer = kind()

    def read(self, data: Any) -> dict[str, Any]:
        """
        What was sent, checked.

        :raises ValidationError: if it is malformed
        """
        return dict(self._serializer.run_validation(data))

    def tell(self, instance: Any, **context: Any) -> Any:
        """What the serializer makes of the instance for this reader."""
        self._serializer._context = context
        return self._serializer.to_representation(instance)
