"""
Calendars for other programs to read (RFC 5545): when, where and what, and no person.

Times are given in UTC: no reader needs to know the city's time zone to show them right.
What is said of an entry are a dozen plain properties; nothing repeats by a rule.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

OCTETS = 75  # of a line; what is longer goes on in the next
ENDING = b"\r\n"


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
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Harbor Hours//Activities//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for one in events:
        lines += _lines_of(one)
    return b"".join(_folded(line) for line in [*lines, "END:VCALENDAR"])


def _lines_of(one: Event) -> list[str]:
    words = [f"DESCRIPTION:{_text(one.words)}"] if one.words else []
    return [
        "BEGIN:VEVENT",
        f"UID:{one.id}",
        f"DTSTAMP:{_moment(one.changed_at)}",
        f"DTSTART:{_moment(one.starts_at)}",
        f"DTEND:{_moment(one.ends_at)}",
        f"SUMMARY:{_text(one.title)}",
        f"LOCATION:{_text(one.place)}",
        *words,
        f"URL:{one.url}",
        f"STATUS:{'CANCELLED' if one.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """Words as a value: what has a meaning there is escaped, the unseen left out."""
    seen = (c for c in words if c == "\n" or unicodedata.category(c) != "Cc")
    marked = "".join(f"\\{c}" if c in "\\;," else c for c in seen)
    return marked.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """The line in parts that are short enough; no letter is cut in two."""
    parts, part = [], b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return ENDING.join([*parts, part]) + ENDING
