"""
Tables without their indexes and foreign keys, while very much is loaded.

Building an index over rows that are there is many times faster than keeping it in
step with each one, and what is built again is checked over all of them: a row that
breaks a key, an exclusion or a reference stops the transaction. What there is to
build is asked of the catalog, so nothing has to be written twice.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection

from config.triggers import read_sql

# How much longer than an index of the same table it takes, on two cores.
EFFORT = {"index": 1.0, "key": 1.0, "exclusion": 15.0, "reference": 0.4}


@dataclass(frozen=True, slots=True)
class Built:
    """An index or a foreign key, and the statements to take and to build it."""

    name: str
    owner: str
    kind: str
    take: str
    build: str


def lay_bare(tables: Sequence[str]) -> list[Built]:
    """
    Take away what is built on the tables, in the transaction that loads them.

    :return: what to ``build`` one by one, indexes first, when the rows are there
    """
    with connection.cursor() as cursor:
        # Foreign keys still to be looked at would stand in the way.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(read_sql("config/sql/built_on.sql"), {"tables": list(tables)})
        built = [Built(*row) for row in cursor.fetchall()]
        for one in reversed(built):
            cursor.execute(one.take)
    return built


def efforts(built: Sequence[Built]) -> list[float]:
    """About how long each takes to build over the rows there are, as shares of all."""
    owners = {one.owner for one in built}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT owner, pg_relation_size(owner::regclass) FROM unnest(%s) AS owner",
            [list(owners)],
        )
        sizes = dict(cursor.fetchall())
    each = [sizes[one.owner] * EFFORT[one.kind] + 1 for one in built]
    return [one / sum(each) for one in each]


def build(one: Built) -> None:
    """
    Build again what ``lay_bare`` took.

    :raises django.db.IntegrityError: if a loaded row breaks it
    """
    with connection.cursor() as cursor:
        cursor.execute(one.build)


@contextmanager
def unguarded(table: str, guard: str) -> Iterator[None]:
    """
    Load what a trigger would refuse, in one transaction of the table's owner.

    Nobody else sees the table meanwhile, and a transaction that dies takes it back.

    :param guard: the trigger's name in the model's ``Meta``
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger"
            " WHERE tgrelid = %s::regclass AND tgname LIKE %s",
            [table, f"pgtrigger_{guard}_%"],
        )
        ((trigger,),) = cursor.fetchall()
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
        yield
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {trigger}")
