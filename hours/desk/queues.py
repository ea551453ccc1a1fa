"""The list of queues: where something waits, for those who decide everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Exists, Min, OuterRef
from django.utils import timezone

from config.triggers import read_sql
from hours.deadlines import decision_working_days
from hours.desk.ages import Age, age_of
from hours.models import Session
from hours.models.escalation import Escalation, escalation
from hours.models.queries import as_array
from hours.pace import Pace, paces_of
from volunteers.models import Organization

# Beyond this the list says "over 1,000"; the organization's own desk counts exactly.
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Queue:
    """An organization where something has waited since ``oldest``."""

    organization: UUID
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """
    How much waits at one organization.

    ``is_cut`` says that it is more than ``count``, ``is_overdue`` that some of it has
    waited so long that the organization above and the city may decide it as well;
    ``pace`` is how fast it decides as a rule, None where that is not known.
    """

    organization: Organization
    count: int
    is_cut: bool
    age: Age
    is_overdue: bool
    pace: Pace | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How fast one organization decides, and how long its oldest has waited."""

    pace: Pace | None
    age: Age | None


def queue_of(organization: UUID, *, at: datetime) -> Standing:
    """The same of one organization, for those who answer for it; two queries."""
    waiting = Session.objects.filter(organization=organization).submitted()
    oldest = waiting.aggregate(oldest=Min("submitted_at"))["oldest"]
    limit, today = decision_working_days(), timezone.localdate(at)
    return Standing(
        pace=paces_of([organization]).get(organization),
        age=age_of(oldest, limit=limit, today=today) if oldest else None,
    )


def queues() -> list[Queue]:
    """All organizations in the city where something waits, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(read_sql("hours/sql/waiting_organizations.sql"))
        return [Queue(*row) for row in cursor.fetchall()]


def waiting_at(some: Iterable[Queue], *, at: datetime) -> list[Waiting]:
    """The queues by name, with how many wait in each, up to ``MOST``."""
    some = list(some)
    ids = [one.organization for one in some]
    counts = _counts(ids)
    named = Organization.objects.in_bulk(ids)
    paces = paces_of(ids)
    limit = decision_working_days()
    today = timezone.localdate(at)
    overdue = _overdue(some, escalation(at))
    return [
        Waiting(
            organization=named[one.organization],
            count=min(counts[one.organization], MOST),
            is_cut=counts[one.organization] > MOST,
            age=age_of(one.oldest, limit=limit, today=today),
            is_overdue=one.organization in overdue,
            pace=paces.get(one.organization),
        )
        for one in some
    ]


def _overdue(some: list[Queue], escalated: Escalation) -> set[UUID]:
    """Those of the queues where something has waited too long."""
    old = [one.organization for one in some if one.oldest < escalated.submitted_before]
    if not old:
        return set()
    waiting = Session.objects.submitted().filter(organization=OuterRef("pk"))
    late = Organization.objects.filter(
        Exists(waiting.filter(escalated.has_waited)), pk__in=old
    )
    return set(late.values_list("pk", flat=True))


def _counts(organizations: list[UUID]) -> dict[UUID, int]:
    values: dict[str, str | int] = {
        "organizations": as_array(organizations),
        "most": MOST + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(read_sql("hours/sql/waiting_counts.sql"), values)
        return dict(cursor.fetchall())
