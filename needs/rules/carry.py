"""What the organization does: say yes or no, set the day, begin, and be done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from activities.models import Activity
from needs.errors import (
    ActivityDoesNotFit,
    NotItsTeam,
    NotYours,
    OrganizationCannotTake,
    OutcomeNeeded,
    SayWhichOrganization,
)
from needs.models import NOT_BEGUN, Act, Order, Outcome, State
from needs.permissions import takers
from needs.photos import Picture
from needs.rules.moving import (
    NOBODYS,
    hold,
    hold_to_carry,
    move,
    require,
    require_near,
    require_words,
)
from needs.rules.photos import keep_photos
from needs.rules.tell import tell_dispatcher
from needs.telling import CLAIMED, DECLINED
from volunteers.errors import OrganizationNotActive
from volunteers.models import Account, Organization, Team
from volunteers.rules.serving import require_active


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What was found, whether it was solved, and how often it occurred."""

    problem: str
    solved: bool = True
    count: int = 1


def claimant(*, order: Order, named: UUID | None, by: Account) -> Organization:
    """
    For whom ``by`` takes it on: the one named, the one asked, or their only one.

    :raises NotYours: if they speak for none that could be meant
    :raises SayWhichOrganization: if that is not clear
    """
    asked_for = named or order.organization_id
    own = [one for one in takers(by) if asked_for in (None, one.pk)]
    if not own:
        raise NotYours
    if len(own) > 1:
        raise SayWhichOrganization
    return own[0]


@transaction.atomic
def claim(
    *,
    order: Order,
    organization: Organization,
    by: Account,
    at: datetime,
    team: Team | None = None,
    agreed_on: date | None = None,
) -> Order:
    """
    Take it on for the organization: asked for, or the first of all who want it.

    Again, by the same: the same.

    :param agreed_on: the local date by which it will be done, if that is known
    :raises NotYours: if ``by`` does not speak for it, or another one was asked
    :raises OrganizationCannotTake: if it is not active
    :raises WrongMoment: if somebody else was faster, or it was decided otherwise
    :raises NotItsTeam: if the team is not the organization's
    :raises NotInTheComingYear: if ``agreed_on`` is over, or more than a year away
    """
    if not takers(by).filter(pk=organization.pk).exists():
        raise NotYours
    try:
        require_active(organization)
    except OrganizationNotActive as error:
        raise OrganizationCannotTake from error
    held = hold(order)
    is_theirs = held.organization_id == organization.pk
    if is_theirs and held.is_claimed:
        return held
    if held.is_dispatched and not is_theirs:
        raise NotYours
    require(held, State.DISPATCHED, State.OFFERED)
    if team and (team.organization_id != organization.pk or team.closed_at):
        raise NotItsTeam
    require_near(agreed_on, at=at)
    moved = move(
        held,
        State.CLAIMED,
        Act.CLAIM,
        by=by,
        at=at,
        organization=organization,
        team=team,
        agreed_on=agreed_on,
    )
    tell_dispatcher(moved, event=CLAIMED, by=by, at=at)
    return moved


@transaction.atomic
def decline(*, order: Order, reason: str, by: Account, at: datetime) -> Order:
    """
    Say no, or step back before the work has begun: nobody is forced (art. 25).

    :raises NotYours: if ``by`` does not speak for the organization that has it
    :raises WrongMoment: once the work has begun
    :raises ReasonNeeded: without a reason, which the dispatcher reads
    """
    held = hold_to_carry(order, by)
    require(held, State.DISPATCHED, *NOT_BEGUN)
    words, organization = require_words(reason), held.organization
    moved = move(
        held,
        State.ACCEPTED,
        Act.DECLINE,
        by=by,
        at=at,
        words=words,
        said_by=organization,
        **NOBODYS,
    )
    tell_dispatcher(moved, event=DECLINED, by=by, at=at)
    return moved


@transaction.atomic
def schedule(*, order: Order, activity: Activity, by: Account, at: datetime) -> Order:
    """
    Say with which activity it is met; another one may take its place until it begins.

    :raises NotYours: if ``by`` does not speak for the organization that has it
    :raises WrongMoment: unless it is taken on and not begun
    :raises ActivityDoesNotFit: if it is another's, a draft, over or cancelled
    """
    # Whoever cancels the activity holds it first, and then its orders. It is compared
    # with whose the order is: who leads a team carries that, and organizes nothing.
    every = Activity.objects.select_for_update(no_key=True)
    locked = every.filter(pk=activity.pk).first()
    held = hold_to_carry(order, by)
    require(held, *NOT_BEGUN)
    if (
        locked is None
        or locked.organization_id != held.organization_id
        or not locked.is_held
        or locked.ends_on < timezone.localdate(at)
    ):
        raise ActivityDoesNotFit
    return move(
        held,
        State.SCHEDULED,
        Act.SCHEDULE,
        by=by,
        at=at,
        activity=locked,
        agreed_on=locked.starts_on,
    )


@transaction.atomic
def unschedule(*, activity: Activity, by: Account, at: datetime) -> None:
    """
    Take the orders of an activity, which is cancelled now, back to where they wait
    for a day.
    """
    scheduled = Order.objects.filter(activity=activity, state=State.SCHEDULED)
    for order in scheduled.order_by("pk"):
        held = hold(order)
        if held.state == State.SCHEDULED and held.activity_id == activity.pk:
            move(
                held,
                State.CLAIMED,
                Act.UNSCHEDULE,
                by=by,
                at=at,
                activity=None,
                agreed_on=None,
            )


@transaction.atomic
def start(*, order: Order, by: Account, at: datetime) -> Order:
    """
    Begin the work; again: the same.

    :raises NotYours: if ``by`` does not speak for the organization that has it
    :raises WrongMoment: unless it is taken on
    """
    held = hold_to_carry(order, by)
    if held.is_in_service:
        return held
    require(held, *NOT_BEGUN)
    return move(held, State.IN_SERVICE, Act.START, by=by, at=at)


@transaction.atomic
def deliver(
    *,
    order: Order,
    results: Sequence[Result],
    by: Account,
    at: datetime,
    photos: Sequence[Picture] = (),
) -> Order:
    """
    Say that it is done, and what was solved; whoever asked is asked to rate it.

    :raises NotYours: if ``by`` does not speak for the organization that has it
    :raises WrongMoment: unless it was begun
    :raises OutcomeNeeded: without a single problem, solved or not
    :raises TooManyPhotos: if more than three were sent
    """
    held = hold_to_carry(order, by)
    require(held, State.IN_SERVICE)
    if not results:
        raise OutcomeNeeded
    Outcome.objects.bulk_create(
        Outcome(
            order=held,
            round=held.round,
            problem=one.problem,
            solved=one.solved,
            count=one.count,
        )
        for one in results
    )
    keep_photos(held.need, photos, done_in=held.round)
    return move(held, State.DELIVERED, Act.DELIVER, by=by, at=at)
