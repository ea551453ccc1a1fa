from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hours.models import Session, Status
from hours.rules.judging import (
    Outcome,
    decided,
    higher_level,
    lock_and_judge,
    not_in_office,
    own,
    require_reason,
    settled,
    undecidable,
)
from hours.rules.tell import tell_people
from hours.telling import REJECTED
from volunteers.models import Account


@transaction.atomic
def reject(
    *,
    sessions: Iterable[UUID | Session],
    by: Account,
    at: datetime,
    reason_code: str = "",
    reason: str = "",
    told_otherwise: Account | None = None,
) -> Outcome:
    """
    Do not accept the sessions, with a reason their volunteers will read.

    :param told_otherwise: who hears of it by another notice
    :raises ReasonNeeded: if neither a code nor words are given
    """
    require_reason(reason_code, reason)
    free, refused = lock_and_judge(
        sessions,
        not_in_office(by, at=at),
        own(by),
        higher_level(by, at=at),
        *undecidable(),
    )
    tell_people(
        event=REJECTED, sessions=free, by=by, at=at, told_otherwise=told_otherwise
    )
    return settled(
        "move",
        free=free,
        refused=refused,
        new=Status.REJECTED,
        **decided(by, at, reason_code, reason),
    )
