"""What became of a session, step by step, and what was said about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from django.db.models import QuerySet

from hours.models import Entry, Move, Session, Status
from hours.reasons import why
from notices.models import Attachment, Message
from volunteers.models import Account

_ACTS = {
    (Status.SUBMITTED, Status.REJECTED): "reject",
    (Status.SUBMITTED, Status.QUERIED): "query",
    (Status.QUERIED, Status.REJECTED): "reject",
    (Status.REJECTED, Status.SUBMITTED): "undo",
    (Status.OPEN, Status.SUBMITTED): "check_out",
    (Status.OPEN, Status.QUERIED): "check_out",
}


@dataclass(frozen=True, slots=True)
class Step:
    """
    One act in a session's life; ``minutes`` is what it posted, 0 if nothing.

    ``by`` is the account that acted.
    """

    at: datetime
    act: str
    by: Account
    minutes: int = 0
    reason_code: str = ""
    reason: str = ""

    @property
    def why(self) -> str:
        """The reason as people read it, in the language of the moment."""
        return why(self.reason_code, self.reason, at=self.at)


def steps(session: Session) -> list[Step]:
    """Everything that was done to a session, from its submission on."""
    # By the volunteer too: that is what the ledger's index begins with.
    entries = session.entries.filter(volunteer=session.volunteer_id).select_related(
        "posted_by__volunteer"
    )
    return in_order(session, entries, session.moves.select_related("by__volunteer"))


def in_order(
    session: Session, entries: Iterable[Entry], moves: Iterable[Move]
) -> list[Step]:
    """The same from its entries and moves, where they have been read already."""
    # Those of one moment stand as they were written.
    posted = sorted(entries, key=attrgetter("pk"))
    later = [*map(_posted, posted), *_told(moves)]
    later.sort(key=attrgetter("at"))
    if session.submitted_at is None:
        return later
    first = Step(at=session.submitted_at, act="submit", by=session.submitted_by)
    return [first, *later]


def thread(session: Session) -> list[Message]:
    """What was asked and answered about a session, and what came with it."""
    said = Message.objects.about(session.pk).select_related("author__volunteer")
    return list(said.prefetch_related("attachments"))


def attachments(*, session: UUID, reader: Account) -> QuerySet[Attachment]:
    """What came with the talk about a session, if the reader may read the session."""
    seen = Session.objects.readable_by(reader).filter(pk=session)
    kept = Attachment.objects.filter(message__about__in=seen.values("pk"))
    return kept.select_related("content")


def _posted(entry: Entry) -> Step:
    return Step(
        at=entry.posted_at,
        act=entry.kind,
        by=entry.posted_by,
        minutes=entry.minutes,
        reason_code=entry.reason_code,
        reason=entry.reason,
    )


def _told(moves: Iterable[Move]) -> Iterator[Step]:
    asked_by = None
    for move in sorted(moves, key=attrgetter("at", "pk")):
        yield Step(
            at=move.at,
            act=_act(move, asked_by),
            by=move.by,
            reason_code=move.reason_code,
            reason=move.reason,
        )
        if move.new == Status.QUERIED:
            asked_by = move.by


def _act(move: Move, asked_by: Account | None) -> str:
    if move.new == Status.WITHDRAWN:
        return "withdraw"
    if (move.old, move.new) == (Status.QUERIED, Status.SUBMITTED):
        # Whoever asked takes the question back; the volunteer or a guardian answers.
        return "undo" if asked_by == move.by else "answer"
    return _ACTS[Status(move.old), Status(move.new)]
