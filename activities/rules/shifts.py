"""More shifts, other seats: what may change once people can sign up."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from activities.errors import (
    NoSeats,
    PeopleComing,
    SeatsTaken,
    ShiftsNeeded,
    StartedAlready,
    WrongMoment,
)
from activities.models import Activity, Shift
from activities.rules.locks import (
    lock_activity,
    lock_shift,
    lock_shifts,
    require_organizer,
)
from activities.rules.plan import MOST_SEATS, PostPlan, Times, add_posts, check_posts
from activities.rules.publish import check_insurance, check_span
from activities.rules.seats import offer_seats
from volunteers.models import Account
from volunteers.rules.serving import require_active

A_WEEK = timedelta(weeks=1)


@transaction.atomic
def add_shifts(
    *, activity: Activity, posts: Sequence[PostPlan], by: Account, at: datetime
) -> list[Shift]:
    """
    Add shifts, of posts that are there by their name, or of new ones.

    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises OrganizationNotActive: if the organization begins nothing new
    :raises WrongMoment: if it was cancelled
    :raises StartedAlready: if a shift of what is published would start in the past
    :raises LongerThanAYear: if its shifts would span more than a year (L09)
    :raises InsuranceNeeded: if the insurance does not cover them (L24)
    :raises RuleBroken: if a shift makes no sense, see ``plan.check_posts``
    """
    require_organizer(activity.organization, by)
    require_active(activity.organization)
    now = lock_activity(activity)
    if now.is_cancelled:
        raise WrongMoment(state=now.get_state_display())
    known = lock_shifts(now)
    check_posts(posts, besides=len(known))
    if not now.is_draft:
        _check_more(now, known, posts, at=at)
    return add_posts(now, posts)


def _check_more(
    activity: Activity,
    known: Sequence[Shift],
    posts: Sequence[PostPlan],
    *,
    at: datetime,
) -> None:
    starts = [times.starts_at for post in posts for times in post.shifts]
    if any(start <= at for start in starts):
        raise StartedAlready
    days = [timezone.localdate(start) for start in starts]
    check_span([*(one.date for one in known), *days])
    check_insurance(activity, days)


@transaction.atomic
def repeat(
    *, activity: Activity, until: date, by: Account, at: datetime
) -> list[Shift]:
    """
    Repeat the last week of shifts every week, up to the local date ``until``.

    :returns: the new shifts
    :raises RuleBroken: as ``add_shifts``
    :raises ShiftsNeeded: if there is nothing to repeat
    """
    require_organizer(activity.organization, by)
    known = list(activity.shifts.select_related("post").in_order())
    if not known:
        raise ShiftsNeeded
    last_week = [one for one in known if one.starts_at > known[-1].starts_at - A_WEEK]
    posts = [
        PostPlan(name=one.post.name, shifts=list(_weekly(one, until)))
        for one in last_week
    ]
    return add_shifts(activity=activity, posts=posts, by=by, at=at)


def _weekly(shift: Shift, until: date) -> list[Times]:
    weeks = range(1, (until - shift.date).days // 7 + 1)
    return [
        Times(
            starts_at=shift.starts_at + week * A_WEEK,
            ends_at=shift.ends_at + week * A_WEEK,
            seats=shift.seats,
        )
        for week in weeks
    ]


@transaction.atomic
def set_seats(*, shift: Shift, seats: int, by: Account, at: datetime) -> Shift:
    """
    Need more people, or fewer; who waits is offered what becomes free.

    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises NoSeats: if nobody, or more than 10,000 people, are needed
    :raises SeatsTaken: if more have signed up
    """
    require_organizer(shift.activity.organization, by)
    if not 1 <= seats <= MOST_SEATS:
        raise NoSeats(most=MOST_SEATS)
    shift = lock_shift(shift.pk)
    if seats < shift.seated:
        raise SeatsTaken(seated=shift.seated)
    shift.seats = seats
    shift.save(update_fields=["seats"])
    offer_seats(shift, at=at)
    return shift


@transaction.atomic
def take_away(*, shift: Shift, by: Account, at: datetime) -> None:
    """
    Take a shift away for which nobody has signed up.

    :raises NotAnOrganizer: if the account does not speak for the organization
    :raises PeopleComing: if somebody signed up, be it that they gave it up again
    :raises ShiftsNeeded: if what is published would have none left
    """
    require_organizer(shift.activity.organization, by)
    activity = lock_activity(shift.activity)
    if not activity.is_draft and len(lock_shifts(activity)) == 1:
        raise ShiftsNeeded
    shift = lock_shift(shift.pk)
    if shift.sign_ups.exists():
        raise PeopleComing
    try:
        shift.delete()
    except ProtectedError as error:  # somebody came without having signed up
        raise PeopleComing from error
