"""A session that is open ends: it is submitted, asked about, or was never one."""

from datetime import datetime, timedelta

from django.utils import timezone

from hours.models import Move, Presence, Session, Status, Way
from hours.presence.errors import NotCheckedIn, NothingServedYet
from hours.presence.rules.opening import grade, level_at_the_end, weaker
from hours.rules.claim import Claim
from policies.reports import number
from volunteers.models import Account

A_MINUTE = timedelta(minutes=1)


def end_of(presence: Presence, *, at: datetime) -> datetime:
    """
    When what counts ends, if the person leaves now: within the grace after the shift.

    :raises NothingServedYet: if less than a minute would count
    """
    session, shift = _session(presence), presence.shift
    grace = number("check_in_grace_minutes", on=shift.date)
    latest = shift.ends_at + timedelta(minutes=grace)
    midnight = _midnight_after(session.started_at)
    ended_at = min(at, latest, midnight)
    if ended_at - session.started_at < A_MINUTE:
        raise NothingServedYet
    return ended_at


def close_session(
    presence: Presence,
    *,
    ended_at: datetime,
    way: Way,
    by: Account,
    at: datetime,
    heard_at: datetime | None = None,
    status: Status = Status.SUBMITTED,
    reason_code: str = "",
) -> Presence:
    """
    End the open session, and keep how the person left. The person is locked.

    :param heard_at: when it was sent, if that was later than ``at``
    :raises NotCheckedIn: if it is open no more
    """
    session = _lock(presence)
    claim = Claim(
        volunteer=presence.volunteer,
        organization=presence.shift.activity.organization,
        activity=presence.shift.activity,
        started_at=session.started_at,
        ended_at=ended_at,
        id=session.pk,
    )
    session.ended_at, session.submitted_at = ended_at, heard_at or at
    session.level = level_at_the_end(claim, at=at)
    known = grade(way, at=at, heard_at=heard_at)
    session.evidence = weaker(session.evidence, known)
    move(session, status, by=by, at=heard_at or at, reason_code=reason_code)
    presence.left_at, presence.left_by = max(at, presence.came_at), way
    presence.save(
        update_fields=[
            *("left_at", "left_by", "left_code"),
            *("was_far", "metres_away", "clock_skew"),
        ]
    )
    # What the database works out is as it was on an instance.
    presence.session = Session.objects.with_names().get(pk=session.pk)
    return presence


def move(
    session: Session, status: Status, *, by: Account, at: datetime, reason_code: str
) -> None:
    """Let the locked session stand elsewhere, and keep the step in its history."""
    old = session.status
    session.status, session.reason_code = status, reason_code
    session.decided_at = None if status == Status.SUBMITTED else at
    session.save()
    Move.objects.create(
        volunteer_id=session.volunteer_id,
        session=session,
        old=old,
        new=status,
        by=by,
        at=at,
        reason_code=reason_code,
    )


def _session(presence: Presence) -> Session:
    if presence.session is None:
        raise NotCheckedIn
    return presence.session


def _lock(presence: Presence) -> Session:
    locked = Session.objects.select_for_update(no_key=True, of=("self",))
    session = locked.get(pk=_session(presence).pk)
    if session.status != Status.OPEN:
        raise NotCheckedIn
    return session


def _midnight_after(start: datetime) -> datetime:
    local = timezone.localtime(start)
    day = local.replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(days=1)
