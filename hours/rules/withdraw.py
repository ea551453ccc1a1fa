from datetime import datetime

from django.db import transaction

from hours.errors import AlreadyDecided, NotYours
from hours.models import Session, Status
from hours.rules.judging import decided, run
from volunteers.models import Account


@transaction.atomic
def withdraw(*, session: Session, by: Account, at: datetime) -> Session:
    """
    Take one's own session back before it is decided; again: the same.

    :raises NotYours: if it is somebody else's
    :raises AlreadyDecided: if it has been decided
    """
    locked = _lock_own(session, by)
    if locked.status == Status.WITHDRAWN:
        return locked
    if not locked.can_be_withdrawn:
        raise AlreadyDecided
    run(
        "move",
        sessions=[locked.pk],
        new=Status.WITHDRAWN,
        **decided(by, at, "", ""),
    )
    return Session.objects.get(pk=locked.pk)


def _lock_own(session: Session, by: Account) -> Session:
    try:
        return (
            Session.objects.of(by)
            .select_for_update(no_key=True, of=("self",))
            .get(pk=session.pk)
        )
    except Session.DoesNotExist:
        raise NotYours from None
