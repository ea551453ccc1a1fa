"""A whole roster at once: the good claims are logged, the others say why not."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from config.errors import RuleBroken
from config.triggers import read_sql
from hours import errors
from hours.models import Session
from hours.models.queries import as_array
from hours.permissions import led_people, may_record, may_record_some
from hours.rules.claim import Claim
from hours.rules.day import Day, read_days
from hours.rules.law import read_law
from hours.rules.log import as_session, judge, replayed
from hours.rules.log_days import Refusal
from hours.rules.tell import tell_people
from hours.telling import ENTERED
from volunteers.guardians import is_minor
from volunteers.models import Account, Volunteer

ADD = "hours/sql/add_roster.sql"
MOST_PEOPLE = 500
MOST_PERIODS = 10
# What is another for each of a roster's sessions; the rest is what all have.
OWN = (
    *("volunteer_id", "started_at", "ended_at", "break_minutes"),
    *("evidence", "level"),
)


@transaction.atomic
def record(
    *, claims: Sequence[Claim], by: Account, at: datetime
) -> tuple[list[Session], list[Refusal]]:
    """
    Submit a roster, and give back the claims that cannot be; again: the same (L28).

    Each claim is judged as if it were logged by itself, after those before it. All
    are of one organization, and of one activity or field of service. Whose hours they
    are hears of it. Whoever leads a team records for its people, and nobody else.

    :raises NotARecorder: if the account does not record for the organization
    :raises RosterTooLong: if it is of too many people, or of too many times
    :raises IdReused: if an id is already used for something else
    """
    _check_roster(claims, by)
    claims = _with_people_locked(claims)
    judged = list(_judged(claims, by=by, at=at))
    refused = [one for one in judged if isinstance(one, Refusal)]
    sessions = {one.pk: one for one in judged if isinstance(one, Session)}
    new = [one for one in sessions.values() if one._state.adding]
    _add(new)
    tell_people(event=ENTERED, sessions=[one.pk for one in new], by=by, at=at)
    return list(sessions.values()), refused


def check_roster(
    *, claims: Sequence[Claim], by: Account, at: datetime
) -> list[Refusal]:
    """
    What ``record`` would refuse now; nothing is written or locked.

    :raises RuleBroken: whatever ``record`` would refuse of the whole
    """
    _check_roster(claims, by)
    judged = _judged(claims, by=by, at=at)
    return [one for one in judged if isinstance(one, Refusal)]


def _check_roster(claims: Sequence[Claim], by: Account) -> None:
    if any(not may_record_some(by, one.organization) for one in claims[:1]):
        raise errors.NotARecorder
    people = {one.volunteer.pk for one in claims}
    if len(people) > MOST_PEOPLE or len(claims) > len(people) * MOST_PERIODS:
        raise errors.RosterTooLong(people=MOST_PEOPLE, periods=MOST_PERIODS)


def _with_people_locked(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with their people as they are now: nobody else logs for them."""
    wanted = {one.volunteer.pk for one in claims}
    people = Volunteer.objects.select_for_update(no_key=True).order_by("pk")
    locked = {one.pk: one for one in people.filter(pk__in=wanted)}
    return [replace(one, volunteer=locked[one.volunteer.pk]) for one in claims]


def _judged(
    claims: Sequence[Claim], *, by: Account, at: datetime
) -> Iterator[Session | Refusal]:
    """For each claim the session it becomes, or is already; or why it cannot be."""
    if not claims:
        return
    days = read_days(
        people=[_whose_day(one) for one in claims],
        organization=claims[0].organization,
        today=timezone.localdate(at),
    )
    met = _sessions_met(claims, days=days)
    _read_consents(claims)
    apart = _not_led(claims, by)
    law = read_law(claims[0].activity, {_whose_day(one) for one in claims})
    for claim in claims:
        whose = _whose_day(claim)
        try:
            if days[whose].knows(claim.id):
                yield replayed(met[claim.id], claim, by)
                continue
            if claim.volunteer.pk in apart:
                raise errors.NotInYourTeam
            level = judge(
                claim, days[whose], by=by, at=at, find=met.__getitem__, law=law
            )
        except RuleBroken as error:
            yield Refusal(claim, error)
            continue
        session = as_session(claim, by=by, at=at, level=level)
        session.minutes, session.service_date = claim.minutes, whose[1]
        met[session.pk] = session
        days[whose] = days[whose].with_one_more(
            session.pk, claim.started_at, claim.ended_at, claim.minutes
        )
        yield session


def _whose_day(claim: Claim) -> tuple[int, date]:
    return claim.volunteer.pk, claim.service_date


def _not_led(claims: Sequence[Claim], by: Account) -> set[int]:
    """Those for whom somebody who only leads a team does not record."""
    organization = claims[0].organization
    if may_record(by, organization):
        return set()
    people = {one.volunteer.pk for one in claims}
    led = led_people(by, organization).filter(pk__in=people)
    return people - set(led.values_list("pk", flat=True))


def _sessions_met(
    claims: Sequence[Claim], *, days: dict[tuple[int, date], Day]
) -> dict[UUID, Session]:
    """What claims overlap with, or were before, with what it is called."""
    ids = set()
    for claim in claims:
        day = days[_whose_day(claim)]
        held = day.overlapping(claim.started_at, claim.ended_at)
        if day.knows(claim.id):
            ids.add(claim.id)
        elif held:
            ids.add(held.id)
    named = Session.objects.select_related("activity", "service_field")
    return {one.pk: one for one in named.filter(pk__any_of=ids)} if ids else {}


def _read_consents(claims: Sequence[Claim]) -> None:
    """Read at once what guardians of the minors among them agreed to."""
    minors = {
        one.volunteer.pk: one.volunteer
        for one in claims
        if is_minor(one.volunteer, on=one.service_date)
    }
    prefetch_related_objects([*minors.values()], "consents")


def _add(sessions: Sequence[Session]) -> None:
    """:raises IdReused: if an id is of another day, or somebody else's"""
    if not sessions:
        return
    values = vars(sessions[0]) | {
        name: [getattr(one, name) for one in sessions] for name in OWN
    }
    values["id"] = as_array(one.pk for one in sessions)
    with connection.cursor() as cursor:
        cursor.execute(read_sql(ADD), values)
        if cursor.rowcount != len(sessions):
            raise errors.IdReused
    for one in sessions:
        one._state.adding = False
