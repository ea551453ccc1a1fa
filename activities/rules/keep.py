"""What falls due by itself: offers run out, seats go on, people are reminded."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from activities.models import Seat, SignUp
from activities.rules.locks import lock_shift
from activities.rules.seats import lapse, offer_seats
from activities.rules.tell import tell_people
from activities.telling import TOMORROW

AT_ONCE = 500
REMINDED_FROM = 17  # o'clock, the day before


def keep_seats(*, at: datetime) -> int:
    """
    Take back the offers that ran out, and offer every free seat to who waits for it.

    :returns: of how many shifts
    """
    due = {*_with_late_offers(at), *_with_seats_to_offer(at)}
    for pk in sorted(due):
        _keep_shift(pk, at=at)
    return len(due)


@transaction.atomic
def _keep_shift(pk: UUID, *, at: datetime) -> None:
    shift = lock_shift(pk)
    lapse(shift, at=at)
    offer_seats(shift, at=at)


def _with_late_offers(at: datetime) -> list[UUID]:
    late = SignUp.objects.lapsing(at).order_by("offered_until")
    return list(late.values_list("shift", flat=True)[:AT_ONCE])


def _with_seats_to_offer(at: datetime) -> list[UUID]:
    waiting = SignUp.objects.waiting().filter(
        starts_at__gt=at, shift__seated__lt=F("shift__seats")
    )
    return list(waiting.order_by().values_list("shift", flat=True).distinct()[:AT_ONCE])


@transaction.atomic
def remind(*, at: datetime) -> int:
    """
    Remind whoever comes tomorrow, once, from five in the afternoon on.

    :returns: how many
    """
    now = timezone.localtime(at)
    if now.hour < REMINDED_FROM:
        return 0
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow = midnight + timedelta(days=1)
    coming = SignUp.objects.filter(
        state=Seat.SEATED,
        reminded_at=None,
        starts_at__gte=tomorrow,
        starts_at__lt=tomorrow + timedelta(days=1),
        # Whoever signs up later than that knows it.
        joined_at__lt=midnight + timedelta(hours=REMINDED_FROM),
    )
    some = list(
        coming.order_by("starts_at", "pk")
        .select_for_update(no_key=True, skip_locked=True)
        .values_list("pk", flat=True)[:AT_ONCE]
    )
    SignUp.objects.filter(pk__in=some).update(reminded_at=at)
    tell_people(event=TOMORROW, sign_ups=some, by=None, at=at)
    return len(some)
