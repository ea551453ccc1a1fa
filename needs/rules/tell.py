"""Tell those who have to do something, in the transaction that makes it theirs."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from needs.models import Order
from needs.permissions import keepers_of, leaders_of, may_steer, speakers_for
from notices import rules as notices
from volunteers.models import Account


def tell_keepers(order: Order, *, event: str, by: Account | None, at: datetime) -> None:
    """Tell those who keep the site in charge."""
    accounts = keepers_of(order.in_charge, on=timezone.localdate(at))
    _tell(order, accounts, event=event, by=by, at=at)


def tell_organization(
    order: Order, *, event: str, by: Account | None, at: datetime
) -> None:
    """Tell those who speak for the organization that has the order."""
    if order.organization_id:
        accounts = speakers_for(order.organization_id, on=timezone.localdate(at))
        _tell(order, accounts, event=event, by=by, at=at)


def tell_who_does_it(order: Order, *, event: str, at: datetime) -> None:
    """Tell those who speak for the organization that has it, and who lead its team."""
    if order.organization_id:
        accounts = {
            *speakers_for(order.organization_id, on=timezone.localdate(at)),
            *leaders_of(order),
        }
        _tell(order, sorted(accounts), event=event, by=None, at=at)


def tell_dispatcher(
    order: Order, *, event: str, by: Account | None, at: datetime
) -> None:
    """Tell who dispatched it last; where they cannot act on it now, those who can."""
    who = order.dispatched_by
    if who and may_steer(who, order):
        _tell(order, [who.pk], event=event, by=by, at=at)
    else:
        tell_keepers(order, event=event, by=by, at=at)


def _tell(
    order: Order,
    accounts: Iterable[int],
    *,
    event: str,
    by: Account | None,
    at: datetime,
) -> None:
    """Whoever acts is not told of it."""
    acting = by.pk if by else None
    told = [(one, order.pk) for one in accounts if one != acting]
    notices.tell(event=event, whom=told, at=at)
