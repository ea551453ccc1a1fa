"""
Codes on the organizer's screen: eight letters, another every minute, never stored.

A code is made of the program's own key, the activity, its secret if it has one, and the
minute, so none can be guessed or worked out by whoever reads the database. Whose code
was typed is found by making the codes of the activities that are under way: a few
hundred at most.
The alphabet is that of RFC 8628 (section 6.1): no vowels, so no words, and nothing that
is taken for something else.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Exists, OuterRef
from django.utils.crypto import salted_hmac

from activities.models import Activity, Shift
from hours.models import CheckPoint
from hours.presence.on_now import on_now

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
LENGTH = 8
BASE = len(LETTERS)
LIFE = 60  # seconds; the code before is good as well
# So many minutes back it is known whose code it was, to say so to the organizer.
KNOWN_BACK = 180
POSTER = "poster"
KIOSK, KIOSK_LENGTH = b"kiosk", 32


@dataclass(frozen=True, slots=True)
class Code:
    """
    A code that was shown, and of which activity; ``made`` is its minute since 1970.

    None of a printed one, which is good as long as there are shifts.
    """

    point: CheckPoint
    letters: str
    made: int | None

    @property
    def activity(self) -> Activity:
        return self.point.activity

    @property
    def is_printed(self) -> bool:
        return self.made is None

    @property
    def good_until(self) -> datetime | None:
        """The moment from which it is refused; None of a printed one."""
        return None if self.made is None else moment_of(self.made + 2)

    def is_live(self, at: datetime) -> bool:
        """Whether it is the code of this minute or of the one before, or printed."""
        return self.made is None or 0 <= minute_of(at) - self.made <= 1


def minute_of(at: datetime) -> int:
    """The minute since 1970 that a moment lies in."""
    return int(at.timestamp()) // LIFE


def moment_of(minute: int) -> datetime:
    """When that minute begins."""
    return datetime.fromtimestamp(minute * LIFE, tz=UTC)


def fold(typed: str) -> str:
    """What was typed as a code: capitals alone, without spaces and dashes."""
    letters = (one for one in typed.upper() if one.isascii() and one.isalnum())
    return "".join(letters)[:20]


def shown(letters: str) -> str:
    """The code in two groups, as people read it out."""
    return f"{letters[:4]}-{letters[4:]}"


def code_now(point: CheckPoint, *, at: datetime) -> Code:
    """The code to show at that moment."""
    minute = minute_of(at)
    return Code(point, _letters(_number(_key(point), str(minute))), minute)


def poster_code(point: CheckPoint) -> Code:
    """The code to print."""
    return Code(point, _letters(_number(_key(point), POSTER)), None)


def read(typed: str, *, at: datetime) -> Code | None:
    """
    Whose code it is, be it still good or not; None if it is nobody's by now.

    Good ones are looked for first; what was good once is found within three hours.
    """
    letters = fold(typed)
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
        return None
    wanted = sum(LETTERS.index(one) * BASE**place for place, one in enumerate(letters))
    keys = [(_key(point), point) for point in points_under_way(at=at)]
    for made in _tried(minute_of(at)):
        what = POSTER if made is None else str(made)
        for key, point in keys:
            is_shown = made is not None or point.has_poster
            if is_shown and _number(key, what) == wanted:
                return Code(point, letters, made)
    return None


def _tried(minute: int) -> Iterator[int | None]:
    """The minutes a code may be of, those of good ones first; None: printed."""
    yield from (minute, minute - 1, None)
    yield from range(minute - 2, minute - KNOWN_BACK, -1)


def point_of(activity: Activity) -> CheckPoint:
    """Where people check in at the activity; not kept as long as all is as usual."""
    try:
        return activity.check_point
    except CheckPoint.DoesNotExist:
        return CheckPoint(activity=activity)


def points_under_way(*, at: datetime) -> Iterator[CheckPoint]:
    """Those of activities with a shift that people may be coming to or leaving now."""
    shifts = Shift.objects.filter(on_now(at), activity=OuterRef("pk"))
    published = Activity.objects.exclude(state=Activity.State.DRAFT)
    found = published.filter(Exists(shifts)).order_by("pk")
    for activity in found.select_related("organization", "check_point"):
        yield point_of(activity)


def _key(point: CheckPoint) -> bytes:
    """What all codes of a point are made with; worth nothing without our own key."""
    secret = f"{point.pk}:{bytes(point.secret).hex()}"
    return salted_hmac("hours.presence.codes", secret, algorithm="sha256").digest()


def _number(key: bytes, what: str) -> int:
    digest = hmac.digest(key, what.encode(), "sha256")
    return int.from_bytes(digest[:16]) % BASE**LENGTH


def _letters(number: int) -> str:
    places = (number // BASE**place % BASE for place in range(LENGTH))
    return "".join(LETTERS[place] for place in places)


def kiosk_secret(point: CheckPoint) -> str:
    """Under which address a tablet shows the codes; another one with another secret."""
    return hmac.digest(_key(point), KIOSK, "sha256").hex()[:KIOSK_LENGTH]


def opens_kiosk(point: CheckPoint, secret: str) -> bool:
    return hmac.compare_digest(kiosk_secret(point).encode(), secret.encode())
