"""
A phone that somebody has given at a desk, to go on with in their own hand.

For a while the record may be taken over by that phone, though another or none is kept
with it: whoever attends to the person has them and their document in front of them.
"""

from dataclasses import dataclass

from django.core.cache import cache

from volunteers.sealing import fingerprint

HOLDS = 40 * 60  # seconds: until the code is typed, and then the record


@dataclass(frozen=True, slots=True)
class Offer:
    """Whose record it is, and who offers it: the keys of a volunteer and an account."""

    person: int
    by: int


def offer(*, to: str, person: int, by: int) -> None:
    """Note the phone (+86…) or e-mail; a later offer takes the place of this one."""
    cache.set(_key(to), [person, by], timeout=HOLDS)


def offered(to: str) -> Offer | None:
    """What holds for the phone or e-mail at this moment."""
    kept = cache.get(_key(to))
    return Offer(*kept) if kept else None


def withdraw(to: str) -> None:
    """Let the offer be over, whether or not there was one."""
    cache.delete(_key(to))


def _key(to: str) -> str:
    return f"offered:{fingerprint(to.lower()).hex()}"
