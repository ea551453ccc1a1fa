"""Who is turned away leaves a trace for the organizer, though nothing else is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from config import limits
from config.anyway import note
from config.errors import RuleBroken
from hours.models import TurnedAway
from hours.presence import codes
from hours.presence.codes import Code
from hours.presence.errors import CodeUnknown, ForSomebodyElse, TooManyTries
from volunteers.models import Account, Volunteer
from volunteers.permissions import speaks_for

WRONG_TRIES = 5
MINUTE = 60  # seconds


def read_code(typed: str, *, by: Account, at: datetime) -> Code:
    """
    Whose code it is, be it still good or not. Those that are not good are counted.

    :raises TooManyTries: after five of an account in a minute, whatever the sixth is
    :raises CodeUnknown: if it is nobody's
    """
    subject = f"check-in:{by.pk}"
    if wait := limits.passed(subject, limit=WRONG_TRIES, seconds=MINUTE):
        raise TooManyTries(wait=wait)
    found = codes.read(typed, at=at)
    is_wrong = found is None or not found.is_live(at)
    # Counted here, so that of many at once no more are tried either.
    if is_wrong and (wait := limits.spend(subject, limit=WRONG_TRIES, seconds=MINUTE)):
        raise TooManyTries(wait=wait)
    if found is None:
        raise CodeUnknown
    return found


@contextmanager
def traced(
    found: Code, *, volunteer: Volunteer | None, by: Account, at: datetime
) -> Iterator[Volunteer]:
    """
    Keep that somebody was refused, and why, whatever becomes of the transaction.

    :param volunteer: whom it is for; None if the number that was named is nobody's
    :raises ForSomebodyElse: if ``by`` does not speak for the volunteer; who tried it
        is kept, and not whom they named
    """
    person = volunteer if volunteer and speaks_for(by, volunteer) else None
    try:
        if person is None:
            raise ForSomebodyElse
        yield person
    except RuleBroken as refused:
        note(
            partial(
                TurnedAway.objects.create,
                activity=found.activity,
                account=by,
                volunteer=person or by.as_volunteer,
                why=refused.code,
                code_made=found.made,
                at=at,
            )
        )
        raise
