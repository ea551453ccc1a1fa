from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from activities.models import Activity
from activities.rules.locks import require_organizer
from activities.rules.plan import COLUMNS, PostPlan, Times, add_posts
from volunteers.models import Account
from volunteers.rules.serving import require_active


@transaction.atomic
def copy(*, activity: Activity, first_day: date, by: Account, at: datetime) -> Activity:
    """
    The same once more as a draft, its first shift on the local date ``first_day``.

    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises OrganizationNotActive: if the organization begins nothing new
    """
    require_organizer(activity.organization, by)
    require_active(activity.organization)
    days = first_day - activity.starts_on
    again = Activity(
        organization=activity.organization,
        district_id=activity.district_id,
        policy_id=activity.policy_id,
        starts_on=first_day,
        ends_on=activity.ends_on + days,
        # A draft may be thrown away, so nothing points at it.
        copied_from=None if activity.is_draft else activity,
        **{name: getattr(activity, name) for name in COLUMNS},
    )
    again.recruits_from = _moved(activity.recruits_from, days)
    again.recruits_until = _moved(activity.recruits_until, days)
    again.save(force_insert=True)
    add_posts(again, _posts(activity, days))
    return again


def _moved(moment: datetime | None, days: timedelta) -> datetime | None:
    return moment + days if moment else None


def _posts(activity: Activity, days: timedelta) -> Sequence[PostPlan]:
    return [
        PostPlan(
            name=post.name,
            description=post.description,
            min_age=post.min_age,
            skill=post.skill,
            credential=post.credential,
            shifts=[
                Times(
                    starts_at=shift.starts_at + days,
                    ends_at=shift.ends_at + days,
                    seats=shift.seats,
                )
                for shift in post.shifts.all()
            ],
        )
        for post in activity.posts.select_related("credential").prefetch_related(
            "shifts"
        )
    ]
