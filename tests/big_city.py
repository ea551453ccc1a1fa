"""A city big enough that the planner must choose, built by statements over sets."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.db import connection, transaction

from config.bare import build, lay_bare, unguarded
from config.database.owner import as_owner
from config.triggers import read_sql

BIG_ORGANIZATION = "00000000-0000-7000-8000-000000000000"
FILLED = [
    "volunteers_account",
    "volunteers_volunteer",
    "volunteers_membership",
    "volunteers_joinrequest",
    "volunteers_invitation",
    "hours_session",
    "hours_entry",
    "hours_volunteeryear",
    "hours_volunteerorganizationyear",
]
# They would only judge row by row what is right by the way it is made.
UNGUARDED = [
    ("volunteers_volunteer", "registered_counts_grow"),
    ("hours_session", "session_begins_open_or_submitted"),
    ("hours_entry", "entry_repeats_its_session"),
    ("hours_entry", "totals_follow_the_ledger"),
    ("hours_volunteeryear", "active_counts_grow"),
]


@pytest.fixture(scope="module")
def big_city(django_db_setup, django_db_blocker) -> Iterator[None]:
    """
    Stands for all tests of a module, and is rolled back after the last of them.

    Its indexes are those of the models; foreign keys, which no query uses, and the
    exclusion of overlaps, which no list uses, are left out to build it in seconds.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        _fill()
        yield
        transaction.set_rollback(True)


def _fill() -> None:
    with as_owner(), connection.cursor() as cursor:
        bare = lay_bare(FILLED)
        with ExitStack() as guards:
            for table, guard in UNGUARDED:
                guards.enter_context(unguarded(table, guard))
            cursor.execute(read_sql("tests/sql/big_city.sql"))
        for one in bare:
            if not any(word in one.build for word in ("FOREIGN KEY", "EXCLUDE")):
                build(one)
        # By hand: plans must not depend on when a daemon came by.
        cursor.execute("ANALYZE")
