from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Value, When

from hours.models import Entry, Session, Status
from hours.rules.judging import (
    Outcome,
    decided,
    higher_level,
    lock_and_judge,
    not_in_office,
    own,
    require_reason,
    settled,
)
from hours.rules.tell import tell_people
from hours.telling import REVERSED
from volunteers.models import Account


@transaction.atomic
def reverse(
    *,
    sessions: Iterable[UUID | Session],
    by: Account,
    at: datetime,
    reason_code: str = "",
    reason: str = "",
    told_otherwise: Account | None = None,
) -> Outcome:
    """
    Take counted hours back: a second line in the ledger, the first one stays (L18).

    :param told_otherwise: who hears of it by another notice
    :raises ReasonNeeded: if neither a code nor words are given
    """
    require_reason(reason_code, reason)
    free, refused = lock_and_judge(
        sessions,
        not_in_office(by, at=at),
        own(by),
        higher_level(by, at=at),
        When(~Q(status=Status.APPROVED), then=Value("not_approved")),
    )
    tell_people(
        event=REVERSED, sessions=free, by=by, at=at, told_otherwise=told_otherwise
    )
    return settled(
        "take_back",
        free=free,
        refused=refused,
        new=Status.REVERSED,
        kind=Entry.Kind.REVERSE,
        **decided(by, at, reason_code, reason),
    )
