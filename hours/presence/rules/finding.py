"""Which shift somebody comes to, and where they are present already."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from activities.models import Activity, Seat, Shift, SignUp
from hours.models import Presence
from hours.presence.errors import NotInvited, ShiftOver, TooEarly
from policies.reports import number
from volunteers.models import Volunteer


def present_at(activity: Activity, person: Volunteer) -> Presence | None:
    """Where the person has checked in at the activity and not out."""
    own = Presence.objects.on_site().with_names()
    return own.filter(volunteer=person, shift__activity=activity).first()


def asked_before(person: Volunteer, shift: Shift) -> Presence | None:
    """That the person came without a seat, and waits for the organizer's yes."""
    return Presence.objects.waiting().filter(volunteer=person, shift=shift).first()


def shift_to_come_to(activity: Activity, person: Volunteer, *, at: datetime) -> Shift:
    """
    The shift of the day that the person has a seat on, and that is on now.

    Of two, the one the person has not left yet.

    :raises NotInvited: if the person has none that day
    :raises TooEarly: if it begins later
    :raises ShiftOver: if it is over
    """
    seats = SignUp.objects.filter(
        volunteer=person, shift__activity=activity, state=Seat.SEATED
    )
    seats = seats.filter(starts_at__date=timezone.localdate(at)).with_names()
    shifts = [one.shift for one in seats.order_by("starts_at")]
    if not shifts:
        raise NotInvited
    return one_that_is_on(shifts, left=_left(person, shifts), at=at)


def shift_that_is_on(activity: Activity, *, at: datetime) -> Shift:
    """
    The shift of the day that is on for whoever has no seat: the earliest.

    :raises NotInvited: if there is none that day
    :raises TooEarly: if it begins later
    :raises ShiftOver: if it is over
    """
    shifts = Shift.objects.with_names().filter(activity=activity)
    today = list(shifts.filter(starts_at__date=timezone.localdate(at)).in_order())
    if not today:
        raise NotInvited
    return one_that_is_on(today, at=at)


def early(at: datetime) -> timedelta:
    """How long before a shift people may check in."""
    minutes = number("check_in_early_minutes", on=timezone.localdate(at))
    return timedelta(minutes=minutes)


def one_that_is_on(
    shifts: Sequence[Shift], *, left: Collection[object] = (), at: datetime
) -> Shift:
    """
    The one to come to now; of two, the one that was not ``left`` yet.

    :raises TooEarly: if it begins later
    :raises ShiftOver: if it is over
    """
    before = early(at)
    now = [one for one in shifts if one.starts_at - before <= at < one.ends_at]
    if now:
        return next((one for one in now if one.pk not in left), now[-1])
    later = [one for one in shifts if one.starts_at > at]
    if not later:
        raise ShiftOver
    start = timezone.localtime(later[0].starts_at)
    raise TooEarly(start=f"{start:%H:%M}", minutes=before // timedelta(minutes=1))


def _left(person: Volunteer, shifts: Sequence[Shift]) -> set[object]:
    own = Presence.objects.filter(volunteer=person, shift__in=shifts)
    return set(own.exclude(left_at=None).values_list("shift", flat=True))
