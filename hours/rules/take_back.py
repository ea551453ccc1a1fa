from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from hours.models import Session, Status
from hours.rules.judging import decided, run
from volunteers.models import Account


@transaction.atomic
def take_back(*, sessions: Iterable[UUID], by: Account, at: datetime) -> int:
    """
    Withdraw what one has recorded, as far as it still waits.

    What was decided or asked about meanwhile stays as it is; again: nothing more.

    :returns: how many were withdrawn
    """
    mine = can_be_taken_back(sessions, by=by)
    locked = mine.select_for_update(no_key=True, of=("self",)).order_by("pk")
    ids = list(locked.values_list("pk", flat=True))
    if not ids:
        return 0
    count, _minutes = run(
        "move", sessions=ids, new=Status.WITHDRAWN, **decided(by, at, "", "")
    )
    return count


def can_be_taken_back(sessions: Iterable[UUID], *, by: Account) -> QuerySet[Session]:
    """Those of the sessions that the account submitted and nobody has looked at."""
    return Session.objects.filter(
        pk__any_of=list(sessions),
        submitted_by=by,
        status=Status.SUBMITTED,
    )
