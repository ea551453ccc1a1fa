"""Activities of the next days, for pages, whose clock is the real one."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from activities import rules
from activities.models import Activity, SignUp
from activities.rules import PostPlan, Times
from tests.activities import making
from volunteers.models import Account, Organization, Volunteer


def days_from_now(days: int, hour: int = 9) -> datetime:
    """That hour of the local day so many days from today."""
    now = timezone.localtime()
    then = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return then + timedelta(days=days)


def times(days: int = 3, *, hour: int = 9, hours: int = 2, seats: int = 2) -> Times:
    begins = days_from_now(days, hour)
    return Times(starts_at=begins, ends_at=begins + timedelta(hours=hours), seats=seats)


def draft(
    organization: Organization, by: Account, *all_times: Times, **changes: Any
) -> Activity:
    """Written down; with one time in three days unless others are given."""
    return rules.draft(
        organization=organization,
        words=making.words(**changes),
        posts=[PostPlan(shifts=all_times or [times()])],
        by=by,
        at=timezone.now(),
    )


def published(
    organization: Organization, by: Account, *all_times: Times, **changes: Any
) -> Activity:
    """The same, for people to find."""
    activity = draft(organization, by, *all_times, **changes)
    return rules.publish(activity=activity, declared=True, by=by, at=timezone.now())


def sign_up(volunteer: Volunteer, activity: Activity, nth: int = 0) -> SignUp:
    """The volunteer, for the first of its shifts unless another is named."""
    shift = making.shift_of(activity, nth)
    (held,) = making.sign_up(shift, volunteer, at=timezone.now())
    return held
