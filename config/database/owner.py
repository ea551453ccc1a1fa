"""
Who the program is to the database: two roles, and which commands act as the owner.

The program signs in as a role that owns nothing. ``migrate``, ``flush`` and seeding
are the owner's: what they do stands in a ``with as_owner():``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg2.extensions import TRANSACTION_STATUS_INERROR

SIGN_IN: dict[str, Any] = {
    **dict.fromkeys(("USER", "PASSWORD", "HOST", "PORT"), ""),
    "OPTIONS": {},
}


@contextmanager
def as_owner(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """
    Ask the database as the owner of its tables, in this thread.

    :raises RuntimeError: in a transaction that the program's role has begun
    """
    connection = connections[using]
    ours = _sign_in(connection.settings_dict)
    theirs = _sign_in(settings.DATABASE_OWNER)
    role = ours["OPTIONS"].get("assume_role")
    if ours == theirs:
        yield
    elif role and ours["USER"] == theirs["USER"]:
        with _without_role(connection, role):
            yield
    else:
        with _signed_in(connection, theirs):
            yield


def is_divided() -> bool:
    """Whether the program works as another role than the owner of the tables."""
    return bool(settings.DATABASE_OWNER["USER"] != settings.DATABASE_PROGRAM)


def _sign_in(own: dict[str, Any]) -> dict[str, Any]:
    return {name: own.get(name) or empty for name, empty in SIGN_IN.items()}


@contextmanager
def _without_role(connection: BaseDatabaseWrapper, role: str) -> Iterator[None]:
    """The owner has signed in and works as the program, as in tests: no longer."""
    before = connection.settings_dict
    options = {k: v for k, v in before["OPTIONS"].items() if k != "assume_role"}
    connection.settings_dict = {**before, "OPTIONS": options}
    _take(connection, "NONE")
    try:
        yield
    finally:
        connection.settings_dict = before
        _take(connection, connection.ops.quote_name(role))


def _take(connection: BaseDatabaseWrapper, role: str) -> None:
    """Work as the role; a transaction that failed takes it back by itself."""
    raw = connection.connection
    if raw is None or raw.closed:  # the next one begins as its settings say
        return
    if raw.get_transaction_status() != TRANSACTION_STATUS_INERROR:
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {role}")


@contextmanager
def _signed_in(
    connection: BaseDatabaseWrapper, sign_in: dict[str, Any]
) -> Iterator[None]:
    if connection.in_atomic_block:
        raise RuntimeError("The owner cannot take over within a transaction.")
    before = connection.settings_dict
    connection.close()
    connection.settings_dict = {**before, **sign_in}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = before
