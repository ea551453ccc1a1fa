from datetime import datetime

from django.db import transaction
from django.utils import timezone

from config.anyway import kept_anyway
from hours.models import Presence, Way
from hours.presence.codes import Code
from hours.presence.errors import CodeUsed, NotCheckedIn
from hours.presence.rules.check_in import require_live
from hours.presence.rules.closing import close_session, end_of
from hours.presence.rules.finding import present_at
from hours.presence.rules.tracing import read_code, traced
from hours.presence.told import NOTHING, Told, metres_away
from volunteers.models import Account, Volunteer
from volunteers.rules.join import lock_person


def check_out(
    *,
    code: str,
    volunteer: Volunteer | None,
    by: Account,
    at: datetime,
    told: Told = NOTHING,
) -> Presence:
    """
    Submit the session that is open at the activity whose code it is; again: the same.

    What is after the end of the shift counts for some minutes, the grace (L06).

    :param volunteer: whom it is for; None if the number that was named is nobody's
    :raises ForSomebodyElse: if ``by`` is neither the person nor a guardian who acts
        for one
    :raises TooManyTries: after five wrong codes in a minute
    :raises CodeUnknown: if it is no code
    :raises CodeExpired: if it was one, more than a minute ago
    :raises CodeUsed: if the person has checked in with it
    :raises NotCheckedIn: if the person has not checked in, or out with another code
    :raises NothingServedYet: if less than a minute would count
    """
    with kept_anyway():
        found = read_code(code, by=by, at=at)
        with traced(found, volunteer=volunteer, by=by, at=at) as person:
            return _check_out(found, person, by=by, at=at, told=told)


@transaction.atomic
def _check_out(
    found: Code, volunteer: Volunteer, *, by: Account, at: datetime, told: Told
) -> Presence:
    require_live(found, at=at)
    person = lock_person(volunteer)
    here = present_at(found.activity, person)
    if here is None:
        return _left_with(found, person, at=at)
    way = Way.POSTER if found.is_printed else Way.CODE
    ended_at = end_of(here, at=at)
    if found.made is not None and found.made == here.came_code:
        raise CodeUsed
    here.left_code = found.made
    metres = metres_away(found.point, person, told)
    here.keep_distance(metres, radius=found.point.radius)
    here.clock_skew = max(here.clock_skew, told.clock_skew, key=abs)
    return close_session(here, ended_at=ended_at, way=way, by=by, at=at)


def _left_with(found: Code, person: Volunteer, *, at: datetime) -> Presence:
    """
    Where the person has checked out with the very code that day; a printed one stays.

    :raises NotCheckedIn: if nowhere
    """
    way = Way.POSTER if found.is_printed else Way.CODE
    own = Presence.objects.with_names().filter(
        volunteer=person,
        shift__activity=found.activity,
        left_by=way,
        left_code=found.made,
        left_at__date=timezone.localdate(at),
    )
    last = own.order_by("-left_at").first()
    if last is None:
        raise NotCheckedIn
    return last
