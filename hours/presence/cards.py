"""
A volunteer's card: a signed code without personal data, scanned by organizers.

It says which record it is of to nobody who has not our key to check it with, and does
nothing by itself: who runs a check-in scans it, with the person before them.
"""

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from activities.models import Shift
from hours.models import Presence, Way
from hours.presence.errors import NobodyToCheckIn
from volunteers.identifiers import fold
from volunteers.models import Account, Volunteer
from volunteers.scopes import spoken_for

SIGNED = 24  # letters of the signature
LONGEST = 13  # digits that base36_to_int takes


def token_of(volunteer: Volunteer) -> str:
    """What stands on the card."""
    return f"{int_to_base36(volunteer.pk)}-{_signature(volunteer.pk)}"


def whose(token: str) -> Volunteer | None:
    """The person whose card it is; None if it is nobody's."""
    number, _dash, signature = token.partition("-")
    if not 0 < len(number) <= LONGEST:
        return None
    try:
        pk = base36_to_int(number)
    except ValueError:
        return None
    if not constant_time_compare(signature, _signature(pk)):
        return None
    return Volunteer.objects.filter(pk=pk).first()


def named(text: str, shift: Shift, *, by: Account) -> tuple[Volunteer, Way]:
    """
    Whom an organizer means: by the link on a card, or by the number of somebody who
    has signed up for the shift, came to it, or has the organizer's desk speak for them.

    :raises NobodyToCheckIn: if nobody
    """
    if person := whose(text.strip().rstrip("/").rpartition("/")[2]):
        return person, Way.CARD
    number = fold(text)
    if not (number.isascii() and number.isalnum()):
        raise NobodyToCheckIn
    known = shift.sign_ups.living().filter(volunteer__number=number)
    came = Presence.objects.let_in().filter(shift=shift, volunteer__number=number)
    if known.exists() or came.exists():
        return Volunteer.objects.get(number=number), Way.ROSTER
    if person := spoken_for(by).filter(number=number).first():
        return person, Way.ROSTER
    raise NobodyToCheckIn


def _signature(pk: int) -> str:
    signed = salted_hmac("hours.presence.cards", str(pk), algorithm="sha256")
    return signed.hexdigest()[:SIGNED]
