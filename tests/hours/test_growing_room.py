"""
The door to several machines stays open: rows of a volunteer can live on one of them.

A database sharded by volunteer keeps a unique or exclusion constraint only where the
volunteer is part of it. The primary key of one made-up column is the exception: it
becomes (volunteer, id) when the table is distributed.
"""

import pytest
from django.db import connection

from config.database.owner import as_owner

pytestmark = [pytest.mark.database, pytest.mark.django_db]

TABLES = """
SELECT attrelid::regclass::text
  FROM pg_attribute
  JOIN pg_class ON pg_class.oid = attrelid
 WHERE attname = 'volunteer_id'
   AND relkind = 'r'
   AND relnamespace = 'public'::regnamespace
   AND relname LIKE 'hours\\_%'
   -- Cases are of organizations and activities as well: few, and all on one machine.
   AND relname <> 'hours_finding'
 ORDER BY 1
"""
KEYS = """
SELECT indexrelid::regclass::text,
       indisprimary,
       ARRAY(SELECT attname::text
               FROM unnest(indkey) WITH ORDINALITY AS part (number, place)
               JOIN pg_attribute ON attrelid = indrelid AND attnum = number
              WHERE place <= indnkeyatts
              ORDER BY place)
  FROM pg_index
 WHERE indrelid = %s::regclass
   AND (indisunique OR indisexclusion)
"""
OF_A_VOLUNTEER = {
    "hours_entry",
    "hours_session",
    "hours_volunteerorganizationyear",
    "hours_volunteeryear",
}


# Beside the key of its session: a sharded one would be of volunteer and session.
ONE_A_SESSION = "hours_presence_session_id_key"


def asked(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else []


def shut(table):
    """The keys of the table that a database sharded by volunteer cannot keep."""
    return [
        name
        for name, is_primary, columns in asked(KEYS, table)
        if "volunteer_id" not in columns
        and not (is_primary and columns == ["id"])
        and name != ONE_A_SESSION
    ]


def test_what_is_kept_by_volunteer_is_unique_by_volunteer():
    tables = [table for (table,) in asked(TABLES)]

    assert set(tables) >= OF_A_VOLUNTEER
    assert {table: shut(table) for table in tables if shut(table)} == {}


@pytest.mark.parametrize(
    "index",
    [
        "CREATE UNIQUE INDEX shut ON hours_entry (session_id, round, kind)",
        "CREATE UNIQUE INDEX shut ON hours_session (id) INCLUDE (volunteer_id)",
        "ALTER TABLE hours_volunteeryear ADD CONSTRAINT shut"
        " EXCLUDE USING gist (year WITH =)",
    ],
)
def test_a_key_without_the_volunteer_would_be_seen(index):
    table = next(name for name in sorted(OF_A_VOLUNTEER) if f" {name} " in index)
    with as_owner():
        asked(index)

    assert shut(table) == ["shut"]
