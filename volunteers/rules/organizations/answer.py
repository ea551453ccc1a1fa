from datetime import datetime

from django.db import transaction

from volunteers.errors import WrongMoment
from volunteers.models import Account, Act, Organization, OrganizationStatus
from volunteers.rules.organizations.moving import (
    lock,
    move,
    require_administrator,
    require_words,
)


@transaction.atomic
def answer(
    *, organization: Organization, words: str, by: Account, at: datetime
) -> Organization:
    """
    Answer what the city asked: the application waits for its decision again.

    The same answer again, after it was given, changes nothing.

    :raises NotItsAdministrator: if it is not one's own
    :raises WordsNeeded: if nothing is said
    :raises WrongMoment: if nobody is waiting for an answer
    """
    require_administrator(organization, by)
    said = require_words(words)
    locked = lock(organization)
    if not locked.is_queried:
        last = locked.steps.last()
        if last and (last.act, last.by_id, last.words) == (Act.ANSWERED, by.pk, said):
            return locked
        raise WrongMoment(state=locked.get_status_display())
    return move(
        locked,
        to=OrganizationStatus.PENDING,
        act=Act.ANSWERED,
        by=by,
        at=at,
        words=said,
    )
