"""
What is read at every act and changes a few times a year, held by each process.

A change is seen at once by the process that makes it, and by the others within
seconds. Nothing is held that must be right to the moment.
"""

import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models.signals import post_delete, post_save

T = TypeVar("T")

SECONDS = 5.0
_all: list["Held[Any]"] = []


class Held(Generic[T]):
    """What ``read`` gives; read again after five seconds, or once forgotten."""

    def __init__(self, read: Callable[[], T]) -> None:
        self._read = read
        self._known: tuple[float, T] | None = None
        _all.append(self)

    def __call__(self) -> T:
        known = self._known
        if known is None or time.monotonic() - known[0] >= SECONDS:
            known = self._known = (time.monotonic(), self._read())
        return known[1]

    def forget(self, **kwargs: Any) -> None:
        """Read it again next time; also as the receiver of a signal."""
        self._known = None

    def follow(self, model: type[models.Model]) -> None:
        """Forget whenever a row of the model is saved or deleted."""
        post_save.connect(self.forget, sender=model)
        post_delete.connect(self.forget, sender=model)


def forget_all() -> None:
    """Read everything again next time."""
    for one in _all:
        one.forget()
