"""Other times for hours that count: the wrong ones go as the right ones come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, Value, When
from django.utils import timezone

from hours.disputes.errors import MoreThanEntered, SameTimes
from hours.errors import LeftOut, Refused
from hours.models import Entry, Evidence, Session, Status
from hours.models.office import office_of
from hours.models.queries import as_array
from hours.models.session import CLAIM
from hours.reasons import require_offered
from hours.rules.claim import Claim
from hours.rules.day import read_day
from hours.rules.judging import (
    decided,
    entered_by,
    execute,
    higher_level,
    lock_and_judge,
    not_in_office,
    own,
    require_reason,
    run,
)
from hours.rules.log import add, check_times, judge_anew
from hours.rules.tell import tell_people
from hours.telling import CORRECTED
from volunteers.models import Account, Volunteer

# What a replacement does not have from the session it stands for.
ANEW = {"id", "started_at", "ended_at", "break_minutes", "level", "replaces_id"}
KEPT = [name for name in CLAIM if name not in ANEW]
NOT_APPROVED = "not_approved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """From when to when somebody served, and how many minutes of it do not count."""

    started_at: datetime
    ended_at: datetime
    break_minutes: int = 0

    @property
    def values(self) -> dict[str, Any]:
        return {
            "started_at": self.started_at,
            "ended_at": self.ended_at,
            "break_minutes": self.break_minutes,
        }


@transaction.atomic
def correct(
    *,
    session: Session,
    times: Times,
    by: Account,
    at: datetime,
    reason_code: str = "",
    reason: str = "",
    is_asked_for: bool = False,
    told_otherwise: Account | None = None,
) -> Session:
    """
    Reverse a counted session and count it anew with the right times (L18); again:
    the same.

    For whom, where, on what evidence and on whose word stays as it was. How long ago
    that was does not matter (L15); the person's day does (L07). Whose hours they are
    hears of it.

    :param is_asked_for: somebody else than ``by`` has asked for these very times
    :param told_otherwise: who hears of it by another notice
    :raises ReasonNeeded: if neither a code nor words are given
    :raises UnknownReason: if there is no such reason, or it was retired
    :raises LeftOut: if it is not counted, or not for ``by`` to decide, as it is or as
        it would be (L07)
    :raises SameTimes: if nothing would be different
    :raises MoreThanEntered: if hours entered later would become more on one's own word
    :raises RuleBroken: whatever ``log`` refuses of times: order, midnight, overlap, day
    """
    require_reason(reason_code, reason)
    require_offered(reason_code, at=at)
    lock_person_of(session)
    refused = _judge(session, by, at=at)
    if refused:
        done = _corrected_before(session, times, by=by)
        if done is None or refused.code != NOT_APPROVED:
            raise LeftOut(refused)
        return done
    claim = claim_with(times, session, at=at)
    entered = session.evidence == Evidence.ENTERED
    if entered and claim.minutes > session.minutes and not is_asked_for:
        raise MoreThanEntered
    values = decided(by, at, reason_code, reason)
    # First: the right times may need some of the wrong ones.
    run("leave_record", sessions=[session.pk], **values)
    new = _enter(claim, session, by=by, at=at)
    Session.objects.filter(pk=new.pk).update(
        status=Status.APPROVED,
        decided_by=by,
        decided_at=at,
        reason_code=reason_code,
        reason=reason.strip(),
    )
    both = as_array([session.pk, new.pk])
    execute("post_together", kind=Entry.Kind.REVERSE, **values | {"ids": both})
    tell_people(
        event=CORRECTED,
        sessions=[new.pk],
        by=by,
        at=at,
        told_otherwise=told_otherwise,
    )
    return Session.objects.get(pk=new.pk)


def lock_person_of(session: Session) -> None:
    """Nothing else happens to the person's timeline until the transaction ends."""
    Volunteer.objects.select_for_update(no_key=True).get(pk=session.volunteer_id)


def claim_with(times: Times, session: Session, *, at: datetime) -> Claim:
    """
    What the session claims, with other times.

    :raises RuleBroken: what ``log`` refuses of times, or SameTimes
    """
    if session.claims_the_same(times.values):
        raise SameTimes
    claim = Claim(
        volunteer=session.volunteer,
        organization=session.organization,
        activity=session.activity,
        service_field=session.service_field,
        note=session.note,
        replaces=session,
        **times.values,
    )
    check_times(claim, at)
    return claim


def _judge(session: Session, by: Account, *, at: datetime) -> Refused | None:
    __, refused = lock_and_judge(
        [session],
        not_in_office(by, at=at),
        own(by),
        higher_level(by, at=at),
        When(~Q(status=Status.APPROVED), then=Value(NOT_APPROVED)),
        When(entered_by(by), then=Value("recorder_decides")),
    )
    return refused[0] if refused else None


def _corrected_before(session: Session, times: Times, *, by: Account) -> Session | None:
    counted = Session.objects.filter(
        volunteer=session.volunteer_id,
        replaces=session,
        status=Status.APPROVED,
        decided_by=by,
    )
    return counted.filter(**times.values).first()


def _enter(claim: Claim, session: Session, *, by: Account, at: datetime) -> Session:
    """Submit the right times, at the level of a day so long."""
    on = timezone.localdate(claim.started_at)
    while True:
        day = read_day(
            volunteer=claim.volunteer,
            organization=claim.organization,
            day=on,
            today=timezone.localdate(at),
        )
        level = judge_anew(claim, day, by=by, at=at)
        new = Session(
            **{name: getattr(session, name) for name in KEPT},
            started_at=claim.started_at,
            ended_at=claim.ended_at,
            break_minutes=claim.break_minutes,
            level=level,
            replaces=session,
        )
        if not office_of(by, at=at).decides(new):
            raise LeftOut(Refused(session=session.pk, code="higher_level"))
        if add(new, day):
            return new
