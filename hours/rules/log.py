from collections.abc import Callable
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from config.triggers import read_sql
from hours import errors
from hours.limits import limits as limits_of
from hours.models import Evidence, Level, Session, Status
from hours.rules.claim import Claim, local_days, split
from hours.rules.day import Day, read_day
from hours.rules.law import Law, law_of
from hours.rules.minors import check_minor
from hours.rules.tell import tell_people
from hours.telling import ENTERED
from volunteers.models import Account
from volunteers.permissions import acts_for, read_organizations, records_for

ADD = "hours/sql/add_session.sql"
MOST_PARTS = 366  # of a claim over many days, that are named

# Gives a session that is there, with what it is called.
Find = Callable[[UUID], Session]


def log(*, claim: Claim, by: Account, at: datetime) -> tuple[Session, bool]:
    """
    Submit a session for approval, and say whether it is new; again: the same.

    The level that must approve is fixed here, from the person's whole local day, from
    how long ago that was (L07, L15) and from whether the person leads the organization
    (L17). One statement locks the person, sees that the day is still as it was judged,
    and adds the session; else it is judged anew.

    :raises NotARecorder: if it is neither one's own nor recorded for one's organization
    :raises IdReused: if the id is known, but for anything else than this very claim
    :raises EndsBeforeItStarts: if the end is not later than the start
    :raises ShorterThanAMinute: if less than a minute is left (L02)
    :raises InTheFuture: if it has not ended yet
    :raises CrossesMidnight: if it does not stay within one local day (L03)
    :raises OrganizationNotActive: if the organization takes no new hours
    :raises VolunteerNotActive: if the person is not registered any more (L20)
    :raises OwnWordNotTaken: if it is one's own, and the city takes none for now (L34)
    :raises BeforeRegistering: if it belongs to a record the person has closed
    :raises TooYoungThatDay: if the person was under 8
    :raises NoGuardianAgreed: if a minor's guardian had not agreed by that day (L23)
    :raises ServiceFieldNeeded: if neither an activity nor a field is given
    :raises ActivityOfAnother: if the activity is not the organization's
    :raises ActivityNotHeld: if it is a draft, or was cancelled before it began
    :raises NotInsuredThatDay: if it was dangerous, and no policy covered the day (L24)
    :raises CredentialNeededThatDay: if the person had no paper it asks for (L25)
    :raises TooLate: if it was longer ago than even the parent may accept (L15)
    :raises DayIsFull: if the person's day would exceed what the city may accept
    :raises Overlaps: if the person's time is already taken (L04)
    """
    _check_right(claim, by)
    while True:
        day = read_day(**_whose_day(claim, at))
        if day.knows(claim.id):
            known = Session.objects.get(pk=claim.id)
            return replayed(known, claim, by), False
        level = judge(claim, day, by=by, at=at)
        session = as_session(claim, by=by, at=at, level=level)
        if _enter(session, day, claim, by=by, at=at):
            return session, True


def _enter(
    session: Session, day: Day, claim: Claim, *, by: Account, at: datetime
) -> bool:
    """Add the session; whose it is hears of it in the same transaction."""
    if is_own(claim, by):
        return add(session, day)
    with transaction.atomic():
        is_added = add(session, day)
        if is_added:
            tell_people(event=ENTERED, sessions=[session.pk], by=by, at=at)
        return is_added


def check(*, claim: Claim, by: Account, at: datetime) -> Level:
    """
    Who must approve the claim if it were logged now; nothing is written or locked.

    :raises RuleBroken: whatever ``log`` would refuse
    """
    _check_right(claim, by)
    day = read_day(**_whose_day(claim, at))
    return judge(claim, day, by=by, at=at)


def _whose_day(claim: Claim, at: datetime) -> dict[str, Any]:
    return {
        "volunteer": claim.volunteer,
        "organization": claim.organization,
        "day": timezone.localdate(claim.started_at),
        "today": timezone.localdate(at),
    }


def called(pk: UUID) -> Session:
    return Session.objects.select_related("activity", "service_field").get(pk=pk)


def judge(
    claim: Claim,
    day: Day,
    *,
    by: Account,
    at: datetime,
    find: Find = called,
    law: Law | None = None,
) -> Level:
    """
    Who must approve the claim, beside what the person's day holds already.

    :param find: gives what the claim overlaps with, from where it is at hand
    :param law: what stands against it by law, where it has been read
    :raises RuleBroken: whatever ``log`` would refuse, but for the right to log
    """
    limits = limits_on(claim)
    _check_form(claim, at, limits)
    check_parties(claim, day)
    if is_own(claim, by) and not day.is_believed:
        raise errors.OwnWordNotTaken
    check_minor(claim.volunteer, start=claim.started_at, end=claim.ended_at)
    (law or law_of(claim)).check(claim)
    check_overlap(claim, day, by=by, find=find)
    return level_of(claim, day, at=at, limits=limits)


def judge_anew(claim: Claim, day: Day, *, by: Account, at: datetime) -> Level:
    """
    Who must approve other times for counted hours, however long ago they were.

    :raises RuleBroken: whatever ``log`` would refuse of times and of the person's day
    """
    check_times(claim, at)
    check_minor(claim.volunteer, start=claim.started_at, end=claim.ended_at)
    if claim.replaces and claim.service_date != claim.replaces.service_date:
        law_of(claim).check(claim)
    check_overlap(claim, day, by=by, find=called)
    limits = limits_on(claim)
    return level_of(claim, day, at=claim.ended_at, limits=limits)


@transaction.atomic
def log_split(*, claim: Claim, by: Account, at: datetime) -> list[tuple[Session, bool]]:
    """
    Log a claim that goes past midnight as one session a local day: all, or none.

    The first part keeps the claim's id, later ones have uuid5(id, date).

    :raises RuleBroken: whatever ``log`` refuses of a part
    """
    return [log(claim=part, by=by, at=at) for part in split(claim)]


def replayed(known: Session, claim: Claim, by: Account) -> Session:
    """:raises IdReused: if the session is anything else than this very claim"""
    same = {
        "volunteer_id": claim.volunteer.pk,
        "organization_id": claim.organization.pk,
        "activity_id": claim.activity.pk if claim.activity else None,
        "started_at": claim.started_at,
        "ended_at": claim.ended_at,
        "break_minutes": claim.break_minutes,
        "note": claim.note,
        "submitted_by_id": by.pk,
    }
    if claim.activity is None and claim.service_field:
        same["service_field_id"] = claim.service_field.pk
    if not known.claims_the_same(same):
        raise errors.IdReused
    return known


def is_own(claim: Claim, by: Account) -> bool:
    """The person's own claim, or of the guardian who acts for a child."""
    return claim.volunteer.account_id == by.pk or acts_for(by, claim.volunteer)


def _check_right(claim: Claim, by: Account) -> None:
    if not is_own(claim, by) and not records_for(by, claim.organization):
        raise errors.NotARecorder


def check_times(claim: Claim, at: datetime) -> None:
    """:raises RuleBroken: if they are out of order, not over, or of two days"""
    _check_order(claim, at)
    _check_midnight(claim)


def _check_form(claim: Claim, at: datetime, limits: dict[str, int]) -> None:
    _check_order(claim, at)
    if _days_ago(claim, at) > limits["retro_days_parent"]:
        raise errors.TooLate(days=limits["retro_days_parent"])
    _check_midnight(claim)


def _check_order(claim: Claim, at: datetime) -> None:
    if claim.ended_at <= claim.started_at:
        raise errors.EndsBeforeItStarts
    if claim.minutes < 1:
        raise errors.ShorterThanAMinute
    if claim.ended_at > at:
        raise errors.InTheFuture


def _check_midnight(claim: Claim) -> None:
    # There could be hundreds of thousands of days.
    parts = list(islice(local_days(claim.started_at, claim.ended_at), MOST_PARTS))
    if len(parts) > 1:
        raise errors.CrossesMidnight(parts=parts)


def check_parties(claim: Claim, day: Day) -> None:
    """:raises RuleBroken: if person, organization or activity take no hours then"""
    if not day.organization_is_active:
        raise errors.OrganizationNotActive
    if not day.is_registered:
        raise errors.VolunteerNotActive
    if (since := claim.volunteer.counts_from) and claim.started_at < since:
        raise errors.BeforeRegistering(day=f"{timezone.localdate(since)}")
    if claim.activity is None and claim.service_field is None:
        raise errors.ServiceFieldNeeded
    if claim.activity and claim.activity.organization_id != claim.organization.pk:
        raise errors.ActivityOfAnother
    if claim.activity and not claim.activity.takes_hours:
        raise errors.ActivityNotHeld


def check_overlap(claim: Claim, day: Day, *, by: Account, find: Find) -> None:
    """:raises Overlaps: if the person's time is already taken (L04)"""
    held = day.overlapping(claim.started_at, claim.ended_at)
    if held is None:
        return
    other = find(held.id)
    other_end = other.ended_at or claim.ended_at
    may_know = is_own(claim, by) or other.organization_id in read_organizations(by)
    raise errors.Overlaps(
        started_at=other.started_at,
        ended_at=other_end,
        title=other.title if may_know else None,
        shared=errors.minutes_shared(
            claim.started_at, claim.ended_at, other.started_at, other_end
        ),
    )


def as_session(claim: Claim, *, by: Account, at: datetime, level: Level) -> Session:
    """The session that the claim becomes, not yet written."""
    place = claim.activity or claim.organization
    field_of_service = claim.activity or claim
    return Session(
        id=claim.id,
        volunteer=claim.volunteer,
        organization=claim.organization,
        activity=claim.activity,
        district_id=place.district_id,
        site_id=place.site_id,
        service_field=field_of_service.service_field,
        started_at=claim.started_at,
        ended_at=claim.ended_at,
        break_minutes=claim.break_minutes,
        evidence=_evidence(claim, by=by, at=at),
        level=level,
        status=Status.SUBMITTED,
        note=claim.note,
        replaces=claim.replaces,
        submitted_by=by,
        submitted_at=at,
    )


def add(session: Session, judged: Day) -> bool:
    """
    Add the session, unless somebody has changed the day since it was judged.

    :raises IdReused: if the id is of another day, or somebody else's
    """
    seen = {"seen": judged.seen, "day": timezone.localdate(session.started_at)}
    with connection.cursor() as cursor:
        cursor.execute(read_sql(ADD), vars(session) | seen)
        made = cursor.fetchone()
    if made is None:
        raise errors.IdReused
    is_as_seen, session.minutes, session.service_date = made
    session._state.adding = False
    return bool(is_as_seen)


def _evidence(claim: Claim, *, by: Account, at: datetime) -> Evidence:
    if is_own(claim, by):
        return Evidence.DECLARED
    served_today = timezone.localdate(claim.started_at) == timezone.localdate(at)
    return Evidence.WITNESSED if served_today else Evidence.ENTERED


def limits_on(claim: Claim) -> dict[str, int]:
    """The organization's numbers of the service date."""
    on = timezone.localdate(claim.started_at)
    return limits_of(claim.organization.pk, on=on)


def _days_ago(claim: Claim, at: datetime) -> int:
    return (timezone.localdate(at) - timezone.localdate(claim.started_at)).days


def level_of(claim: Claim, day: Day, *, at: datetime, limits: dict[str, int]) -> Level:
    """:raises DayIsFull: if the day would exceed what the city may accept (L07)"""
    minutes = day.minutes + claim.minutes
    if minutes > limits["day_minutes_city"]:
        raise errors.DayIsFull(hours=limits["day_minutes_city"] // 60)
    has_parent = claim.organization.parent_id is not None
    if minutes > limits["day_minutes_parent"]:
        return Level.CITY
    if (
        day.is_led
        or minutes > limits["day_minutes_organization"]
        or _days_ago(claim, at) > limits["retro_days_organization"]
    ):
        return Level.PARENT if has_parent else Level.CITY
    return Level.ORGANIZATION
