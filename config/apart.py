"""
Tables set apart while they are filled: nobody else finds them half full, unguarded.

They stand in a schema of their own, where only a connection looks that is told to; to
all others they do not exist. What was taken from them is written down with the schema,
so that whoever finds it after a crash can put everything back as it was.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict

from django.db import connection, transaction

from config import bare
from config.triggers import read_sql

SCHEMA = "set_apart"


def empty_tables() -> list[str]:
    """The tables of the program in which there is no row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace ORDER BY relname"
        )
        tables = [name for (name,) in cursor.fetchall()]
        looks = [f"NOT EXISTS (TABLE {table})" for table in tables]
        cursor.execute(f"SELECT {', '.join(looks)}")
        return [
            name for name, is_empty in zip(tables, cursor.fetchone(), strict=True)
            if is_empty
        ]  # fmt: skip


def set_apart(tables: Sequence[str]) -> None:
    """Move the tables where only this connection, and who does ``look``, find them."""
    with connection.cursor() as cursor:
        # Foreign keys still to be looked at would stand in the way.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for table in tables:
            cursor.execute(f"ALTER TABLE public.{table} SET SCHEMA {SCHEMA}")
    look()


def look() -> None:
    """Let this connection find what is set apart."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET search_path = {SCHEMA}, public")


def note(taken: Sequence[bare.Built]) -> None:
    """Write down what was taken from the tables, for as long as they are apart."""
    told = json.dumps([asdict(one) for one in taken])
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON SCHEMA {SCHEMA} IS %s", [told])


def put_back() -> None:
    """Let everybody find the tables again, in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in _tables():
            cursor.execute(f"ALTER TABLE {SCHEMA}.{table} SET SCHEMA public")
        cursor.execute(f"DROP SCHEMA {SCHEMA}")
        cursor.execute("RESET search_path")


@transaction.atomic
def clear_away() -> None:
    """
    Empty what is set apart, build what was taken from it, and put it back.

    Nothing is done where nothing is set apart.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace(%s) IS NULL", [SCHEMA])
        if cursor.fetchone()[0]:
            return
        look()
        tables = _tables()
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY")
        cursor.execute(
            "SELECT coalesce(obj_description(to_regnamespace(%s), 'pg_namespace'), %s)",
            [SCHEMA, "[]"],
        )
        taken = [bare.Built(**one) for one in json.loads(cursor.fetchone()[0])]
        cursor.execute(read_sql("config/sql/built_on.sql"), {"tables": tables})
        there = {(owner, name) for name, owner, *_ in cursor.fetchall()}
    for one in taken:
        if (one.owner, one.name) not in there:
            bare.build(one)
    put_back()


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = to_regnamespace(%s) ORDER BY relname",
            [SCHEMA],
        )
        return [name for (name,) in cursor.fetchall()]
