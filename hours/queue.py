"""Which sessions a decision about "all that match" means."""

from uuid import UUID

from django.db.models import Exists, OuterRef

from hours.errors import QueueChanged
from hours.models import Entry, Move, Session, SessionFilter, Status
from hours.models.queries import SessionQuerySet
from hours.rules.decide import Decision
from hours.rules.undo import REVOCABLE
from volunteers.models import Account


def queue(*, decision: Decision, wanted: SessionFilter, by: Account) -> SessionQuerySet:
    """
    The sessions in the account's office that the filter means, as it was shown.

    Without a status it means those the decision is for: the waiting ones; to
    reverse, the counted ones; to undo, what the account decided itself. Sessions
    that came back into the queue after ``submitted_before`` were not shown.
    """
    sessions = Session.objects.decidable_by(by).matching(wanted)
    if wanted.status is None:
        sessions = _meant_by(decision, sessions, by)
    if wanted.submitted_before is None:
        return sessions
    answered = Move.objects.filter(
        session=OuterRef("pk"),
        new=Status.SUBMITTED,
        at__gt=wanted.submitted_before,
    )
    undone = Entry.objects.filter(
        session=OuterRef("pk"),
        volunteer=OuterRef("volunteer"),
        kind=Entry.Kind.UNDO,
        posted_at__gt=wanted.submitted_before,
    )
    return sessions.exclude(Exists(answered)).exclude(Exists(undone))


def _meant_by(
    decision: Decision, sessions: SessionQuerySet, by: Account
) -> SessionQuerySet:
    if decision == Decision.REVERSE:
        return sessions.filter(status=Status.APPROVED)
    if decision == Decision.UNDO:
        return sessions.filter(status__in=REVOCABLE, decided_by=by)
    return sessions.submitted()


def matching_ids(
    *,
    decision: Decision,
    wanted: SessionFilter,
    by: Account,
    expect: int | None = None,
) -> list[UUID]:
    """
    The ids of all sessions that the filter means, oldest first.

    :param expect: how many the reader was shown; None if nobody counted
    :raises QueueChanged: if there are more or fewer than that by now
    """
    ids = list(
        queue(decision=decision, wanted=wanted, by=by)
        .oldest_first()
        .values_list("pk", flat=True)
    )
    if expect is not None and expect != len(ids):
        raise QueueChanged(count=len(ids))
    return ids
