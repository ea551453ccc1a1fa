"""What becomes of the seats of somebody who leaves, or whose record is given up."""

from datetime import datetime

from django.db import transaction

from activities.models import Absence, Seat, Shift, SignUp
from activities.other_seats import fits_in
from activities.rules.locks import lock_some
from activities.rules.seats import end, join, offer_seats
from volunteers.models import Account, Volunteer


@transaction.atomic
def let_go(*, volunteer: Volunteer, at: datetime) -> None:
    """
    Give up all that somebody was coming to, and forget what they did not come to.
    Whoever calls closes the record, and has locked it.
    """
    Absence.objects.filter(sign_up__volunteer=volunteer).delete()
    volunteer.sign_ups.exclude(late_words="").update(late_words="")
    for shift in _coming_to(volunteer, at=at):
        end(_living(shift, volunteer), Seat.GIVEN_UP, shift=shift, at=at)
        offer_seats(shift, at=at)


@transaction.atomic
def hand_over_seats(
    *, given: Volunteer, kept: Volunteer, by: Account, at: datetime
) -> None:
    """
    Let the record that goes on have the seats of the one given up, both of them locked.

    Where the kept one is expected elsewhere at that time, or comes already, the seat is
    free for others. Whoever waited or was offered a seat waits anew.
    """
    _hand_over_invitations(given, kept)
    for shift in _coming_to(given, at=at):
        living = _living(shift, given)
        was_seated = any(one.is_seated for one in living)
        end(living, Seat.GIVEN_UP, shift=shift, at=at)
        if _may_take(shift, kept) and not shift.has_started(at):
            state = Seat.SEATED if was_seated else Seat.WAITING
            join(shift, kept, state, by=by, at=at)
            shift.seated += was_seated
        offer_seats(shift, at=at)


def _hand_over_invitations(given: Volunteer, kept: Volunteer) -> None:
    """Unless the other record is invited as well."""
    known = kept.invited_to.values("activity")
    given.invited_to.exclude(activity__in=known).update(volunteer=kept)


def _coming_to(volunteer: Volunteer, *, at: datetime) -> list[Shift]:
    """The shifts somebody is coming to or waits for, locked in order."""
    coming = SignUp.objects.living().upcoming(at).filter(volunteer=volunteer)
    return lock_some(coming.values_list("shift", flat=True))


def _living(shift: Shift, volunteer: Volunteer) -> list[SignUp]:
    return list(SignUp.objects.living().filter(shift=shift, volunteer=volunteer))


def _may_take(shift: Shift, kept: Volunteer) -> bool:
    comes = SignUp.objects.living().filter(volunteer=kept, shift=shift)
    return fits_in(kept, shift) and not comes.exists()
