from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hours.models import Session, Status
from hours.reasons import why
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
from hours.telling import QUERIED
from notices.models import Message
from volunteers.models import Account


@transaction.atomic
def query(
    *,
    sessions: Iterable[UUID | Session],
    by: Account,
    at: datetime,
    reason_code: str = "",
    reason: str = "",
) -> Outcome:
    """
    Ask the volunteers back; each question stands in the thread of its session.

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
    Message.objects.bulk_create(
        Message(
            about=pk,
            author=by,
            text=why(reason_code, reason.strip(), at=at),
            said_at=at,
        )
        for pk in free
    )
    tell_people(event=QUERIED, sessions=free, by=by, at=at)
    return settled(
        "move",
        free=free,
        refused=refused,
        new=Status.QUERIED,
        **decided(by, at, reason_code, reason),
    )
