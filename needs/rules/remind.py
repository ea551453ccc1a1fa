"""Remind whoever has to act, once: of what is soon late, and of the agreed day."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from needs.models import UNCLAIMED, Order, State
from needs.rules.tell import tell_keepers, tell_who_does_it
from needs.telling import DAY_IS_NEAR, SOON_LATE

AT_ONCE = 500
MORNING = 8  # nobody is woken for what is tomorrow
# Those that wait for the site, not for an organization.
OF_THE_SITE = {*UNCLAIMED} - {State.DISPATCHED}

Reminding = Callable[[Order, datetime], bool]


def remind(*, at: datetime) -> int:
    """
    Send the reminders that are due, each exactly once, also where upkeep is late.

    :returns: how many
    """
    soon = Q(remind_at__lte=at)
    near = Q(remind_of_day_on__lte=timezone.localdate(at))
    done = _each(soon, _of_being_late, at=at)
    if timezone.localtime(at).hour >= MORNING:
        done += _each(near, _of_the_day, at=at)
    return done


def _each(due: Q, remind_of: Reminding, *, at: datetime) -> int:
    ids = list(Order.objects.filter(due).values_list("pk", flat=True)[:AT_ONCE])
    return sum(_one(pk, due, remind_of, at=at) for pk in ids)


@transaction.atomic
def _one(pk: UUID, due: Q, remind_of: Reminding, *, at: datetime) -> bool:
    """Whom somebody else holds has another turn."""
    free = Order.objects.select_for_update(no_key=True, skip_locked=True)
    if not free.filter(due, pk=pk).exists():
        return False
    return remind_of(Order.objects.with_names().get(pk=pk), at)


def _of_being_late(order: Order, at: datetime) -> bool:
    order.remind_at = None
    order.save(update_fields=["remind_at"])
    if order.state in OF_THE_SITE:
        tell_keepers(order, event=SOON_LATE, by=None, at=at)
    else:
        tell_who_does_it(order, event=SOON_LATE, at=at)
    return True


def _of_the_day(order: Order, at: datetime) -> bool:
    """Unless the day is over."""
    order.remind_of_day_on = None
    order.save(update_fields=["remind_of_day_on"])
    if order.agreed_on is None or order.agreed_on < timezone.localdate(at):
        return False
    tell_who_does_it(order, event=DAY_IS_NEAR, at=at)
    return True
