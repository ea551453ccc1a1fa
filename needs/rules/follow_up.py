"""Calls to a random few whose needs were met: whom, and what came of it."""

import secrets
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from needs.drawing import drawn
from needs.errors import AlreadyCalled, NotYours
from needs.models import MET, Act, FollowUp, FollowUpSample, Order
from needs.permissions import called_orders
from policies.reports import number
from volunteers.models import Account


def draw_follow_ups(*, at: datetime) -> int:
    """
    Draw whom to call about what was met in the month before, once.

    :returns: how many were drawn
    """
    this_month = timezone.localdate(at).replace(day=1)
    month = (this_month - timedelta(days=1)).replace(day=1)
    if FollowUpSample.objects.filter(month=month).exists():
        return 0
    return _draw(month, this_month, at=at)


@transaction.atomic
def _draw(month: date, end: date, *, at: datetime) -> int:
    met = Order.objects.filter(
        state__in=MET,
        need__forgotten_at=None,
        follow_up=None,
        steps__act=Act.DELIVER,
        steps__at__gte=_midnight(month),
        steps__at__lt=_midnight(end),
    )
    ids = dict(met.values_list("need__reference", "pk").distinct())
    percent = number("need_follow_up_percent", on=timezone.localdate(at))
    seed = secrets.token_hex(16)
    chosen = drawn(ids, seed=seed, percent=percent)
    sample = {"seed": seed, "percent": percent, "met": len(ids), "drawn": len(chosen)}
    # Of two that draw at once, the second finds it drawn.
    made, is_new = FollowUpSample.objects.get_or_create(
        month=month, defaults={**sample, "at": at}
    )
    if not is_new:
        return 0
    calls = [FollowUp(order_id=ids[one], sample=made) for one in chosen]
    return len(FollowUp.objects.bulk_create(calls))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@transaction.atomic
def call(
    *, order: Order, result: str, words: str, by: Account, at: datetime
) -> FollowUp:
    """
    Write down what came of a call: neither rating nor hours change.

    :param result: a ``CallResult``; whoever was not reached can be called again
    :raises NotYours: if the order was not drawn, or is not for ``by`` to call about
    :raises AlreadyCalled: if whoever asked was reached before
    """
    held = FollowUp.objects.select_for_update().filter(order=order).first()
    if held is None or not called_orders(by).filter(pk=order.pk).exists():
        raise NotYours
    if not held.is_open:
        raise AlreadyCalled
    held.result, held.words, held.by, held.at = result, words.strip(), by, at
    held.save(update_fields=["result", "words", "by", "at"])
    return held
