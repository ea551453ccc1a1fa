from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from activities.eligibility import check_person
from activities.models import Shift
from config.anyway import kept_anyway, note
from hours.models import Presence, Way
from hours.presence.codes import Code
from hours.presence.errors import CodeExpired, CodeUsed, NotInvited, TurnedDown
from hours.presence.rules.finding import (
    asked_before,
    present_at,
    shift_that_is_on,
    shift_to_come_to,
)
from hours.presence.rules.opening import open_session
from hours.presence.rules.tracing import read_code, traced
from hours.presence.told import NOTHING, Told, metres_away
from volunteers.models import Account, Volunteer
from volunteers.rules.join import lock_person


def check_in(
    *,
    code: str,
    volunteer: Volunteer | None,
    by: Account,
    at: datetime,
    told: Told = NOTHING,
) -> tuple[Presence, bool]:
    """
    Open a session of the person at the activity whose code it is; again: the same.

    Who came too early waits for nothing: the session begins with the shift. Whoever
    has no seat is refused, and waits for the organizer's yes. Whoever is refused at an
    activity leaves a trace there.

    :param volunteer: whom it is for; None if the number that was named is nobody's
    :returns: the presence with its session, and whether it is new
    :raises ForSomebodyElse: if ``by`` is neither the person nor a guardian who acts
        for one
    :raises TooManyTries: after five wrong codes in a minute
    :raises CodeUnknown: if it is no code
    :raises CodeExpired: if it was one, more than a minute ago
    :raises CodeUsed: if the person has checked in or out with it, or since
    :raises NotInvited: if the person has no seat on a shift of the day
    :raises TurnedDown: if the organizer has said no to that
    :raises TooEarly: if the shift begins much later
    :raises ShiftOver: if it is over
    :raises RuleBroken: what ``open_session`` refuses
    """
    with kept_anyway():
        found = read_code(code, by=by, at=at)
        with traced(found, volunteer=volunteer, by=by, at=at) as person:
            return _check_in(found, person, by=by, at=at, told=told)


@transaction.atomic
def _check_in(
    found: Code, volunteer: Volunteer, *, by: Account, at: datetime, told: Told
) -> tuple[Presence, bool]:
    require_live(found, at=at)
    person = lock_person(volunteer)
    if here := present_at(found.activity, person):
        return here, False
    _check_unused(found, person)
    try:
        shift = shift_to_come_to(found.activity, person, at=at)
    except NotInvited:
        _ask_organizer(found, person, by=by, at=at, told=told)
        raise
    way = Way.POSTER if found.is_printed else Way.CODE
    # Whoever came without a seat and has one by now waits for nobody's yes.
    presence = asked_before(person, shift) or Presence(volunteer=person, shift=shift)
    presence.session = open_session(
        shift=shift, person=person, came_at=at, way=way, by=by
    )
    presence.by, presence.is_walk_in = by, False
    presence.came_at, presence.came_by, presence.came_code = at, way, found.made
    metres = metres_away(found.point, person, told)
    presence.keep_distance(metres, radius=found.point.radius)
    presence.clock_skew = told.clock_skew
    presence.save()
    return presence, True


def require_live(found: Code, *, at: datetime) -> None:
    """:raises CodeExpired: unless it is the code of this minute or the one before"""
    if not found.is_live(at):
        raise CodeExpired


def _check_unused(found: Code, person: Volunteer) -> None:
    """:raises CodeUsed: if one's last code here was this one, or a later one"""
    if found.made is None:
        return
    own = Presence.objects.filter(
        volunteer=person, shift__activity=found.activity, session__isnull=False
    )
    used = [
        made
        for codes in own.values_list("came_code", "left_code")
        for made in codes
        if made is not None
    ]
    if any(made >= found.made for made in used):
        raise CodeUsed


def _ask_organizer(
    found: Code, person: Volunteer, *, by: Account, at: datetime, told: Told
) -> None:
    """
    Keep that somebody without a seat is here, for the organizer to say yes or no.

    :raises TurnedDown: if the organizer said no already
    :raises RuleBroken: if the shift is not for this person, or none is on
    """
    shift = shift_that_is_on(found.activity, at=at)
    check_person(person, shift, at=at)
    asked = Presence.objects.filter(volunteer=person, shift=shift, session=None)
    if asked.exclude(answered_at=None).exists():
        raise TurnedDown
    note(partial(_wait, person, shift, found, by=by, at=at, told=told))


def _wait(
    person: Volunteer,
    shift: Shift,
    found: Code,
    *,
    by: Account,
    at: datetime,
    told: Told,
) -> UUID:
    waiting = Presence(
        volunteer=person,
        shift=shift,
        by=by,
        came_at=at,
        came_by=Way.POSTER if found.is_printed else Way.CODE,
        came_code=found.made,
        clock_skew=told.clock_skew,
        is_walk_in=True,
    )
    metres = metres_away(found.point, person, told)
    waiting.keep_distance(metres, radius=found.point.radius)
    # Whoever asks twice waits once.
    Presence.objects.bulk_create([waiting], ignore_conflicts=True)
    return waiting.pk
