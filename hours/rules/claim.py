"""What somebody says was served, and how it falls into local days."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from activities.models import Activity, ServiceField
from hours.models import Session
from volunteers.models import Organization, Volunteer
from volunteers.models.naming import uuid7


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """
    What somebody says was served, before the rules have looked at it.

    ``started_at`` and ``ended_at`` are aware; ``break_minutes`` are whole minutes
    between them that do not count. The field of service is the activity's; it is
    needed where there is no activity. ``id`` makes a repeated claim the same one.
    """

    volunteer: Volunteer
    organization: Organization
    started_at: datetime
    ended_at: datetime
    activity: Activity | None = None
    service_field: ServiceField | None = None
    break_minutes: int = 0
    note: str = ""
    replaces: Session | None = None
    id: UUID = field(default_factory=uuid7)

    @property
    def service_date(self) -> date:
        """The local date on which it begins."""
        return timezone.localdate(self.started_at)

    @property
    def minutes(self) -> int:
        whole = (self.ended_at - self.started_at) // timedelta(minutes=1)
        return whole - self.break_minutes


def split(claim: Claim) -> Iterator[Claim]:
    """The claim as one claim a local day; one that stays within a day as it is."""
    for start, end in local_days(claim.started_at, claim.ended_at):
        first = start == claim.started_at
        part = claim.id if first else uuid5(claim.id, f"{timezone.localdate(start)}")
        yield replace(
            claim,
            id=part,
            started_at=start,
            ended_at=end,
            break_minutes=claim.break_minutes if first else 0,
        )


def local_days(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The time from start to end, cut at every midnight between."""
    while True:
        tomorrow = timezone.localdate(start) + timedelta(days=1)
        midnight = timezone.make_aware(datetime.combine(tomorrow, time.min))
        if end <= midnight:
            yield start, end
            return
        yield start, midnight
        start = midnight
