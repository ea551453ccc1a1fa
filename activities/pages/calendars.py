"""What stands in the calendars that other programs read."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from activities.calendar import Event
from activities.models import LIVING, Activity, Seat, Shift, SignUp
from activities.pages.cards import where
from activities.permissions import own_sign_ups
from config.address import address_of
from volunteers.models import Account

BEFORE = timedelta(days=30)  # so long what is over stays in it
MOST = 500  # of each calendar, the next ones


def of_activities(found: Q, *, at: datetime) -> list[Event]:
    """The shifts of the activities found that anybody may read."""
    known = Activity.objects.known_to_all().filter(found)
    shifts = Shift.objects.filter(activity__in=known, ends_at__gt=at - BEFORE)
    return [event_of(one) for one in shifts.with_names().in_order()[:MOST]]


def of_person(account: Account, *, at: datetime) -> list[Event]:
    """What the account, or a child they act for, has signed up for."""
    held = own_sign_ups(account).filter(state__in=[*LIVING, Seat.CANCELLED])
    rows = held.filter(ends_at__gt=at - BEFORE).select_related(
        "shift__post",
        "shift__activity__organization",
        "shift__activity__site",
        "shift__activity__district",
    )
    latest: dict[object, SignUp] = {}
    for one in rows.order_by("starts_at", "turn")[:MOST]:
        latest[one.shift_id] = one
    return [event_of(one.shift, seat=one) for one in latest.values()]


def event_of(shift: Shift, *, seat: SignUp | None = None) -> Event:
    """A shift as an entry; whoever only waits for a place reads so in its title."""
    activity = shift.activity
    title = " · ".join(filter(None, [activity.label, shift.post.name]))
    if seat and not seat.is_seated and not activity.is_cancelled:
        title = _("Not sure yet: %(title)s") % {"title": title}
    return Event(
        id=shift.pk,
        title=title,
        place=where(activity),
        url=address_of("activities:activity", activity.pk),
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        changed_at=activity.cancelled_at or activity.published_at or shift.starts_at,
        words=activity.organization.label,
        is_cancelled=activity.is_cancelled,
    )
