"""
What is told once a day rather than act by act: who writes those notices.

A higher room adds a function by its dotted path::

    daily.register("hours.daily.note_counted")
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils.module_loading import import_string

_paths: list[str] = []


class Note(Protocol):
    """Writes the day's notices, at ``until`` and about the digest's id."""

    def __call__(self, *, digest: UUID, since: datetime, until: datetime) -> None: ...


def register(path: str) -> None:
    """Let the function at a dotted path write notices whenever a digest is made."""
    if path not in _paths:
        _paths.append(path)


def note_all(*, digest: UUID, since: datetime, until: datetime) -> None:
    """Write all notices of the day, within the digest's transaction."""
    for path in _paths:
        note: Note = import_string(path)
        note(digest=digest, since=since, until=until)
