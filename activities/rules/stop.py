"""What becomes of an organization's activities when it serves no more."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from activities.rules.cancel import call_off, free_seats
from activities.rules.locks import lock_activity, lock_shifts
from activities.telling import STOPPED
from volunteers.models import Account, Organization


@transaction.atomic
def stop_activities(
    *, organization: Organization, words: str, by: Account | None, at: datetime
) -> None:
    """
    Tell whoever was coming to the organization's activities that they take place no
    more, and let them have their time back.

    Of one that is dissolved they are cancelled. Of one that is suspended they stay,
    found by nobody, so that people can sign up once it serves again. Whoever calls
    holds the organization, so nobody signs up meanwhile.
    """
    ahead = organization.activities.held().filter(ends_on__gte=timezone.localdate(at))
    for one in ahead.order_by("pk"):
        now = lock_activity(one)
        lock_shifts(now)
        if organization.is_dissolved:
            call_off(now, reason=words, event=STOPPED, by=by, at=at)
        else:
            free_seats(now, event=STOPPED, by=by, at=at)
