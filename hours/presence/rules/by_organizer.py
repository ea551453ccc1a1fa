"""The organizer checks people in and out: by their card, or by the roster."""

from datetime import datetime

from django.db import transaction

from activities.eligibility import check_person
from activities.models import Seat, Shift, SignUp
from hours.models import Presence, Way
from hours.permissions import runs_check_in
from hours.presence.errors import (
    NotCheckedIn,
    NotForOneself,
    NotTheOrganizer,
)
from hours.presence.rules.closing import close_session, end_of
from hours.presence.rules.finding import asked_before, one_that_is_on, present_at
from hours.presence.rules.opening import open_session
from hours.presence.told import NOTHING, Told
from volunteers.models import Account, Volunteer
from volunteers.permissions import speaks_for
from volunteers.rules.join import lock_person


@transaction.atomic
def check_in_by(
    *,
    shift: Shift,
    volunteer: Volunteer,
    way: Way,
    by: Account,
    at: datetime,
    heard_at: datetime | None = None,
    told: Told = NOTHING,
) -> tuple[Presence, bool]:
    """
    Open a session of somebody who stands before the organizer; again: the same.

    By their card it is ``timed``, by the roster ``witnessed``. Whoever has no seat is
    let in by it.

    :param heard_at: when it was sent, if that was later than ``at``
    :returns: the presence with its session, and whether it is new
    :raises NotTheOrganizer: if the account does not run the check-in
    :raises NotForOneself: if it is the account's own, or of a child it acts for
    :raises TooEarly: if the shift begins much later
    :raises ShiftOver: if it is over
    :raises NotEligible: if whoever has no seat may not come
    :raises RuleBroken: what ``open_session`` refuses
    """
    require_organizer(shift, volunteer, by)
    person = lock_person(volunteer)
    if here := present_at(shift.activity, person):
        return here, False
    one_that_is_on([shift], at=at)
    waiting = asked_before(person, shift)
    is_seated = SignUp.objects.filter(
        volunteer=person, shift=shift, state=Seat.SEATED
    ).exists()
    if not is_seated:
        check_person(person, shift, at=at)
    presence = waiting or Presence(volunteer=person, shift=shift, by=by)
    presence.session = open_session(
        shift=shift, person=person, came_at=at, way=way, by=by, heard_at=heard_at
    )
    presence.came_at, presence.came_by = at, way
    presence.is_walk_in, presence.clock_skew = not is_seated, told.clock_skew
    if not is_seated:
        presence.answered_by, presence.answered_at = by, at
    presence.save()
    return presence, True


@transaction.atomic
def check_out_by(
    *,
    presence: Presence,
    way: Way,
    by: Account,
    at: datetime,
    heard_at: datetime | None = None,
    told: Told = NOTHING,
) -> Presence:
    """
    Submit the open session of somebody who leaves; again: the same.

    :param heard_at: when it was sent, if that was later than ``at``
    :raises NotTheOrganizer: if the account does not run the check-in
    :raises NotForOneself: if it is the account's own, or of a child it acts for
    :raises NotCheckedIn: if the person is waiting, or took the session back
    :raises NothingServedYet: if less than a minute would count
    """
    require_organizer(presence.shift, presence.volunteer, by)
    lock_person(presence.volunteer)
    now = Presence.objects.with_names().get(pk=presence.pk)
    if now.left_at is not None:
        return now
    if not now.is_on_site:
        raise NotCheckedIn
    now.clock_skew = max(now.clock_skew, told.clock_skew, key=abs)
    ended_at = end_of(now, at=at)
    return close_session(
        now, ended_at=ended_at, way=way, by=by, at=at, heard_at=heard_at
    )


def require_organizer(shift: Shift, volunteer: Volunteer, by: Account) -> None:
    """
    :raises NotTheOrganizer: if the account does not run the check-in
    :raises NotForOneself: if it is the account's own, or of a child it acts for
    """
    if not runs_check_in(by, shift.activity):
        raise NotTheOrganizer
    if speaks_for(by, volunteer):
        raise NotForOneself
