"""Tell people what became of their sign-ups, in the transaction that does it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from activities.models import SignUp
from notices import rules as notices
from volunteers.answering import who_answers
from volunteers.models import Account


def tell_people(
    *, event: str, sign_ups: Iterable[UUID], by: Account | None, at: datetime
) -> None:
    """
    Tell who signed up; of a child who signs in nowhere, the guardians.

    Whoever acts is not told of it; ``by`` is None where time alone did it.
    """
    ids = list(sign_ups)
    if not ids:
        return
    people = who_answers(SignUp.objects.filter(pk__in=ids), at=at)
    acting = by.pk if by else None
    told = [(account, one) for account, one in people if account != acting]
    notices.tell(event=event, whom=told, at=at)
