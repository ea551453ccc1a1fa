"""Importing sessions from CSV, against COPY into the same table."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.cities import Cities
from benchmarks.files import COLUMNS, NAME, write_copy, write_import
from benchmarks.fresh import Fresh
from benchmarks.measuring import Contest, Sample, seconds
from benchmarks.promises import AtLeast
from benchmarks.registry import case
from city.demo.teams import WANG
from hours import imports
from hours.models import Import
from volunteers.models import Account, Organization

ROWS = 100_000
LEAST = 10_000


@case(
    "import",
    title="import sessions from CSV",
    against="COPY into the same table with its constraints",
    unit="rows/s",
    promise=AtLeast(0.6),
)
def bring(cities: Cities) -> Iterator[Contest]:
    fresh = Fresh(cities.full)
    rows = max(LEAST, cities.of(ROWS))
    with tempfile.TemporaryDirectory() as folder:
        brought, copied = Path(folder) / NAME, Path(folder) / "copy"
        write_import(brought, fresh.organization, rows)
        write_copy(copied, fresh.organization, rows)
        yield Contest(
            ours=_a_second(rows, lambda: _import(brought, fresh.organization), fresh),
            limit=_a_second(rows, lambda: _copy(copied), fresh),
            least=3,
            most=3 if cities.is_little else 5,
            seconds=25,
            notes={"rows": rows},
        )


def _a_second(rows: int, load: Callable[[], int], fresh: Fresh) -> Sample:
    """How many rows a second; everything deferred is checked, then it is undone."""

    def act() -> None:
        added = load()
        assert added == rows, f"{added} of {rows} rows were added"
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def sample() -> float:
        with transaction.atomic():
            took = seconds(act)()
            transaction.set_rollback(True)
        fresh.tidy()
        return rows / took

    return sample


def _import(path: Path, organization: Organization) -> int:
    by, at = Account.objects.get(pk=WANG), timezone.now()
    with path.open("rb") as file:
        staged = imports.stage(
            organization=organization, file=file, name=NAME, by=by, at=at
        )
    loaded: Import = imports.load(imported=staged, by=by, at=at)
    return loaded.added


def _copy(path: Path) -> int:
    with connection.cursor() as cursor, path.open() as lines:
        cursor.copy_expert(f"COPY hours_session ({COLUMNS}) FROM STDIN", lines)
        return int(cursor.rowcount)
