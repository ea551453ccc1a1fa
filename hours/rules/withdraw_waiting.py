from datetime import datetime

from django.db import transaction

from hours.models import Session, Status
from hours.rules.judging import decided, run
from volunteers.models import Account, Volunteer

WAITING = (Status.OPEN, Status.SUBMITTED, Status.QUERIED)


@transaction.atomic
def withdraw_waiting(*, volunteer: Volunteer, by: Account, at: datetime) -> int:
    """
    Take back all of a person's sessions that nobody has decided.

    Whoever logs for the person at this moment waits, and is refused if the record
    closes by then.

    :returns: how many
    """
    Volunteer.objects.select_for_update(no_key=True).get(pk=volunteer.pk)
    waiting = (
        Session.objects.filter(volunteer=volunteer, status__in=WAITING)
        .select_for_update(no_key=True, of=("self",))
        .order_by("pk")
    )
    sessions = list(waiting.values_list("pk", flat=True))
    if not sessions:
        return 0
    count, _minutes = run(
        "move", sessions=sessions, new=Status.WITHDRAWN, **decided(by, at, "", "")
    )
    return count
