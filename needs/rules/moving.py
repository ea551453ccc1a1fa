"""
One order held, and moved: whoever else would act on it waits for the first.

Who locks more than an order locks the organization or activity first.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from needs.deadlines import due, soon
from needs.errors import NotInTheComingYear, NotYours, ReasonNeeded, WrongMoment
from needs.models import TOLD, Act, Order, State, Step
from needs.permissions import carried_orders, steered_orders
from volunteers.identifiers import is_mainland_mobile
from volunteers.models import Account, Organization

A_DAY = timedelta(days=1)
A_YEAR = timedelta(days=366)


def hold(order: Order) -> Order:
    """The order as it is now."""
    Order.objects.select_for_update(no_key=True).get(pk=order.pk)
    # Read once it is held: what a statement that waits reads of other tables is as it
    # was before.
    return Order.objects.with_names().get(pk=order.pk)


def hold_to_steer(order: Order, by: Account) -> Order:
    """
    The order as it is now, for who keeps the site in charge of it.

    :raises NotYours: if the account does not
    """
    held = hold(order)
    if not steered_orders(by).filter(pk=held.pk).exists():
        raise NotYours
    return held


def hold_to_carry(order: Order, by: Account) -> Order:
    """
    The order as it is now, for who speaks for the organization that has it.

    :raises NotYours: if the account does not
    """
    held = hold(order)
    if not carried_orders(by).filter(pk=held.pk).exists():
        raise NotYours
    return held


def require(order: Order, *states: State) -> None:
    """
    :raises WrongMoment: if the order stands anywhere else
    """
    if order.state not in states:
        raise WrongMoment(state=order.get_state_display())


def require_words(words: str) -> str:
    """
    The words without the space around them.

    :raises ReasonNeeded: if none are left
    """
    if not (said := words.strip()):
        raise ReasonNeeded
    return said


def require_near(day: date | None, *, at: datetime) -> None:
    """
    :param day: a local date, where one was said
    :raises NotInTheComingYear: if it is before today, or more than a year away
    """
    today = timezone.localdate(at)
    if day and not today <= day <= today + A_YEAR:
        raise NotInTheComingYear


# What an order has of an organization while it is somebody's.
NOBODYS: dict[str, Any] = {
    "organization": None,
    "team": None,
    "activity": None,
    "agreed_on": None,
}


MOVED = (
    *("state", "moved_at", "due_at"),
    *("untold_since", "remind_at", "remind_of_day_on"),
)


def move(
    order: Order,
    to: State,
    act: Act,
    *,
    by: Account | None,
    at: datetime,
    words: str = "",
    said_by: Organization | None = None,
    **changes: Any,
) -> Order:
    """
    Let the held order stand elsewhere, and write down how that came.

    :param by: None where whoever asked did it without an account, or the clock
    :param said_by: whom the step is about, if the order is not theirs any more
    :param changes: of the order's other fields
    """
    old, agreed = order.state, order.agreed_on
    for name, value in changes.items():
        setattr(order, name, value)
    order.state, order.moved_at = to, at
    order.due_at = due(order, at=at)
    order.remind_at = soon(order, at=at)
    if not order.is_not_begun:
        order.remind_of_day_on = None
    elif order.agreed_on != agreed:
        order.remind_of_day_on = order.agreed_on and order.agreed_on - A_DAY
    if act in TOLD and by is not None and _can_be_told(order):
        order.untold_since = at
    order.save(update_fields={*MOVED, *changes})
    note(order, act, old=old, by=by, at=at, words=words, said_by=said_by)
    return order


def note(
    order: Order,
    act: Act,
    *,
    old: str,
    by: Account | None,
    at: datetime,
    words: str = "",
    said_by: Organization | None = None,
) -> Step:
    """Write down what was done with the order, and by whom."""
    return Step.objects.create(
        order=order,
        act=act,
        old=old,
        new=order.state,
        organization=said_by or order.organization,
        activity_id=order.activity_id,
        site=order.in_charge,
        words=words,
        by=by,
        at=at,
    )


def _can_be_told(order: Order) -> bool:
    need = order.need
    return not need.is_forgotten and is_mainland_mobile(need.contact_phone)
