from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Value, When

from hours.models import Session
from hours.rules.judging import (
    Outcome,
    decided,
    entered_by,
    higher_level,
    in_notice,
    lock_and_judge,
    not_in_office,
    own,
    settled,
    undecidable,
)
from volunteers.models import Account


@transaction.atomic
def approve(
    *,
    sessions: Iterable[UUID | Session],
    by: Account,
    at: datetime,
    reason_code: str = "",
) -> Outcome:
    """
    Count the sessions: post their minutes to the ledger, from which totals follow.

    Those refused stay as they are and the rest goes on: one's own, those entered
    later by oneself (L17), those of a higher level (L07), those shown to the public
    first (L16), those not waiting, those outside one's office.

    :param reason_code: how it came about, where nobody looked (see ``hours.reasons``)
    """
    free, refused = lock_and_judge(
        sessions,
        not_in_office(by, at=at),
        own(by),
        higher_level(by, at=at),
        *undecidable(),
        When(entered_by(by), then=Value("recorder_decides")),
        in_notice(at),
    )
    values = decided(by, at, reason_code, "")
    return settled("approve", free=free, refused=refused, **values)
