"""What an organizer's phone kept while there was no network, and when that was."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hours.presence.errors import KeptTooLong, NotYet
from hours.presence.told import ON_TIME

LONGEST_HOURS = 12
LONGEST = timedelta(hours=LONGEST_HOURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Both by the phone's own clock, which may be wrong: how long it was is right."""

    happened_at: datetime
    sent_at: datetime

    def moment(self, *, at: datetime) -> datetime:
        """
        When it was, by our clock; ``at`` is when it came.

        :raises NotYet: if it is later than it was sent
        :raises KeptTooLong: after twelve hours
        """
        waited = self.sent_at - self.happened_at
        if waited < -ON_TIME:
            raise NotYet
        if waited > LONGEST:
            raise KeptTooLong(hours=LONGEST_HOURS)
        return at - max(waited, timedelta())
