"""How long a decision's clock stood still, because its volunteer was asked."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from hours.models import Move, Session, Status
from policies.calendar import working_days_between


@dataclass(frozen=True, slots=True)
class Stop:
    """Working days in which a question was open, and whether it was answered."""

    days: int = 0
    answered: bool = False


NEVER = Stop()


def stops_of(sessions: Iterable[UUID]) -> dict[UUID, Stop]:
    """Of those among the sessions that were ever asked about; one query."""
    about = Q(old=Status.QUERIED) | Q(new=Status.QUERIED)
    found = Move.objects.filter(about, session__in=list(sessions))
    moves: dict[UUID, list[Move]] = {}
    for one in found.order_by("at", "pk"):
        moves.setdefault(one.session_id, []).append(one)
    return {session: stop_of(some) for session, some in moves.items()}


def stopped_days(session: Session) -> int:
    """Working days in which a question about one session was open, if it waits."""
    if not session.is_submitted:
        return 0
    if session.stopped is None:
        read_stops([session])
    return session.stopped or 0


def read_stops(sessions: Collection[Session]) -> dict[UUID, Stop]:
    """The same of sessions at hand, which know it from then on."""
    stops = stops_of(one.pk for one in sessions)
    for one in sessions:
        one.stopped = stops.get(one.pk, NEVER).days
    return stops


def stop_of(moves: Iterable[Move]) -> Stop:
    """Of one session, from its moves; a question that is still open counts nothing."""
    closed = list(_questions(moves))
    days = sum(
        working_days_between(timezone.localdate(asked), timezone.localdate(answered))
        for asked, answered, _was_answered in closed
    )
    return Stop(days=days, answered=any(was for _asked, _answered, was in closed))


def _questions(moves: Iterable[Move]) -> Iterator[tuple[datetime, datetime, bool]]:
    """Asked when, closed when, and not by whoever asked: that takes it back."""
    asked: Move | None = None
    for move in sorted(moves, key=lambda one: one.at):
        if move.new == Status.QUERIED:
            asked = move
        elif asked and move.old == Status.QUERIED:
            yield asked.at, move.at, move.by_id != asked.by_id
            asked = None
