"""What is kept under which keys, and whether it may be written anew."""

from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings

from volunteers.sealing import newest_key


class Refused(Exception):
    """To go on would hide people from their own sign-in; it says what to do first."""


@dataclass(slots=True)
class Found:
    """
    What is kept under which keys.

    :ivar seals: how many values are sealed with which key's number
    :ivar numberless: hashes whose number cannot be read
    :ivar strange: hashes by none of the keys in the settings
    :ivar others: hashes by another key than today's
    :ivar unready: of those, the ones without a second hash by the next key
    :ivar seconds: hashes in a second column that are missing there, or left over
    """

    seals: Counter[int] = field(default_factory=Counter)
    numberless: int = 0
    strange: int = 0
    others: int = 0
    unready: int = 0
    seconds: int = 0

    @property
    def old_seals(self) -> int:
        """Values that are sealed with an older key that is known."""
        older = (one for one in settings.FIELD_KEYS if one != newest_key())
        return sum(self.seals[one] for one in older)

    @property
    def lost_seals(self) -> int:
        """Values whose key is in no settings any more."""
        return self.seals.total() - self.seals[newest_key()] - self.old_seals

    @property
    def is_done(self) -> bool:
        """Whether every row that can be read is as today's settings would write it."""
        return not (self.old_seals or self.others or self.seconds)

    def refuse(self) -> None:
        """
        :raises Refused: if somebody would not be found, or could register twice
        """
        if self.strange:
            raise Refused(
                f"{self.strange:,} hashes are by none of the keys in the settings."
                " Put the key they were made with into FIELD_HASH_KEY, or into"
                " FIELD_HASH_KEYS_OLD where another one is in use by now."
            )
        if self.unready and settings.FIELD_HASH_KEY_NEXT == settings.FIELD_HASH_KEY:
            raise Refused(
                f"{self.unready:,} numbers have no hash by the next key yet. Make the"
                " old key FIELD_HASH_KEY again and keep FIELD_HASH_KEY_NEXT, restart"
                " every program, and run rotate_keys: it says when to go on."
            )
