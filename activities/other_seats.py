"""
Whether another seat fits in beside those somebody has: in time, by the hours a minor
may serve, and by what does not go together.

Looked at under the lock of the person, so that nobody takes two at once.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from activities import errors
from activities.models import Activity, Shift, SignUp
from activities.models.sign_up import SignUpQuerySet
from config.errors import RuleBroken
from policies.reports import number
from volunteers.ages import age_on
from volunteers.guardians import is_minor
from volunteers.models import Volunteer

CHILD_UNTIL = 14  # years


def check_other_seats(volunteer: Volunteer, shift: Shift) -> None:
    """
    :raises SeatOverlaps: if the person holds a seat elsewhere at that time (L26)
    :raises NotTogether: if they come to something that does not go with it (L26)
    :raises DayIsFullForMinors: if that makes too long a day for their age (L23)
    :raises WeekIsFullForMinors: if that makes too long a week for a child (L23)
    """
    held = SignUp.objects.taking_a_seat().filter(volunteer=volunteer)
    own = held.exclude(shift=shift)
    _check_overlap(own, shift)
    _check_together(own, shift.activity)
    if is_minor(volunteer, on=shift.date):
        _check_hours(own, shift, age=age_on(shift.date, born=volunteer.birth_date))


def fits_in(volunteer: Volunteer, shift: Shift) -> bool:
    """Whether none of the person's other seats stands against the shift."""
    try:
        check_other_seats(volunteer, shift)
    except RuleBroken:
        return False
    return True


def longest_day(age: int, *, on: date) -> int:
    """How many minutes somebody under 18 may serve on the local date."""
    code = "child_day_minutes" if age < CHILD_UNTIL else "minor_day_minutes"
    return number(code, on=on)


def _check_overlap(own: SignUpQuerySet, shift: Shift) -> None:
    if other := own.overlapping(shift).with_names().first():
        raise errors.SeatOverlaps(
            title=other.shift.activity.label,
            starts_at=other.starts_at,
            ends_at=other.ends_at,
        )


def _check_together(own: SignUpQuerySet, activity: Activity) -> None:
    other = own.filter(shift__activity__in=activity.excludes.all()).with_names().first()
    if other:
        raise errors.NotTogether(title=other.shift.activity.label)


def _check_hours(own: SignUpQuerySet, shift: Shift, *, age: int) -> None:
    monday = shift.date - timedelta(days=shift.date.weekday())
    week = own.filter(
        starts_at__gte=_midnight(monday),
        starts_at__lt=_midnight(monday + timedelta(weeks=1)),
    )
    spans = list(week.values_list("starts_at", "ends_at"))
    that_day = [one for one in spans if timezone.localdate(one[0]) == shift.date]
    longest = longest_day(age, on=shift.date)
    if _minutes(that_day) + shift.minutes > longest:
        raise errors.DayIsFullForMinors(hours=longest // 60)
    longest = number("child_week_minutes", on=shift.date)
    if age < CHILD_UNTIL and _minutes(spans) + shift.minutes > longest:
        raise errors.WeekIsFullForMinors(hours=longest // 60)


def _minutes(spans: Sequence[tuple[datetime, datetime]]) -> int:
    return sum((end - start) // timedelta(minutes=1) for start, end in spans)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
