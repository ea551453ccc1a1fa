"""What an accident or a hand in the database would do, past every guard."""

from typing import Any

from django.db import connection


def behind_the_back(sql: str, *values: Any) -> None:
    """Run the statement while no trigger looks; only the owner of the server can."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        try:
            cursor.execute(sql, values)
        finally:
            cursor.execute("SET session_replication_role = origin")
