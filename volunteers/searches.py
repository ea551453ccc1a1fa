"""Searches by name or phone: what is kept of them, and whether they find somebody."""

from volunteers.masking import mask_name
from volunteers.models import PeopleSearch, Volunteer
from volunteers.people import LEAST, Wanted
from volunteers.sealing import fingerprint

Way = PeopleSearch.Way


def print_of(wanted: Wanted) -> bytes:
    """A keyed hash of what is looked for, and by which way."""
    value = wanted.value
    return _print(wanted.column, value if isinstance(value, str) else value.hex())


def masked(wanted: Wanted) -> str:
    """What was looked for, as others may read it."""
    if wanted.column in (Way.NAME, Way.INITIALS):
        return mask_name(str(wanted.value))
    return "····"


def prints_that_find(volunteer: Volunteer) -> list[bytes]:
    """The hashes of every search by name or phone that has the person in its answer."""
    beginnings = [
        _print(way, text[:length])
        for way, text in (
            (Way.NAME, volunteer.name),
            (Way.INITIALS, volunteer.initials),
        )
        for length in range(LEAST, len(text) + 1)
    ]
    if not volunteer.phone_hash:
        return beginnings
    return [
        *beginnings,
        _print(Way.LAST_DIGITS, volunteer.phone_last4),
        _print(Way.PHONE, bytes(volunteer.phone_hash).hex()),
    ]


def _print(way: str, text: str) -> bytes:
    return fingerprint(f"search\0{way}\0{text}")
