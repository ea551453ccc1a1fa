"""Files of sessions to import, and the same rows as COPY reads them."""

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.utils import timezone

from city.demo.plan import CAST, CITY_TIME
from city.demo.teams import WANG
from volunteers.models import Membership, Organization

# Imports of files with this name are swept.
NAME = "ffffffff.csv"
HOUR = 20  # after the latest session of anybody else's day
NULL = "\\N"

COLUMNS = (
    "id, volunteer_id, organization_id, district_id, site_id, service_field_id,"
    " started_at, ended_at, break_minutes, evidence, level, status, round, note,"
    " submitted_by_id, submitted_at, reason_code, reason"
)


def _members(organization: Organization) -> list[tuple[int, str]]:
    found = Membership.objects.filter(
        organization=organization, left_on=None, volunteer__gt=CAST
    )
    return list(
        found.order_by("volunteer").values_list("volunteer_id", "volunteer__number")
    )


def _rows(
    organization: Organization, count: int
) -> Iterator[tuple[int, str, datetime, datetime]]:
    """Each member in turn, a day further back with every turn; an hour each."""
    members = _members(organization)
    today = timezone.localdate()
    for n in range(count):
        turn, place = divmod(n, len(members))
        day = today - timedelta(days=2 + turn)
        begun = datetime(day.year, day.month, day.day, HOUR, tzinfo=CITY_TIME)
        yield *members[place], begun, begun + timedelta(hours=1)


def write_import(path: Path, organization: Organization, count: int) -> None:
    """The rows as somebody brings them."""
    with path.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["volunteer", "started_at", "ended_at", "service_field"])
        for _, number, begun, ended in _rows(organization, count):
            table.writerow([number, f"{begun:%F %H:%M}", f"{ended:%F %H:%M}", "0001"])


def write_copy(path: Path, organization: Organization, count: int) -> None:
    """The rows as they end up in the table."""
    place = f"{organization.pk}\t{organization.district_id}"
    place += f"\t{organization.site_id or NULL}\t0001"
    at = timezone.now().isoformat()
    rest = f"0\tentered\torganization\tsubmitted\t1\t\t{WANG}\t{at}\t\t"
    with path.open("w") as file:
        for person, _, begun, ended in _rows(organization, count):
            file.write(
                f"{uuid4()}\t{person}\t{place}\t{begun.isoformat()}"
                f"\t{ended.isoformat()}\t{rest}\n"
            )
