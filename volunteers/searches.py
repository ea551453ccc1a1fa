"""Searches by name or phone: what is kept of them, and whether they find somebody."""

from django.conf import settings

from volunteers.masking import mask_name
from volunteers.models import PeopleSearch, Volunteer
from volunteers.people import LEAST, Wanted
from volunteers.sealing import fingerprint, hash_keys

Way = PeopleSearch.Way


def print_of(wanted: Wanted) -> bytes:
    """A keyed hash of what is looked for, and by which way."""
    return _print(wanted.column, wanted.value, settings.FIELD_HASH_KEY)


def masked(wanted: Wanted) -> str:
    """What was looked for, as others may read it."""
    if wanted.column in (Way.NAME, Way.INITIALS):
        return mask_name(wanted.value)
    return "····"


def prints_that_find(volunteer: Volunteer) -> list[bytes]:
    """
    The hashes of every search by name or phone that has the person in its answer.

    By every key: a search stays on record for years, and under the key of its day.
    """
    typed = [
        (way, text[:length])
        for way, text in (
            (Way.NAME, volunteer.name),
            (Way.INITIALS, volunteer.initials),
        )
        for length in range(LEAST, len(text) + 1)
    ]
    if volunteer.phone:
        typed += [
            (Way.LAST_DIGITS, volunteer.phone_last4),
            (Way.PHONE, volunteer.phone),
        ]
    return [_print(way, text, key) for key in hash_keys() for way, text in typed]


def _print(way: str, text: str, key: str) -> bytes:
    said = fingerprint(text, key=key).hex() if way == Way.PHONE else text
    return fingerprint(f"search\0{way}\0{said}", key=key)
