from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from activities.errors import NotOnesOwn, WrongMoment
from activities.models import Activity
from activities.rules.locks import lock_activity, require_organizer
from volunteers.models import Account

MOST_EXCLUDED = 50


@transaction.atomic
def exclude(
    *, activity: Activity, others: Collection[Activity], by: Account, at: datetime
) -> None:
    """
    Let whoever comes to the activity come to none of these, and the other way round.

    Those that were excluded before, and are not among them, go with it again. Who has
    signed up for both already comes to both.

    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises NotOnesOwn: if one is another organization's
    :raises WrongMoment: if it was cancelled
    """
    require_organizer(activity.organization, by)
    now = lock_activity(activity)
    if now.is_cancelled:
        raise WrongMoment(state=now.get_state_display())
    if any(one.organization_id != now.organization_id for one in others):
        raise NotOnesOwn
    now.excludes.set([one for one in others if one.pk != now.pk])
