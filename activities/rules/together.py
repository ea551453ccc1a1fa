"""A family comes together, a team is asked together: all of them, or nobody."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from activities.eligibility import check_may_come
from activities.errors import NotYourself, OneCannotCome, TooFewSeats
from activities.models import Seat, Shift, SignUp
from activities.permissions import asks_team_of
from activities.rules.locks import lock_people, lock_shift
from activities.rules.seats import hold, join, lapse, offer_seats
from activities.rules.sign_up import require_serving, take_seat
from activities.rules.tell import tell_people
from activities.telling import KEPT
from config.errors import RuleBroken
from volunteers.models import Account, Volunteer
from volunteers.permissions import speaks_for


@transaction.atomic
def sign_up_together(
    *, shift: Shift, people: Collection[Volunteer], by: Account, at: datetime
) -> list[SignUp]:
    """
    Give each of them a seat on the shift, or none of them anything; again: the same.

    Whom ``by`` speaks for has the seat at once. For people of a team that ``by`` leads
    it is held for some hours, and they are told: nobody is sent anywhere (志愿服务条例
    art. 25). Nobody passes those who wait.

    :returns: the sign-ups, in the order of the people's ids
    :raises NotYourself: if ``by`` neither speaks for one of them nor leads their team
    :raises ShiftStarted: if the shift is under way or over
    :raises OneCannotCome: if the shift is not for one of them now, or overlaps
    :raises TooFewSeats: if there is not a seat for each
    """
    own = {one.pk for one in people if speaks_for(by, one)}
    asked = {one.pk for one in people} - own
    if asked - asks_team_of(by, shift.activity.organization, among=asked):
        raise NotYourself
    held = lock_people(people)
    require_serving(shift.activity.organization)
    shift = lock_shift(shift.pk)
    lapse(shift, at=at)
    there = _living(shift, held)
    coming = [one for one in held if one.pk not in there]
    for one in coming:
        _check(one, shift, is_own=one.pk in own, at=at)
    # Whoever waits comes first.
    free = shift.free_seats if offer_seats(shift, at=at) else 0
    if len(coming) > free:
        raise TooFewSeats(free=free, wanted=len(coming))
    _seat(shift, [one for one in coming if one.pk in own], by=by, at=at)
    kept = [hold(shift, one, by=by, at=at).pk for one in coming if one.pk in asked]
    _take_offers(shift, [one for one in held if one.pk in own], at=at)
    tell_people(event=KEPT, sign_ups=kept, by=by, at=at)
    signed_up = _living(shift, held)
    return [signed_up[one.pk] for one in held]


def _living(shift: Shift, people: Collection[Volunteer]) -> dict[int, SignUp]:
    """What they have signed up for of the shift, by person."""
    living = SignUp.objects.living().filter(shift=shift, volunteer__in=people)
    return {one.volunteer_id: one for one in living.with_names()}


def _seat(
    shift: Shift, people: Collection[Volunteer], *, by: Account, at: datetime
) -> None:
    for one in people:
        join(shift, one, Seat.SEATED, by=by, at=at)


def _take_offers(shift: Shift, people: Collection[Volunteer], *, at: datetime) -> None:
    """Who is offered a seat already takes it so."""
    for one in _living(shift, people).values():
        if one.is_offered and not shift.has_started(at):
            take_seat(one)


def _check(volunteer: Volunteer, shift: Shift, *, is_own: bool, at: datetime) -> None:
    try:
        check_may_come(volunteer, shift, at=at)
    except RuleBroken as broken:
        raise OneCannotCome(
            name=volunteer.name if is_own else volunteer.masked_name,
            number=volunteer.number,
            why=broken if is_own else None,
        ) from broken
