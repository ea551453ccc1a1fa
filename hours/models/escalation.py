"""When what waits may be decided above as well (L07)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone

from config.moments import LocalDate
from policies.calendar import add_working_days, overdue_since
from policies.reports import number

if TYPE_CHECKING:
    from hours.models.session import Session


class WorkingDays(Func):
    """How many lie after one local date, up to and including another."""

    function = "hours_working_days"
    output_field = models.IntegerField()


class StoppedDays(Func):
    """Working days in which a session's volunteer was asked, by its id."""

    function = "hours_stopped_days"
    output_field = models.IntegerField()


@dataclass(frozen=True, slots=True)
class Escalation:
    """
    What has waited over ``limit`` working days by the local date ``today``.

    Days on which its volunteer was asked do not count. Only what was submitted before
    ``submitted_before`` can have: the rest need not be looked at.

    ``has_waited`` asks of many sessions what ``reached`` asks of one.
    """

    today: date
    limit: int

    @property
    def submitted_before(self) -> datetime:
        return day_after(overdue_since(self.today, limit=self.limit))

    @property
    def has_waited(self) -> Q:
        yesterday = self.today - timedelta(days=1)
        waited = WorkingDays(LocalDate(F("submitted_at")), Value(yesterday))
        counted = waited - StoppedDays(F("pk"))
        return Q(submitted_at__lt=self.submitted_before) & Q(
            GreaterThanOrEqual(counted, self.limit)
        )

    def reached(self, session: "Session") -> bool:
        # Only now: the questions are about sessions, so theirs is the later module.
        from hours.stops import stopped_days

        since = session.submitted_at
        if since is None or since >= self.submitted_before:
            return False
        limit = self.limit + stopped_days(session)
        return add_working_days(timezone.localdate(since), limit) < self.today


def escalation(at: datetime) -> Escalation:
    """By the city's number of the local day."""
    today = timezone.localdate(at)
    return Escalation(today, number("escalation_working_days", on=today))


def day_after(day: date) -> datetime:
    """The moment the local date ends."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
