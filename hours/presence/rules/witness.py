from datetime import datetime

from django.db import transaction

from activities.models import Activity, Shift
from hours.models import Evidence, Presence, Status, Way
from hours.presence.errors import EndedByTime, NotCheckedIn
from hours.presence.kept import Kept
from hours.presence.rules.by_organizer import (
    check_in_by,
    check_out_by,
    require_organizer,
)
from hours.presence.told import ON_TIME, Told, skew_of
from hours.rules.tell import tell_people
from hours.telling import ENTERED
from volunteers.models import Account, Volunteer
from volunteers.rules.join import lock_person


@transaction.atomic
def witness(
    *,
    shift: Shift,
    volunteer: Volunteer,
    leaves: bool,
    way: Way,
    kept: Kept,
    by: Account,
    at: datetime,
) -> Presence:
    """
    Check somebody in or out who stood before the organizer, now or a while ago.

    Judged is the moment it happened, so what is sent twice, or was done by the person
    as well, is the same: nobody has two sessions of one time. What waited on the phone
    is the organizer's word (``Way.KEPT``), be it by a card; on a later day, entered.

    :param kept: when it happened and was sent, by the organizer's clock
    :raises NotYet: if it is later than it was sent
    :raises KeptTooLong: after twelve hours
    :raises EndedByTime: if nobody had checked out for so long that time did
    :raises RuleBroken: what ``check_in_by`` and ``check_out_by`` refuse
    """
    require_organizer(shift, volunteer, by)
    then = kept.moment(at=at)
    if at - then > ON_TIME:
        way = Way.KEPT
    person = lock_person(volunteer)
    last = _last_before(shift.activity, person, then)
    told = Told(clock_skew=skew_of(kept.sent_at, at=at))
    if not leaves:
        if last and (last.left_at is None or last.left_at > then):
            return last
        presence, _is_new = check_in_by(
            shift=shift,
            volunteer=person,
            way=way,
            by=by,
            at=then,
            heard_at=at,
            told=told,
        )
        return presence
    if last is None:
        raise NotCheckedIn
    if last.was_ended_by_time:
        raise EndedByTime
    had_left = last.left_at is not None
    left = check_out_by(presence=last, way=way, by=by, at=then, heard_at=at, told=told)
    if not had_left:
        _tell(left, by=by, at=at)
    return left


def _last_before(
    activity: Activity, person: Volunteer, then: datetime
) -> Presence | None:
    """Where the person had come last by that moment, or so soon that it is the same."""
    own = (
        Presence.objects.let_in().with_names().exclude(session__status=Status.WITHDRAWN)
    )
    came = own.filter(
        volunteer=person, shift__activity=activity, came_at__lte=then + ON_TIME
    )
    return came.order_by("-came_at").first()


def _tell(left: Presence, *, by: Account, at: datetime) -> None:
    """As of all hours that somebody enters later for others."""
    session = left.session
    if session and session.evidence == Evidence.ENTERED:
        tell_people(event=ENTERED, sessions=[session.pk], by=by, at=at)
