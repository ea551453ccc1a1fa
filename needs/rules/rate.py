"""How it was, said by whoever asked; and the end."""

from datetime import datetime

from django.db import transaction

from needs.errors import NotYours, RatedByItsOwn
from needs.models import LEAST_GOOD, Act, Order, Rating, State, Way
from needs.permissions import may_carry, may_keep
from needs.rules.moving import (
    NOBODYS,
    hold,
    hold_to_steer,
    move,
    require,
    require_words,
)
from needs.rules.tell import tell_dispatcher, tell_organization
from needs.telling import REOPENED
from volunteers.models import Account


@transaction.atomic
def rate(
    *,
    order: Order,
    stars: int,
    words: str,
    way: str,
    by: Account | None,
    at: datetime,
) -> Order:
    """
    Say how it was, once; with fewer than three stars it is taken up again.

    :param stars: one to five
    :param by: the clerk who was told it; None where the person proved to be the one
    :raises NotYours: if ``by`` does not keep the need's site
    :raises RatedByItsOwn: if ``by`` speaks for the organization that carried it out
    :raises WrongMoment: unless it is done and not rated
    """
    held = hold(order)
    if by is not None and not may_keep(by, held):
        raise NotYours
    if by is not None and may_carry(by, held):
        raise RatedByItsOwn
    require(held, State.DELIVERED)
    Rating.objects.create(
        order=held,
        round=held.round,
        stars=stars,
        words=words.strip(),
        way=Way.CLERK if by else way,
        by=by,
        at=at,
    )
    if stars < LEAST_GOOD:
        return _again(held, words="", by=by, at=at)
    return move(held, State.RATED, Act.RATE, by=by, at=at)


@transaction.atomic
def reopen(*, order: Order, reason: str, by: Account, at: datetime) -> Order:
    """
    Take up again what was said to be done and is not.

    :raises NotYours: if ``by`` does not keep the site in charge
    :raises WrongMoment: unless it is done and not rated
    :raises ReasonNeeded: without a reason, which whoever asked reads, and the
        organization where it is asked once more
    """
    held = hold_to_steer(order, by)
    require(held, State.DELIVERED)
    return _again(held, words=require_words(reason), by=by, at=at)


@transaction.atomic
def close(*, order: Order, by: Account, at: datetime) -> Order:
    """
    Put away what was rated; again: the same.

    :raises NotYours: if ``by`` does not keep the site in charge
    :raises WrongMoment: before it is rated
    """
    held = hold_to_steer(order, by)
    if held.state == State.CLOSED:
        return held
    require(held, State.RATED)
    return move(held, State.CLOSED, Act.CLOSE, by=by, at=at)


def _again(held: Order, *, words: str, by: Account | None, at: datetime) -> Order:
    """Once more from where it is to be dispatched, by whoever did it or another."""
    organization = held.organization
    tell_organization(held, event=REOPENED, by=by, at=at)
    moved = move(
        held,
        State.ACCEPTED,
        Act.REOPEN,
        by=by,
        at=at,
        words=words,
        said_by=organization,
        round=held.round + 1,
        **NOBODYS,
    )
    tell_dispatcher(moved, event=REOPENED, by=by, at=at)
    return moved
