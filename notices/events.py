"""
What people are told of: the code of each event, and how it reads.

A room names its events by the dotted path of a tuple::

    events.register("hours.telling.EVENTS")

Notices keep codes and ids; words are found when they are read, and only those that
the reader may see at that moment.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.module_loading import import_string

from volunteers.models import Account

Words = Mapping[str, Any]

_paths: list[str] = []


@dataclass(frozen=True, slots=True)
class Subject:
    """
    What a reader may know of a subject: words for sentences, where it stands now.

    ``address`` is what its page is found by, if that is not the subject's own id.
    """

    words: Words = field(default_factory=dict)
    stands: str = ""
    address: Sequence[Any] | None = None


# By id, the subjects among these that the account may see.
LookUp = Callable[[Account, Collection[UUID]], Mapping[UUID, Subject]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """
    Something people are told of.

    :param name: what it is called where people read what they are told of
    :param say: the sentence in the language of the moment, from the subject's words
        and the notice's data
    :param icon: one of @tabler/icons
    :param page: the name of the URL it leads to, given the subject's id if there is a
        ``look_up``
    :param look_up: finds what the subjects are; None where the data say it all
    :param asks: whether somebody waits for the reader
    :param urgent: whether it is of little use a day later
    :param of_office: whether only those are told who hold an office
    """

    code: str
    name: str | Promise
    say: Callable[[Words], str]
    icon: str
    page: str
    look_up: LookUp | None = None
    asks: bool = False
    urgent: bool = False
    of_office: bool = False


def register(path: str) -> None:
    """Let people be told of the events at a dotted path."""
    if path not in _paths:
        _paths.append(path)


def known() -> dict[str, Event]:
    """All events by code, of the lowest room first."""
    return {one.code: one for path in _paths for one in import_string(path)}
