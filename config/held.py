"""
What is read at every act and changes a few times a year, held by each process.

A change is seen at once by the process that makes it, and by the others within
seconds. Nothing is held that must be right to the moment.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models.signals import post_delete, post_save

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

SECONDS = 5.0
MOST = 10_000  # of each
_all: list["_Follows"] = []


class _Follows(ABC):
    """Forgets when it is told to."""

    def __init__(self) -> None:
        _all.append(self)

    @abstractmethod
    def forget(self, **kwargs: Any) -> None:
        """Read again next time; also the receiver of a signal."""

    def follow(self, *models: type[models.Model]) -> None:
        """Forget whenever a row of one of the models is saved or deleted."""
        for model in models:
            post_save.connect(self.forget, sender=model)
            post_delete.connect(self.forget, sender=model)


class Held(_Follows, Generic[T]):
    """What ``read`` gives; read again after five seconds, or once forgotten."""

    def __init__(self, read: Callable[[], T]) -> None:
        super().__init__()
        self._read = read
        self._known: tuple[float, T] | None = None

    def __call__(self) -> T:
        known = self._known
        if known is None or time.monotonic() - known[0] >= SECONDS:
            known = self._known = (time.monotonic(), self._read())
        return known[1]

    def forget(self, **kwargs: Any) -> None:
        self._known = None


class HeldEach(_Follows, Generic[K, T]):
    """The same of each key; of keys for which there is nothing, nothing is held."""

    def __init__(self, read: Callable[[K], T | None]) -> None:
        super().__init__()
        self._read = read
        self._known: dict[K, tuple[float, T]] = {}

    def __call__(self, key: K) -> T | None:
        known = self._known.get(key)
        if known is not None and time.monotonic() - known[0] < SECONDS:
            return known[1]
        found = self._read(key)
        if found is not None:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[key] = (time.monotonic(), found)
        return found

    def forget(self, **kwargs: Any) -> None:
        self._known.clear()


def forget_all() -> None:
    """Read everything again next time."""
    for one in _all:
        one.forget()
