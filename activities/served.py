"""
How many minutes somebody has served, for activities that ask for experience.

Hours are a higher room's, which says here where they are counted::

    served.register("hours.served.minutes_of")
"""

from typing import Protocol

from django.utils.module_loading import import_string

from volunteers.models import Volunteer

_paths: list[str] = []


class Count(Protocol):
    """All minutes that count for somebody, of all years."""

    def __call__(self, volunteer: Volunteer) -> int: ...


def register(path: str) -> None:
    """Let the function at a dotted path say how much somebody has served."""
    if path not in _paths:
        _paths.append(path)


def minutes_of(volunteer: Volunteer) -> int:
    """All the minutes that count for somebody."""
    counts: list[Count] = [import_string(path) for path in _paths]
    return sum(count(volunteer) for count in counts)
