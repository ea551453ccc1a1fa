"""Hand what is due to the gateways; at most once for each attempt on record."""

import logging
import time
from datetime import datetime, timedelta

from django.db import transaction

from notices.models import Attempt, Delivery
from notices.sending.gateways import Gateway, NotTaken, gateway
from notices.sending.wording import Worded, worded

MOST_SECONDS = 30  # of one turn; the rest has its turn later
MOST_ATTEMPTS = 5
LATER = timedelta(minutes=5)  # then four times as long, each time

logger = logging.getLogger(__name__)


def deliver_due(*, at: datetime) -> int:
    """
    Send what is due; any number of times, by any number of callers.

    That a message is about to be handed over is committed before it is, so that one
    whose sender died is not sent again. It is tried again only where the gateway
    surely did not take it.

    :returns: how many messages a gateway took
    """
    taken, until = 0, time.monotonic() + MOST_SECONDS
    open_ones = {channel: gateway(channel) for channel in Delivery.Channel.values}
    try:
        while open_ones and time.monotonic() < until:
            begun = _begin(at, channels=list(open_ones))
            if begun is None:
                break
            attempt, message = begun
            if attempt is None or message is None:
                continue
            channel = attempt.delivery.channel
            outcome, is_away = _hand_over(attempt, message, open_ones[channel], at=at)
            taken += outcome == Attempt.Outcome.TAKEN
            if is_away:
                open_ones.pop(channel).close()
    finally:
        for one in open_ones.values():
            one.close()
    return taken


def _begin(
    at: datetime, *, channels: list[str]
) -> tuple[Attempt | None, Worded | None] | None:
    """
    Commit that the next message is about to be handed over.

    :returns: None if nothing is due; nothing twice if it need not go out any more
    """
    with transaction.atomic(durable=True):
        due = Delivery.objects.due(at).filter(channel__in=channels)
        delivery = (
            due.select_for_update(skip_locked=True, no_key=True, of=("self",))
            .select_related("recipient", "digest")
            .first()
        )
        if delivery is None:
            return None
        message = worded(delivery)
        delivery.state = Delivery.State.TRYING if message else Delivery.State.NEEDLESS
        delivery.save(update_fields=["state"])
        if message is None:
            return None, None
        return Attempt.objects.create(delivery=delivery, at=at), message


def _hand_over(
    attempt: Attempt, message: Worded, taker: Gateway, *, at: datetime
) -> tuple[Attempt.Outcome, bool]:
    """Hand the message over, and note what the gateway said."""
    try:
        taker.take(message)
    except NotTaken as refused:
        _note_refusal(attempt, refused, at=at)
        return Attempt.Outcome.REFUSED, refused.is_away
    except Exception as error:
        # Neither the message nor what the gateway said of it: both may name somebody.
        why = type(error).__name__
        logger.warning(
            "Nobody knows whether delivery %s arrived: %s", attempt.delivery_id, why
        )
        Attempt.objects.filter(pk=attempt.pk).update(why=why[:50])
        # Whoever answers nothing would leave all others unknown as well.
        return Attempt.Outcome.UNKNOWN, True
    _note(attempt, Attempt.Outcome.TAKEN, Delivery.State.SENT)
    return Attempt.Outcome.TAKEN, False


def _note_refusal(attempt: Attempt, refused: NotTaken, *, at: datetime) -> None:
    tried = attempt.delivery.attempts.count()
    goes_on = refused.again and tried < MOST_ATTEMPTS
    logger.warning("Delivery %s was not taken: %s", attempt.delivery_id, refused.why)
    _note(
        attempt,
        Attempt.Outcome.REFUSED,
        Delivery.State.DUE if goes_on else Delivery.State.REFUSED,
        why=refused.why[:50],
        due_at=at + LATER * 4 ** (tried - 1),
    )


@transaction.atomic
def _note(
    attempt: Attempt,
    outcome: Attempt.Outcome,
    state: Delivery.State,
    *,
    why: str = "",
    due_at: datetime | None = None,
) -> None:
    Attempt.objects.filter(pk=attempt.pk).update(outcome=outcome, why=why)
    changed = {"state": state} | ({"due_at": due_at} if due_at else {})
    Delivery.objects.filter(pk=attempt.delivery_id).update(**changed)
