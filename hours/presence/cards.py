"""
A volunteer's card: a signed code without personal data, scanned by organizers.

It says which record it is of to nobody who has not our key to check it with, and does
nothing by itself: who runs a check-in scans it, with the person before them.
"""

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

from volunteers.models import Volunteer

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


def _signature(pk: int) -> str:
    signed = salted_hmac("hours.presence.cards", str(pk), algorithm="sha256")
    return signed.hexdigest()[:SIGNED]
