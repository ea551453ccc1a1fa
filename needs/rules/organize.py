from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from activities import rules as activities
from activities.rules import PostPlan, Words
from needs.errors import WrongMoment
from needs.models import Order, State
from needs.rules.carry import schedule
from needs.rules.moving import hold_to_carry, require
from volunteers.models import Account


@transaction.atomic
def organize(
    *,
    order: Order,
    words: Words,
    posts: Sequence[PostPlan],
    declared: bool,
    by: Account,
    at: datetime,
) -> Order:
    """
    Write an activity for it, publish it, and set the day: all of this, or nothing.

    :param declared: whether ``by`` says that it is volunteering (L21)
    :raises WrongMoment: unless it is taken on, and has no day yet
    :raises RuleBroken: as ``draft`` and ``publish`` of activities, and ``schedule``
    """
    if order.organization is None:
        raise WrongMoment(state=order.get_state_display())
    draft = activities.draft(
        organization=order.organization, words=words, posts=posts, by=by, at=at
    )
    activity = activities.publish(activity=draft, declared=declared, by=by, at=at)
    # Whoever presses twice has one activity of it.
    require(hold_to_carry(order, by), State.CLAIMED)
    return schedule(order=order, activity=activity, by=by, at=at)
