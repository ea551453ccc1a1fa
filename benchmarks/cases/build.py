"""Building the demo city, against COPY of its rows and the same indexes."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from benchmarks.cities import Cities
from benchmarks.measuring import Contest, seconds
from benchmarks.promises import AtMost, InFull, Under
from benchmarks.registry import case
from config.database.owner import as_owner
from config.triggers import read_sql


@case(
    "build",
    title="build the demo city",
    against="COPY of the same rows, and the same indexes and exclusion constraint",
    unit="s",
    promise=InFull(AtMost(1.5)),
)
def build(cities: Cities) -> Iterator[Contest]:
    notes = {"database_mb": _size(), "built_on": cities.full.notes["built_on"]}
    if cities.is_little:
        yield Contest(
            ours=cities.full.again,
            limit=_copy,
            least=2,
            most=2,
            warms_up=False,
            notes=notes,
        )
        return
    # A big one was built when it was not there yet, and is not built again for this.
    if "limit" not in cities.full.notes:
        cities.full.note(limit=_copy())
    yield Contest(
        ours=lambda: float(cities.full.notes["seconds"]),
        limit=lambda: float(cities.full.notes["limit"]),
        least=1,
        most=1,
        warms_up=False,
        notes=notes,
    )


@case(
    "build_memory",
    title="peak memory of building the city",
    against="–",
    unit="MB",
    promise=Under(300, "MB"),
)
def build_memory(cities: Cities) -> Iterator[Contest]:
    peak = float(cities.full.notes["peak"])
    yield Contest(ours=lambda: peak, least=1, most=1, warms_up=False)


def _size() -> int:
    """Megabytes (1024²) of the city on the disk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database()) / 1048576")
        (size,) = cursor.fetchone()
    return int(size)


def _copy() -> float:
    return sum(_copied(table) for table in _tables())


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(read_sql("benchmarks/sql/tables.sql"))
        return [name for (name,) in cursor.fetchall()]


def _copied(table: str) -> float:
    """
    Seconds to COPY the rows of a table from a file into one like it, with its indexes.

    One table at a time and dropped at once, so that a full city needs little room.
    """
    with (
        tempfile.TemporaryDirectory(dir=settings.VAR_DIR.parent) as folder,
        as_owner(),
        connection.cursor() as cursor,
        transaction.atomic(),
    ):
        file = Path(folder) / table
        cursor.execute(read_sql("benchmarks/sql/columns.sql"), [table])
        (columns,) = cursor.fetchone()
        with file.open("w") as lines:
            cursor.copy_expert(f"COPY {table} ({columns}) TO STDOUT", lines)
        cursor.execute(read_sql("benchmarks/sql/indexes.sql"), {"table": table})
        built = [statement for (statement,) in cursor.fetchall()]

        def limit() -> None:
            # Made in the transaction that fills it, it may skip the write-ahead log.
            cursor.execute(f"CREATE TABLE copied (LIKE {table} INCLUDING GENERATED)")
            with file.open() as lines:
                cursor.copy_expert(
                    f"COPY copied ({columns}) FROM STDIN WITH (FREEZE)", lines
                )
            for statement in built:
                cursor.execute(statement)

        took = seconds(limit)()
        cursor.execute("DROP TABLE copied")
        return took
