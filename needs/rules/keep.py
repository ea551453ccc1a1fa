"""What falls due by itself: orders go up, and what nobody rates ends unrated."""

import logging
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from config import sms
from needs.keys import rating_key
from needs.models import ESCALATED, Act, Order, State
from needs.rules.moving import move
from needs.rules.send import send_up

AT_ONCE = 500
CHINESE = "zh-hans"

logger = logging.getLogger(__name__)


def keep_orders(*, at: datetime) -> int:
    """
    Send up what waits for too long, and end what nobody rates: each exactly once.

    :returns: how many
    """
    late = Order.objects.filter(due_at__lte=at).filter(
        Q(state__in=ESCALATED, in_charge__parent__isnull=False)
        | Q(state__in=[State.DELIVERED, State.RATED])
    )
    due = list(late.order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_keep(pk, at=at) for pk in due)


@transaction.atomic
def _keep(pk: UUID, *, at: datetime) -> bool:
    """Whom somebody else holds has another turn."""
    free = Order.objects.select_for_update(no_key=True, skip_locked=True)
    if not free.filter(pk=pk, due_at__lte=at).exists():
        return False
    held = Order.objects.with_names().get(pk=pk)
    match held.state:
        case State.DELIVERED:
            move(held, State.UNRATED, Act.LAPSE, by=None, at=at)
        case State.RATED:
            move(held, State.CLOSED, Act.CLOSE, by=None, at=at)
        case _ if held.may_be_sent_up:
            send_up(held, by=None, at=at)
        case _:
            return False
    return True


def tell_who_asked(*, at: datetime) -> int:
    """
    Send whoever asked a message about what happened: each of them once.

    :returns: how many
    """
    untold = Order.objects.filter(untold_since__lte=at).order_by("untold_since")
    some = list(untold.values_list("pk", flat=True)[:AT_ONCE])
    return sum(_tell(pk) for pk in some)


def _tell(pk: UUID) -> bool:
    with transaction.atomic():
        free = Order.objects.select_for_update(no_key=True, skip_locked=True)
        if not free.filter(pk=pk, untold_since__isnull=False).exists():
            return False
        order = Order.objects.with_names().get(pk=pk)
        order.untold_since = None
        order.save(update_fields=["untold_since"])
    # Gone out at most once: what is not delivered stands on the page of the need.
    if order.need.is_forgotten:
        return False
    with translation.override(CHINESE):
        text = _sentence(order)
    try:
        sms.send(to=order.need.contact_phone, text=text)
    except sms.NotDelivered:
        logger.warning("Order %s: the message could not be sent", order.pk)
        return False
    return True


def _sentence(order: Order) -> str:
    need = order.need
    if order.is_delivered:
        path = reverse(
            "needs:rate_by_link", args=[need.reference, rating_key(need.reference)]
        )
        said = _("Your need %(number)s is done. Please say how it was: %(url)s")
    else:
        path = reverse("needs:need", args=[need.reference])
        said = _("Your need %(number)s: %(state)s. More here: %(url)s")
    return said % {
        "number": need.number,
        "state": order.get_state_display(),
        "url": f"{settings.SITE_URL}{path}",
    }
