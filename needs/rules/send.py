"""To whom an order goes: one organization, any that wants it, or the site above."""

from datetime import datetime

from django.db import transaction

from needs.errors import DeclinedAlready, NoSiteAbove, OrganizationCannotTake
from needs.models import ESCALATED, NOT_BEGUN, Act, Order, State
from needs.rules.moving import NOBODYS, hold_to_steer, move, require
from needs.rules.tell import tell_keepers, tell_organization
from needs.telling import CALLED_OFF, DISPATCHED, SENT_UP
from volunteers.errors import OrganizationNotActive
from volunteers.models import Account, Organization
from volunteers.rules.serving import require_active


@transaction.atomic
def dispatch(
    *, order: Order, organization: Organization, by: Account, at: datetime
) -> Order:
    """
    Ask an organization to meet the need; again: the same. It may decline.

    :raises NotYours: if ``by`` does not keep the site in charge
    :raises WrongMoment: unless it is accepted, or open to all
    :raises OrganizationCannotTake: if it is not active
    :raises DeclinedAlready: if it has said no (志愿服务条例 art. 25)
    """
    _require_taker(organization)
    held = hold_to_steer(order, by)
    if held.is_dispatched and held.organization_id == organization.pk:
        return held
    require(held, State.ACCEPTED, State.OFFERED)
    return _give(held, organization, Act.DISPATCH, by=by, at=at)


@transaction.atomic
def reassign(
    *, order: Order, organization: Organization, by: Account, at: datetime
) -> Order:
    """
    Ask another organization, before the work has begun; the first one is told. Again,
    of the one that has it: the same.

    :raises NotYours: if ``by`` does not keep the site in charge
    :raises WrongMoment: unless it is somebody's, and not begun
    :raises OrganizationCannotTake: if it is not active
    :raises DeclinedAlready: if it has said no (志愿服务条例 art. 25)
    """
    _require_taker(organization)
    held = hold_to_steer(order, by)
    require(held, State.DISPATCHED, *NOT_BEGUN)
    if held.organization_id == organization.pk:
        return held
    tell_organization(held, event=CALLED_OFF, by=by, at=at)
    return _give(held, organization, Act.REASSIGN, by=by, at=at)


@transaction.atomic
def offer(*, order: Order, by: Account, at: datetime) -> Order:
    """
    Let any organization of the city take it on (抢单); again: the same.

    :raises NotYours: if ``by`` does not keep the site in charge
    :raises WrongMoment: if it is not accepted, or the work has begun
    """
    held = hold_to_steer(order, by)
    if held.is_offered:
        return held
    require(held, State.ACCEPTED, State.DISPATCHED, *NOT_BEGUN)
    tell_organization(held, event=CALLED_OFF, by=by, at=at)
    return move(
        held, State.OFFERED, Act.OFFER, by=by, at=at, dispatched_by=by, **NOBODYS
    )


@transaction.atomic
def escalate(*, order: Order, by: Account, at: datetime) -> Order:
    """
    Send it up: station to institute, institute to center, whose keepers are told.

    :raises NotYours: if ``by`` does not keep the site in charge
    :raises WrongMoment: once it is done, or put away
    :raises NoSiteAbove: from the highest one
    """
    held = hold_to_steer(order, by)
    require(held, *ESCALATED)
    return send_up(held, by=by, at=at)


def send_up(held: Order, *, by: Account | None, at: datetime) -> Order:
    """
    The same of an order that is held, by somebody or by the clock.

    :raises NoSiteAbove: from the highest one
    """
    if (above := held.in_charge.parent) is None:
        raise NoSiteAbove
    state = State(held.state)
    moved = move(held, state, Act.ESCALATE, by=by, at=at, in_charge=above)
    tell_keepers(moved, event=SENT_UP, by=by, at=at)
    return moved


def _require_taker(organization: Organization) -> None:
    """Whoever suspends the organization waits until this act is done."""
    try:
        require_active(organization)
    except OrganizationNotActive as error:
        raise OrganizationCannotTake from error


def _give(
    held: Order, organization: Organization, act: Act, *, by: Account, at: datetime
) -> Order:
    said_no = held.steps.filter(act=Act.DECLINE, organization=organization)
    if said_no.exists():
        raise DeclinedAlready
    changes = NOBODYS | {"organization": organization}
    moved = move(held, State.DISPATCHED, act, by=by, at=at, dispatched_by=by, **changes)
    tell_organization(moved, event=DISPATCHED, by=by, at=at)
    return moved
