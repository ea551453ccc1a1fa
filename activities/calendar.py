"""
Calendars for other programs to read (RFC 5545): when, where and what, and no person.

Times are given in UTC: no reader needs to know the city's time zone to show them right.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import icalendar

AN_HOUR = "PT1H"  # after which a program looks again


@dataclass(frozen=True, slots=True)
class Event:
    """One entry; the same ``id`` replaces what was read of it before."""

    id: UUID
    title: str
    place: str
    url: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    words: str = ""
    is_cancelled: bool = False


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """A whole calendar under that name."""
    whole = icalendar.Calendar()
    whole.add("version", "2.0")
    whole.add("prodid", "-//Harbor Hours//Activities//ZH")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", icalendar.vText(_seen(name)))
    whole.add("x-published-ttl", AN_HOUR)
    for one in events:
        whole.add_component(_entry(one))
    return bytes(whole.to_ical())


def _entry(one: Event) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", str(one.id))
    entry.add("dtstamp", one.changed_at.astimezone(UTC))
    entry.add("dtstart", one.starts_at.astimezone(UTC))
    entry.add("dtend", one.ends_at.astimezone(UTC))
    entry.add("summary", _seen(one.title))
    entry.add("location", _seen(one.place))
    if one.words:
        entry.add("description", _seen(one.words))
    entry.add("url", one.url)
    entry.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    return entry


def _seen(words: str) -> str:
    """Words without marks that nobody sees, which no calendar may hold."""
    return "".join(c for c in words if c == "\n" or unicodedata.category(c) != "Cc")
