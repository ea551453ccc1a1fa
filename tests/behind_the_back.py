"""What an accident or a hand in the database would do, with and without guards."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from config.constraints import broken_constraint
from config.database.owner import as_owner


def behind_the_back(sql: str, *values: Any) -> None:
    """Run the statement as the owner of the tables, while no trigger looks."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        try:
            cursor.execute(sql, values)
        finally:
            cursor.execute("SET session_replication_role = origin")


@contextmanager
def refused_by(constraint: str) -> Iterator[None]:
    """
    The database refuses what is tried, by the constraint or trigger named: even to
    the owner of the tables, who may try anything.
    """
    with (
        pytest.raises(IntegrityError) as refused,
        transaction.atomic(),
        as_owner(),
    ):
        yield
    assert broken_constraint(refused.value) == constraint
