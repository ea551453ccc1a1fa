"""Whether a need is the volunteers' to meet: taken on, refused, passed on, put away."""

from datetime import datetime

from django.db import transaction

from needs.addresses import read_reference
from needs.errors import CannotMerge
from needs.models import IN_HAND, LIVING, UNCLAIMED, Act, Order, State
from needs.permissions import steered_orders
from needs.rules.moving import (
    hold,
    hold_to_steer,
    move,
    require,
    require_words,
)
from needs.rules.tell import tell_organization
from needs.telling import CALLED_OFF
from volunteers.models import Account


@transaction.atomic
def accept(*, order: Order, by: Account, at: datetime) -> Order:
    """
    Take the need on for the site; again: the same.

    :raises NotYours: if ``by`` does not keep the site in charge
    :raises WrongMoment: if it was decided otherwise
    """
    held = hold_to_steer(order, by)
    if held.is_accepted:
        return held
    require(held, State.SUBMITTED)
    return move(held, State.ACCEPTED, Act.ACCEPT, by=by, at=at, accepted_by=by)


@transaction.atomic
def refuse(*, order: Order, reason: str, by: Account, at: datetime) -> Order:
    """
    Say that this is nothing for volunteers, and why; only who asked reads it.

    :raises NotYours: if ``by`` does not keep the site in charge
    :raises WrongMoment: if it was decided already
    :raises ReasonNeeded: without a reason
    """
    held = hold_to_steer(order, by)
    require(held, State.SUBMITTED)
    words = require_words(reason)
    return move(held, State.REFUSED, Act.REFUSE, by=by, at=at, words=words)


@transaction.atomic
def transfer(*, order: Order, to: str, answer: str, by: Account, at: datetime) -> Order:
    """
    Pass what is no volunteers' work to an office, such as 12345, and say so.

    :param answer: what whoever asked is told
    :raises NotYours: if ``by`` does not keep the site in charge
    :raises WrongMoment: once somebody has taken it on
    :raises ReasonNeeded: without an office or an answer
    """
    held = hold_to_steer(order, by)
    require(held, *UNCLAIMED)  # what is under way is finished, not passed on
    office, words = require_words(to), require_words(answer)
    tell_organization(held, event=CALLED_OFF, by=by, at=at)
    return move(
        held,
        State.TRANSFERRED,
        Act.TRANSFER,
        by=by,
        at=at,
        words=words,
        transferred_to=office,
    )


@transaction.atomic
def cancel(*, order: Order, reason: str, by: Account, at: datetime) -> Order:
    """
    Call the order off for the site, and tell the organization that has it.

    :raises NotYours: if ``by`` does not keep the site in charge
    :raises WrongMoment: once it was done
    :raises ReasonNeeded: without a reason
    """
    held = hold_to_steer(order, by)
    require(held, *UNCLAIMED, *IN_HAND)
    words = require_words(reason)
    tell_organization(held, event=CALLED_OFF, by=by, at=at)
    return move(held, State.CANCELLED, Act.CANCEL, by=by, at=at, words=words)


@transaction.atomic
def take_back(*, order: Order, at: datetime) -> Order:
    """
    Call it off as the one who asked, with a proved phone; again: the same.

    :raises WrongMoment: once somebody has taken it on
    """
    held = hold(order)
    if held.state == State.CANCELLED:
        return held
    require(held, *UNCLAIMED)
    tell_organization(held, event=CALLED_OFF, by=None, at=at)
    return move(held, State.CANCELLED, Act.CANCEL, by=None, at=at)


def goes_on(*, number: str, by: Account) -> Order:
    """
    The order that goes on for another, by the number that somebody types.

    :raises CannotMerge: if there is none of it where ``by`` decides
    """
    reference = read_reference(number)
    found = steered_orders(by).filter(need__reference=reference).first()
    if found is None:
        raise CannotMerge
    return found


@transaction.atomic
def merge(*, order: Order, into: Order, by: Account, at: datetime) -> Order:
    """
    End an order that is the same as another one, which goes on for both.

    :raises NotYours: if ``by`` does not keep the sites in charge of both
    :raises WrongMoment: once somebody has taken it on
    :raises CannotMerge: into itself, or into what has ended
    """
    if order.pk == into.pk:
        raise CannotMerge
    first, second = sorted((order, into), key=lambda one: one.pk)
    held = {one.pk: hold_to_steer(one, by) for one in (first, second)}
    one, other = held[order.pk], held[into.pk]
    require(one, *UNCLAIMED)
    if other.state not in LIVING:
        raise CannotMerge
    tell_organization(one, event=CALLED_OFF, by=by, at=at)
    return move(
        one,
        State.CANCELLED,
        Act.MERGE,
        by=by,
        at=at,
        words=other.need.number,
        merged_into=other,
    )
