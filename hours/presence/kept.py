"""What an organizer's phone kept while there was no network, and when that was."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from activities.models import Activity
from hours.presence.errors import KeptTooLong, NotYet
from hours.presence.told import ON_TIME
from volunteers.models import Account

LONGEST_HOURS = 12
LONGEST = timedelta(hours=LONGEST_HOURS)
A_DAY = timedelta(days=1)


def kept_name(account: Account, activity: Activity) -> str:
    """
    Under which name a device keeps the page: whose it is, and until when (ms).

    After that nothing it could send would be taken; see ``ui.js``, which forgets it.
    """
    last = datetime.combine(activity.ends_on + A_DAY, time.min)
    until = timezone.make_aware(last) + LONGEST
    return f"people~{account.pk}~{int(until.timestamp() * 1000)}~{activity.pk}"


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
