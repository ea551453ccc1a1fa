from datetime import datetime

from django.db import transaction

from activities.errors import WrongMoment
from activities.models import Activity
from hours.models import CheckPoint
from hours.models.presence import new_secret
from hours.permissions import runs_check_in
from hours.presence.errors import NotTheOrganizer
from volunteers.models import Account


@transaction.atomic
def check_point(*, activity: Activity, by: Account, at: datetime) -> CheckPoint:
    """
    Let people check in at the activity; again: as they do already.

    :raises NotTheOrganizer: if the account does not run the check-in
    :raises WrongMoment: if it is a draft, or was cancelled
    """
    if not runs_check_in(by, activity):
        raise NotTheOrganizer
    if not activity.is_held:
        raise WrongMoment(state=activity.get_state_display())
    point, _is_new = CheckPoint.objects.get_or_create(
        activity=activity, defaults={"made_at": at}
    )
    return point


@transaction.atomic
def renew(*, activity: Activity, by: Account, at: datetime) -> CheckPoint:
    """
    Begin with other codes: those shown and printed before are worth nothing.

    :raises NotTheOrganizer: if the account does not run the check-in
    :raises WrongMoment: if it is a draft, or was cancelled
    """
    point = check_point(activity=activity, by=by, at=at)
    point.secret, point.made_at = new_secret(), at
    point.save(update_fields=["secret", "made_at"])
    return point
