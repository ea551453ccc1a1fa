from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import models

from hours.models import Session
from hours.rules.approve import approve
from hours.rules.judging import Outcome
from hours.rules.query import query
from hours.rules.reject import reject
from hours.rules.reverse import reverse
from hours.rules.undo import undo
from volunteers.models import Account


class Decision(models.TextChoices):
    """What somebody in office may do to sessions."""

    APPROVE = "approve"
    REJECT = "reject"
    QUERY = "query"
    REVERSE = "reverse"
    UNDO = "undo"

    @property
    def needs_a_reason(self) -> bool:
        return self in _WITH_A_REASON

    @property
    def can_be_undone(self) -> bool:
        return self in (Decision.APPROVE, Decision.REJECT, Decision.QUERY)


_WITH_A_REASON: dict[Decision, Callable[..., Outcome]] = {
    Decision.REJECT: reject,
    Decision.QUERY: query,
    Decision.REVERSE: reverse,
}


def decide(
    *,
    decision: Decision,
    sessions: Iterable[UUID | Session],
    by: Account,
    at: datetime,
    reason_code: str = "",
    reason: str = "",
) -> Outcome:
    """
    Carry out the decision named by a page's button or an API call.

    :raises ReasonNeeded: if the decision needs a reason and has none
    """
    if decision.needs_a_reason:
        return _WITH_A_REASON[decision](
            sessions=sessions, by=by, at=at, reason_code=reason_code, reason=reason
        )
    act = approve if decision == Decision.APPROVE else undo
    return act(sessions=sessions, by=by, at=at)
