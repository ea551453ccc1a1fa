"""Whose turn it is: seats that become free go along the waiting list, in order."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from activities.models import Seat, Shift, SignUp
from activities.other_seats import fits_in
from activities.rules.tell import tell_people
from activities.telling import LAPSED, OFFERED
from policies.reports import number
from volunteers.models import Account, Volunteer


def offer_seats(shift: Shift, *, at: datetime) -> bool:
    """
    Hold the free seats of a locked shift for whoever has waited longest.

    Who is expected elsewhere at that time, or may not come beside what else they come
    to, is passed over and waits on.

    :returns: whether a seat that is still free is anybody's. It is not while the next
        one in line is just being seated elsewhere: nobody waits for a person while
        holding a shift, so ``keep_seats`` comes back to it.
    """
    passed: list[UUID] = []
    offered: list[UUID] = []
    is_anybodys = True
    while not shift.is_full and not shift.has_started(at):
        one = _next(shift, passed)
        if one is None:
            break
        person = _hold_person(one.volunteer_id)
        if person is None:
            is_anybodys = False
            break
        # As it is now that the person is held.
        if not person.is_registered or not fits_in(person, shift):
            passed.append(one.pk)
            continue
        one.state, one.offered_until = Seat.OFFERED, _until(shift, at)
        one.save(update_fields=["state", "offered_until"])
        shift.seated += 1  # as the database has counted
        offered.append(one.pk)
    tell_people(event=OFFERED, sign_ups=offered, by=None, at=at)
    return is_anybodys


def hold(shift: Shift, volunteer: Volunteer, *, by: Account, at: datetime) -> SignUp:
    """Hold a free seat of a locked shift for somebody who is asked to come."""
    one = join(shift, volunteer, Seat.WAITING, by=by, at=at)
    one.state, one.offered_until = Seat.OFFERED, _until(shift, at)
    one.save(update_fields=["state", "offered_until"])
    return one


def lapse(shift: Shift, *, at: datetime) -> None:
    """Take back the offers of a locked shift that nobody has taken in time."""
    late = list(SignUp.objects.lapsing(at).filter(shift=shift))
    end(late, Seat.LAPSED, shift=shift, at=at)
    tell_people(event=LAPSED, sign_ups=[one.pk for one in late], by=None, at=at)


def join(
    shift: Shift, volunteer: Volunteer, state: Seat, *, by: Account, at: datetime
) -> SignUp:
    """Add somebody to a locked shift, after all who came before."""
    last = SignUp.objects.filter(shift=shift).aggregate(last=Max("turn"))["last"]
    return SignUp.objects.create(
        shift=shift,
        volunteer=volunteer,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        state=state,
        turn=(last or 0) + 1,
        joined_at=at,
        by=by,
    )


def end(sign_ups: Iterable[SignUp], state: Seat, *, shift: Shift, at: datetime) -> None:
    """End sign-ups of a locked shift; the seats they took are free."""
    for one in sign_ups:
        shift.seated -= one.takes_a_seat
        one.state, one.ended_at = state, at
        one.save(update_fields=["state", "ended_at"])


def _next(shift: Shift, passed: list[UUID]) -> SignUp | None:
    """Who has waited longest and could come."""
    elsewhere = SignUp.objects.taking_a_seat().filter(volunteer=OuterRef("volunteer"))
    waiting = SignUp.objects.waiting().filter(~Exists(elsewhere.overlapping(shift)))
    return waiting.filter(shift=shift).exclude(pk__in=passed).in_order().first()


def _hold_person(pk: int) -> Volunteer | None:
    """The person, unless somebody else holds them at this moment: nobody waits."""
    people = Volunteer.objects.select_for_update(no_key=True, skip_locked=True)
    return people.filter(pk=pk).first()


def _until(shift: Shift, at: datetime) -> datetime:
    """
    Until when an offer holds: some hours, but never more than half of what is left,
    so that the next one in line has time to come as well.
    """
    hours = number("offer_hours", on=timezone.localdate(at))
    return at + min(timedelta(hours=hours), (shift.starts_at - at) / 2)
