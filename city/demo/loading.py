"""How rows reach the database: streams through COPY, then statements over sets."""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from city.demo.registering import PEOPLE, Batch
from city.demo.service import COLUMNS
from config.copying import Stream
from config.triggers import read_sql


def copy(table: str, columns: str, lines: Iterable[str]) -> None:
    """
    Send the lines (tab-separated text) into the table, emptied in this transaction.

    So nobody can have seen it empty, and the rows need no second visit later.
    """
    with connection.cursor() as cursor:
        cursor.copy_expert(
            f"COPY {table} ({columns}) FROM STDIN WITH (FREEZE)", Stream(lines)
        )


def execute(sql: str) -> None:
    """Run the statements of a file under ``city/sql``."""
    with connection.cursor() as cursor:
        cursor.execute(read_sql(f"city/sql/{sql}.sql"))


def clear(tables: Sequence[str]) -> None:
    """
    Empty these tables, which are empty.

    What a transaction writes into tables it has emptied need not go through the
    write-ahead log (where ``wal_level`` is minimal).
    """
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)}")


def analyze(tables: Sequence[str] = ()) -> None:
    """Tell the planner what is in these tables, or in all."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(tables)}")


def vacuum(tables: Sequence[str]) -> None:
    """Settle rows that were written by statements: readers need not look twice."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM {', '.join(tables)}")


def give_room() -> None:
    """Let this transaction sort and hash in as much memory as it builds indexes in."""
    with connection.cursor() as cursor:
        cursor.execute(read_sql("hours/sql/give_room.sql"))


# What comes by COPY; what is posted from it, and its totals by person.
LOADED = (*PEOPLE, "hours_session")
POSTED = ("hours_entry", "hours_move")
TOTALS = ("hours_volunteeryear", "hours_volunteerorganizationyear")


def load_people(batch: Batch) -> None:
    """Accounts, volunteers, consents and memberships of some people."""
    for table, lines in batch.lines.items():
        copy(table, PEOPLE[table], lines)


def load_sessions(lines: Iterable[str]) -> None:
    """Sessions of the columns of ``service``, as they stand at the end."""
    copy("hours_session", COLUMNS, lines)


@transaction.atomic
def post(taken_back: Iterable[str]) -> None:
    """Post what was counted: to the ledger, and by its trigger to the totals."""
    clear([*POSTED, *TOTALS])
    give_room()
    execute("stage_taken_back")
    copy("taken_back", "session_id, approved_at", taken_back)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE taken_back")
    execute("post_sessions")
    analyze([*POSTED, *TOTALS])
