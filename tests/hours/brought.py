"""Files people bring, as texts in a test."""

import io
from datetime import timedelta
from typing import Any

from hours import imports
from hours.models import Import, Session
from tests.factories import EVENING, moment
from volunteers.models import Account, Organization

HEADINGS = [
    "volunteer",
    "started_at",
    "ended_at",
    "break_minutes",
    "service_field",
    "activity",
    "note",
]


def row(volunteer: Any, start: str = "2020-03-05 09:00", minutes: int = 120, **cells):
    """Two hours on the morning of March 5, but for what a test says otherwise."""
    known = {
        "volunteer": getattr(volunteer, "number", volunteer),
        "started_at": start,
        "ended_at": f"{moment(start) + timedelta(minutes=minutes):%Y-%m-%d %H:%M}",
        "service_field": "" if cells.get("activity") else "0006",
    }
    cells = known | cells
    return [str(cells.get(heading, "")) for heading in HEADINGS]


def as_file(*rows) -> io.BytesIO:
    lines = [HEADINGS, *rows]
    return io.BytesIO("\n".join(",".join(line) for line in lines).encode())


def staged(*rows, organization: Organization, by: Account | None, at=EVENING) -> Import:
    return imports.stage(
        organization=organization, file=as_file(*rows), name="hours.csv", by=by, at=at
    )


def checked(*rows, organization: Organization, by: Account, at=EVENING) -> Import:
    return imports.validate(
        imported=staged(*rows, organization=organization, by=by, at=at), by=by, at=at
    )


def loaded(*rows, organization: Organization, by: Account, at=EVENING, skip_bad=False):
    return imports.load(
        imported=staged(*rows, organization=organization, by=by, at=at),
        by=by,
        at=at,
        skip_bad=skip_bad,
    )


def told(imported: Import) -> dict[int, list[tuple[str, str]]]:
    """By line: the column and code of each reason."""
    return {
        row.line: [(reason.column, reason.code) for reason in row.reasons]
        for row in imports.problems(imported=imported)
    }


def verdicts(imported: Import) -> list[str]:
    return list(imported.lines.order_by("line").values_list("verdict", flat=True))


def counts(imported: Import) -> tuple[int, int, int]:
    return imported.good, imported.known, imported.bad


def sessions() -> list[Session]:
    return list(Session.objects.order_by("started_at", "volunteer"))
