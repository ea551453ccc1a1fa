"""
Until when each step of an order should be done, and how much of that is left.

The city sets the hours of each step, and between which hours of a working day its
clock runs (all day, unless it says otherwise); at weekends and on public holidays it
stands still. What is urgent does not wait for Monday.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from needs.models import ESCALATED, Order, State
from policies.calendar import is_working_day
from policies.reports import number, numbers

HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
SOON = 4  # a quarter of the time is left

# The number that says within how many hours; of what is urgent, another one.
HOURS = {
    State.SUBMITTED: "need_accept_hours",
    State.ACCEPTED: "need_dispatch_hours",
    State.OFFERED: "need_claim_hours",
    State.DISPATCHED: "need_claim_hours",
}
URGENT_HOURS = {
    State.SUBMITTED: "need_urgent_accept_hours",
    State.ACCEPTED: "need_urgent_accept_hours",
    State.OFFERED: "need_urgent_claim_hours",
    State.DISPATCHED: "need_urgent_claim_hours",
}
# And within how many days.
DAYS = {
    State.CLAIMED: "need_service_days",
    State.SCHEDULED: "need_service_days",
    State.IN_SERVICE: "need_service_days",
    State.DELIVERED: "need_rating_days",
    State.RATED: "need_rating_days",
}


def due(order: Order, *, at: datetime) -> datetime | None:
    """Until when the step that begins now should be done; None where all has ended."""
    on = timezone.localdate(at)
    if order.need.urgent and (code := URGENT_HOURS.get(State(order.state))):
        return at + number(code, on=on) * HOUR
    if code := HOURS.get(State(order.state)):
        return add_working_hours(at, number(code, on=on))
    if code := DAYS.get(State(order.state)):
        by_then = at + number(code, on=on) * A_DAY
        if order.agreed_on is None or not order.is_to_be_done:
            return by_then
        evening = datetime.combine(order.agreed_on + A_DAY, time.min)
        return max(by_then, timezone.make_aware(evening))
    return None


def soon(order: Order, *, at: datetime) -> datetime | None:
    """When a quarter of the time of the step that begins now is left for us to act."""
    if order.due_at is None or order.state not in ESCALATED:
        return None
    return order.due_at - (order.due_at - at) / SOON


def add_working_hours(at: datetime, hours: int) -> datetime:
    """
    The moment when the clock, which runs at working hours only, has gone so far.

    :param hours: whole hours
    """
    held = numbers(on=timezone.localdate(at))
    begins, ends = held["need_day_begins"], held["need_day_ends"]
    left, now = hours * HOUR, timezone.localtime(at)
    while True:
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        opens, closes = midnight + begins * HOUR, midnight + ends * HOUR
        now = max(now, opens)
        if is_working_day(midnight.date()) and now < closes:
            if closes - now >= left:
                return now + left
            left -= closes - now
        now = midnight + A_DAY


@dataclass(frozen=True, slots=True)
class Clock:
    """How an order stands against its time: a word for the colour, and a sentence."""

    state: Literal["fine", "soon", "late"]
    words: str


def clock(order: Order, *, at: datetime) -> Clock | None:
    """The clock everyone sees on an order; None once nothing is due any more."""
    if order.due_at is None:
        return None
    left = order.due_at - at
    if left <= timedelta(0):
        return Clock("late", _("%(time)s late") % {"time": _length(-left)})
    words = _("%(time)s left") % {"time": _length(left)}
    is_soon = left * SOON < order.due_at - order.moved_at
    return Clock("soon" if is_soon else "fine", words)


def _length(span: timedelta) -> str:
    """In the largest unit that says enough: minutes, hours or days."""
    minutes = int(span.total_seconds()) // 60
    if minutes < 60:
        return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
    hours = minutes // 60
    if hours < 48:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": hours // 24}
