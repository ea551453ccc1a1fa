"""An activity that is on while the test runs: for pages and programs, whose clock is
the real one."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from activities import rules
from activities.models import Activity
from activities.rules import PostPlan, Times
from hours.presence import codes
from tests.activities import making
from volunteers.models import Account, Organization, Volunteer

HALF_AN_HOUR = timedelta(minutes=30)


def under_way(
    organization: Organization,
    by: Account,
    *people: Volunteer,
    began: timedelta = HALF_AN_HOUR,
    lasts: timedelta = timedelta(hours=2),
    **changes: Any,
) -> Activity:
    """One whose shift began half an hour ago, with seats for these people and more."""
    now = timezone.now()
    midnight = timezone.localtime(now).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    starts_at = max(now - began, midnight)
    ends_at = min(starts_at + lasts, midnight + timedelta(days=1))
    plan = [PostPlan(shifts=[Times(starts_at=starts_at, ends_at=ends_at, seats=20)])]
    before = now - timedelta(days=2)
    activity = rules.draft(
        organization=organization,
        words=making.words(**changes),
        posts=plan,
        by=by,
        at=before,
    )
    activity = rules.publish(activity=activity, declared=True, by=by, at=before)
    making.sign_up(making.shift_of(activity), *people, at=before)
    return activity


def code_of(activity: Activity, at: datetime | None = None) -> str:
    """What stands on the organizer's screen now, or did at that moment."""
    point = codes.point_of(activity)
    return codes.code_now(point, at=at or timezone.now()).letters


def minutes_ago(minutes: int) -> datetime:
    return timezone.now() - timedelta(minutes=minutes)
