from datetime import datetime

from recognition.certifying.signing import new_key, newest_key
from recognition.models import SigningKey


def renew_key(*, after: int, at: datetime) -> SigningKey:
    """
    Sign with another key from now on; what older ones signed stays good.

    Again with the same ``after``, the number of the key it follows: the same key.
    """
    newest = newest_key()
    return new_key(after=after, at=at) if newest.number == after else newest
