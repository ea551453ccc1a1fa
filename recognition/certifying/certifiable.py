"""What of a person's service can be certified, and what cannot yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Q, Sum

from hours.models import Evidence, Session, Status
from hours.models.queries import open_objections
from volunteers.models import Organization, Volunteer

NOT_YET = (Status.SUBMITTED, Status.QUERIED)


@dataclass(frozen=True, slots=True)
class Certifiable:
    """
    What one organization recorded of somebody's service between two local dates.

    ``open_sessions`` wait for a decision, or for the answer to an objection: they and
    their ``open_minutes`` can stand on no certificate yet.
    """

    organization: Organization
    sessions: int
    minutes: int
    by_evidence: dict[Evidence, int]
    open_sessions: int
    open_minutes: int


@dataclass(frozen=True, slots=True)
class Found:
    """All of it; ``lines`` are the organizations with something to certify."""

    lines: list[Certifiable]
    open_sessions: int
    open_minutes: int

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.lines)

    @property
    def sessions(self) -> int:
        return sum(one.sessions for one in self.lines)


def certifiable(
    *,
    volunteer: Volunteer,
    first: date,
    last: date,
    organization: Organization | None = None,
) -> Found:
    """What could stand on a certificate now: approved, and not objected to."""
    found = Session.objects.filter(
        volunteer=volunteer,
        service_date__range=(first, last),
        status__in=[Status.APPROVED, *NOT_YET],
    )
    if organization:
        found = found.filter(organization=organization)
    rows: list[Any] = list(
        found.annotate(disputed=Exists(open_objections()))
        .values("organization")
        .annotate(**_sums())
    )
    names = Organization.objects.in_bulk([row["organization"] for row in rows])
    lines = [_line(row, names[row["organization"]]) for row in rows]
    lines.sort(key=lambda one: (-one.minutes, one.organization.name))
    return Found(
        lines=[one for one in lines if one.sessions],
        open_sessions=sum(one.open_sessions for one in lines),
        open_minutes=sum(one.open_minutes for one in lines),
    )


def _sums() -> dict[str, Any]:
    counts = Q(status=Status.APPROVED, disputed=False)
    return {
        "counted": Count("pk", filter=counts),
        "counted_minutes": Sum("minutes", filter=counts, default=0),
        "open": Count("pk", filter=~counts),
        "open_minutes": Sum("minutes", filter=~counts, default=0),
    } | {
        one.value: Sum("minutes", filter=counts & Q(evidence=one), default=0)
        for one in Evidence
    }


def _line(row: dict[str, Any], organization: Organization) -> Certifiable:
    return Certifiable(
        organization=organization,
        sessions=row["counted"],
        minutes=row["counted_minutes"],
        by_evidence={one: row[one.value] for one in Evidence if row[one.value]},
        open_sessions=row["open"],
        open_minutes=row["open_minutes"],
    )
