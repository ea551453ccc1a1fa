"""After the shift the organizer says in one act who was there."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from activities.errors import NotOverYet
from activities.models import Seat, Shift, SignUp
from hours.models import Presence, RosterConfirmed, Session, Status, Way
from hours.permissions import may_record, runs_check_in
from hours.presence.errors import NotTheOrganizer
from hours.presence.rules.closing import A_MINUTE, close_session, move
from hours.reasons import NOT_CHECKED_OUT
from hours.rules.claim import Claim
from hours.rules.log_days import Refusal
from hours.rules.record import record
from volunteers.models import Account, Volunteer
from volunteers.permissions import speaks_for


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a roster came to; ``refused`` are those who cannot be recorded, and why."""

    roster: RosterConfirmed
    refused: Sequence[Refusal] = field(default_factory=list)


@transaction.atomic
def confirm_roster(
    *,
    shift: Shift,
    stayed: Collection[UUID],
    were_there: Collection[int],
    by: Account,
    at: datetime,
) -> Confirmed:
    """
    Say who was at the shift: all hours of it then wait for their approval.

    Whoever checked in and out needs no word. Again: the same, and what is new.

    :param stayed: presences of people who did not check out, and were there to the end
    :param were_there: people with a seat who did not check in, and were there all the
        same: recorded as the organizer saw it, for the time of the shift
    :raises NotTheOrganizer: if the account does not run the check-in
    :raises NotOverYet: before the end of the shift
    """
    if not runs_check_in(by, shift.activity):
        raise NotTheOrganizer
    if not shift.is_over(at):
        raise NotOverYet
    seats = SignUp.objects.filter(shift=shift, state=Seat.SEATED)
    missed = seats.filter(volunteer__in=were_there)
    people = {*missed.values_list("volunteer", flat=True)}
    _lock_people(shift, people)
    confirmed = [one for one in _open_ends(shift, stayed) if _confirm(one, by, at)]
    refused = _record(shift, people, by=by, at=at)
    present = _present(shift) | recorded_at(shift)
    roster, _is_new = RosterConfirmed.objects.update_or_create(
        shift=shift,
        defaults={
            "people": len(present),
            "absent": seats.exclude(volunteer__in=present).count(),
            "confirmed": len(confirmed) + _confirmed_before(shift),
            "by": by,
            "at": at,
        },
    )
    return Confirmed(roster, refused)


def recorded_at(shift: Shift) -> set[int]:
    """Who was recorded by the roster without having checked in, by person."""
    seats = SignUp.objects.filter(shift=shift, state=Seat.SEATED)
    numbers = seats.values_list("volunteer__number", flat=True)
    recorded = Session.objects.filter(
        pk__in=[_roster_id(shift, one) for one in numbers]
    )
    kept = recorded.exclude(status=Status.WITHDRAWN)
    return set(kept.values_list("volunteer", flat=True))


def _roster_id(shift: Shift, number: str) -> UUID:
    """Of the session of whoever was there by the roster: recorded once."""
    return uuid5(shift.pk, number)


def _confirmed_before(shift: Shift) -> int:
    before = RosterConfirmed.objects.filter(shift=shift).first()
    return before.confirmed if before else 0


def _lock_people(shift: Shift, missed: Collection[int]) -> None:
    """All of them at once, by id: before their sessions, as everywhere."""
    there = Presence.objects.filter(shift=shift).values_list("volunteer", flat=True)
    people = Volunteer.objects.select_for_update(no_key=True).order_by("pk")
    list(people.filter(pk__in={*there, *missed}).values_list("pk"))


def _open_ends(shift: Shift, stayed: Collection[UUID]) -> list[Presence]:
    found = Presence.objects.with_names().filter(shift=shift, pk__in=stayed)
    return list(found.exclude(session=None).order_by("session"))


def _confirm(presence: Presence, by: Account, at: datetime) -> bool:
    """Whether it was for the account to say, and not said before."""
    if speaks_for(by, presence.volunteer):
        return False
    session = presence.session
    if session is None:
        return False
    if presence.is_on_site:
        ended_at = presence.shift.ends_at
        if ended_at - session.started_at < A_MINUTE:
            return False
        close_session(presence, ended_at=ended_at, way=Way.ROSTER, by=by, at=at)
        return True
    locked = Session.objects.select_for_update(no_key=True).filter(
        pk=session.pk,
        status=Status.QUERIED,
        reason_code=NOT_CHECKED_OUT,
    )
    asked = locked.first()
    if asked is None:
        return False
    move(asked, Status.SUBMITTED, by=by, at=at, reason_code="")
    return True


def _record(
    shift: Shift, people: Collection[int], *, by: Account, at: datetime
) -> list[Refusal]:
    """Record them, and say who could not be."""
    activity = shift.activity
    if not people or not may_record(by, activity.organization):
        return []
    claims = [
        Claim(
            volunteer=person,
            organization=activity.organization,
            activity=activity,
            started_at=shift.starts_at,
            ended_at=shift.ends_at,
            id=_roster_id(shift, person.number),
        )
        for person in Volunteer.objects.filter(pk__in=people).order_by("pk")
        if not speaks_for(by, person)
    ]
    _sessions, refused = record(claims=claims, by=by, at=at)
    return list(refused)


def _present(shift: Shift) -> set[int]:
    came = Presence.objects.let_in().filter(shift=shift)
    came = came.exclude(session__status=Status.WITHDRAWN)
    return set(came.values_list("volunteer", flat=True))
