"""What recording a roster came to: kept for a day, and told as often as asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime

from hours.models import Evidence, Session, Status
from hours.roster_page.page import Names, Person
from hours.roster_page.pasted import READ, Meant
from hours.rules import Refusal
from hours.rules.take_back import can_be_taken_back
from volunteers.models import Volunteer


def outcome(
    sessions: Sequence[Session], refused: Sequence[Refusal], *, meant: Meant
) -> dict[str, Any]:
    """What is kept of it; people by number only."""
    return {
        "sessions": [one.pk for one in sessions],
        "recorded": len(sessions),
        "minutes": sum(one.minutes or 0 for one in sessions),
        "people": len({one.volunteer_id for one in sessions}),
        "entered_later": any(one.evidence == Evidence.ENTERED for one in sessions),
        "refused": [
            {
                "volunteer": one.claim.volunteer.number,
                "is_stranger": one.claim.volunteer.pk in meant.strangers,
                "started_at": one.claim.started_at,
                "ended_at": one.claim.ended_at,
                "detail": one.error.detail,
            }
            for one in refused
        ],
        "open": [*(one.words for one in meant.several), *meant.unknown],
    }


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One person at one time, and why it was not recorded."""

    person: Person
    started_at: datetime | None
    ended_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Done:
    """
    So many sessions, minutes and people; ``open`` are words that named nobody.

    ``can_be_taken_back`` of them still wait; ``taken_back`` have been withdrawn since.
    """

    recorded: int
    minutes: int
    people: int
    entered_later: bool
    left_out: list[LeftOut]
    open: list[str]
    can_be_taken_back: int
    taken_back: int


def told(answer: dict[str, Any], *, names: Names) -> Done:
    """The outcome as its reader may see it."""
    numbers = {one["volunteer"] for one in answer["refused"]}
    people = Volunteer.objects.filter(number__in=numbers).only(*READ)
    known = {one.number: one for one in people}
    ids = [UUID(one) for one in answer["sessions"]]
    return Done(
        recorded=answer["recorded"],
        minutes=answer["minutes"],
        people=answer["people"],
        entered_later=answer["entered_later"],
        left_out=[
            LeftOut(
                person=names.of(
                    known[one["volunteer"]], is_stranger=one["is_stranger"]
                ),
                started_at=parse_datetime(one["started_at"]),
                ended_at=parse_datetime(one["ended_at"]),
                why=one["detail"],
            )
            for one in answer["refused"]
        ],
        open=answer["open"],
        can_be_taken_back=can_be_taken_back(ids, by=names.reader).count(),
        taken_back=Session.objects.filter(
            pk__any_of=ids, status=Status.WITHDRAWN, decided_by=names.reader
        ).count(),
    )
