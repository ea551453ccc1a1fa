from datetime import datetime

from django.db import transaction

from hours.disputes.errors import AnsweredAlready, NoSuchObjection
from hours.models import Objection
from volunteers.models import Account


@transaction.atomic
def withdraw_objection(*, objection: Objection, by: Account, at: datetime) -> Objection:
    """
    Take back what one has said of a session, before it is answered; again: the same.

    :raises NoSuchObjection: if somebody else said it
    :raises AnsweredAlready: if it has been answered
    """
    locked = Objection.objects.select_for_update(no_key=True).get(pk=objection.pk)
    if locked.raised_by_id != by.pk:
        raise NoSuchObjection
    if locked.state == Objection.State.WITHDRAWN:
        return locked
    if not locked.is_open:
        raise AnsweredAlready
    Objection.objects.filter(pk=locked.pk).update(
        state=Objection.State.WITHDRAWN, answered_by=by, answered_at=at
    )
    return Objection.objects.get(pk=locked.pk)
