"""
What a test has committed is taken away after it, and nothing else is touched.

Django truncates every table, and loads again what a city begins with. Here only the
rows that are there are deleted; Django's way is left for much, and for what was changed
of the rows a city begins with.
"""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TransactionTestCase

from config.database.owner import as_owner

MUCH = 2**20  # bytes: a table that was as large is truncated, and is small again
# No test changes the names of models and of what may be done with them.
NAMES_OF_THE_CODE = {"django_content_type", "auth_permission"}

ROWS = "SELECT '{0}', pg_relation_size('{0}') > {1} WHERE EXISTS (SELECT FROM {0})"
DIGEST = "SELECT md5(string_agg({0}::text, '' ORDER BY {0}::text)) FROM {0}"
CHANGED = "SELECT '{0}', true WHERE ({1}) IS DISTINCT FROM '{2}'"
# No trigger refuses it or writes it down; what refers to the rows is deleted as well.
DELETED = """
SET LOCAL session_replication_role = replica;
{0};
SET LOCAL session_replication_role = origin;
"""
DELETE = "DELETE FROM {0}"


@pytest.fixture(autouse=True, scope="session")
def only_what_is_there_is_deleted(django_db_setup, django_db_blocker):
    names = connection.introspection.django_table_names

    def without_names(**options):
        return sorted({*names(**options)} - NAMES_OF_THE_CODE)

    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(connection.introspection, "django_table_names", without_names)
        with as_owner():
            beginning = Beginning()
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda case: beginning.again()
        )
        yield


class Beginning:
    """The tables as they were before the first test."""

    def __init__(self) -> None:
        self._look()

    def again(self) -> None:
        with as_owner():
            left = dict(_asked(self._question))
            if any(left.values()):
                call_command(
                    "flush", verbosity=0, interactive=False, reset_sequences=False
                )
                self._look()
            elif left:
                _delete([*left])

    def _look(self) -> None:
        tables = connection.introspection.django_table_names(
            only_existing=True, include_views=False
        )
        self._question = "\nUNION ALL ".join(map(_question, tables))


def _question(table: str) -> str:
    """Whether it is not as it is now, and if so, whether there is much to delete."""
    digest = DIGEST.format(table)
    ((known,),) = _asked(digest)
    if known is None:
        return ROWS.format(table, MUCH)
    return CHANGED.format(table, digest, known)


def _asked(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@transaction.atomic
def _delete(tables: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(DELETED.format(";\n".join(map(DELETE.format, tables))))
