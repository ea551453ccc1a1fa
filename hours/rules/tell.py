"""Tell people what was done to their sessions, in the transaction that does it."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from hours.models import Session
from notices import rules as notices
from volunteers.answering import who_answers
from volunteers.models import Account


def tell_people(
    *,
    event: str,
    sessions: Iterable[UUID],
    by: Account | None,
    at: datetime,
    about: UUID | None = None,
    told_otherwise: Account | None = None,
) -> None:
    """
    Tell whose sessions they are; of a child who signs in nowhere, the guardians.

    Whoever acts is not told of it; ``by`` is None where time alone did it.

    :param about: what all of them are told of once, instead of each of their sessions
    :param told_otherwise: who hears of it by another notice, and not by two
    """
    ids = list(sessions)
    theirs = Session.objects.filter(pk__any_of=ids)
    people = who_answers(theirs, at=at) if ids else []
    apart = {one.pk for one in (by, told_otherwise) if one}
    told = [
        (account, about or session)
        for account, session in people
        if account not in apart
    ]
    notices.tell(event=event, whom=told, at=at)
