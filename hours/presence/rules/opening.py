"""A session that opens, judged by the rules of logging as far as they know already."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from activities.models import Activity, Shift
from hours.errors import OwnWordNotTaken
from hours.models import Evidence, Level, Presence, Session, Status, Way
from hours.presence.errors import TooManyPairs
from hours.rules.claim import Claim, local_days
from hours.rules.day import Day, read_day
from hours.rules.law import law_of
from hours.rules.log import (
    as_session,
    called,
    check_overlap,
    check_parties,
    is_own,
    level_of,
    limits_on,
)
from hours.rules.minors import check_minor
from policies.reports import number
from volunteers.models import Account, Volunteer

# How well it is known, by how people came or left.
EVIDENCE = {
    Way.CODE: Evidence.TIMED,
    Way.CARD: Evidence.TIMED,
    Way.ROSTER: Evidence.WITNESSED,
    # The moment is the organizer's word.
    Way.KEPT: Evidence.WITNESSED,
    Way.POSTER: Evidence.DECLARED,
    # Nobody saw when it ended: it is what somebody will say.
    Way.TIME: Evidence.DECLARED,
}
GRADES = (
    Evidence.TIMED,
    Evidence.WITNESSED,
    Evidence.DECLARED,
    Evidence.ENTERED,
)


def open_session(
    *,
    shift: Shift,
    person: Volunteer,
    came_at: datetime,
    way: Way,
    by: Account,
    heard_at: datetime | None = None,
) -> Session:
    """
    A session that is open from when the person came, or the shift began if later.

    Whoever calls has locked the person. What logging would refuse is refused here:
    of the person, the organization, the activity and the day, as if the person stayed
    to the end of the shift.

    :param heard_at: when it was sent, if that was later than ``came_at``
    :raises TooManyPairs: if the person came too often that day (L08)
    :raises RuleBroken: whatever ``log`` would refuse
    """
    activity = shift.activity
    _check_pairs(person, activity, came_at)
    claim = Claim(
        volunteer=person,
        organization=activity.organization,
        activity=activity,
        started_at=max(came_at, shift.starts_at),
        ended_at=shift.ends_at,
    )
    level = _judge(claim, way=way, by=by, at=came_at)
    session = as_session(claim, by=by, at=came_at, level=level)
    session.ended_at = session.submitted_at = None
    session.evidence = grade(way, at=came_at, heard_at=heard_at)
    session.status = Status.OPEN
    session.save(force_insert=True)
    return session


def level_at_the_end(claim: Claim, *, at: datetime) -> Level:
    """
    Who must approve what has ended. Whoever was there too long for anybody below was
    there all the same: the city decides.
    """
    day = _day(claim, at).without(claim.id)
    limits = limits_on(claim)
    if day.minutes + claim.minutes > limits["day_minutes_city"]:
        return Level.CITY
    return level_of(claim, day, at=at, limits=limits)


def grade(way: Way, *, at: datetime, heard_at: datetime | None = None) -> Evidence:
    """How well it is known; what is heard of on a later day is entered later."""
    is_late = heard_at and timezone.localdate(heard_at) > timezone.localdate(at)
    return Evidence.ENTERED if is_late else EVIDENCE[way]


def weaker(one: str, other: str) -> Evidence:
    """The less certain of two grades: what begins and ends is known as well as that."""
    return max(Evidence(one), Evidence(other), key=GRADES.index)


def _judge(claim: Claim, *, way: Way, by: Account, at: datetime) -> Level:
    day = _day(claim, at)
    check_parties(claim, day)
    is_own_word = EVIDENCE[way] == Evidence.DECLARED and is_own(claim, by)
    if is_own_word and not day.is_believed:
        raise OwnWordNotTaken
    check_minor(claim.volunteer, start=claim.started_at, end=claim.ended_at)
    law_of(claim).check(claim)
    # What is open holds the time up to midnight.
    check_overlap(_to_midnight(claim), day, by=by, find=called)
    return level_of(claim, day, at=at, limits=limits_on(claim))


def _day(claim: Claim, at: datetime) -> Day:
    return read_day(
        volunteer=claim.volunteer,
        organization=claim.organization,
        day=timezone.localdate(claim.started_at),
        today=timezone.localdate(at),
    )


def _to_midnight(claim: Claim) -> Claim:
    tomorrow = claim.started_at + timedelta(days=1)
    _start, midnight = next(local_days(claim.started_at, tomorrow))
    return replace(claim, ended_at=midnight)


def _check_pairs(person: Volunteer, activity: Activity, at: datetime) -> None:
    today = timezone.localdate(at)
    most = number("check_in_pairs", on=today)
    own = Presence.objects.let_in().filter(
        volunteer=person, shift__activity=activity, came_at__date=today
    )
    if own.count() >= most:
        raise TooManyPairs(most=most)
