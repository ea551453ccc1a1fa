"""Activities to find, and their removal without a trace."""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.cities import City
from city.demo.teams import ZHAO
from config.database.owner import as_owner
from config.triggers import read_sql


class Coming:
    """A supply of activities of the next four weeks in a city."""

    def __init__(self, city: City) -> None:
        self._city = city
        self.sweep()

    def lay(self, count: int) -> None:
        """Publish so many, with a shift each, at all sites by turns."""
        values: dict[str, Any] = {
            "count": count,
            "day": timezone.localdate(),
            "by": ZHAO,
        }
        with self._city.here(), connection.cursor() as cursor:
            cursor.execute(read_sql("benchmarks/sql/coming.sql"), values)
        self._tidy()

    def sweep(self) -> None:
        """Remove what was laid here."""
        with (
            self._city.here(),
            as_owner(),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(read_sql("benchmarks/sql/sweep_coming.sql"), None)
        self._tidy()

    def _tidy(self) -> None:
        """What autovacuum would have done by the time somebody looks."""
        with self._city.here(), as_owner(), connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE) activities_activity, activities_shift")
