"""Sessions to measure with, and their removal without a trace."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from benchmarks.cities import City
from city.demo.plan import CAST
from city.demo.teams import QIAN
from config.database.owner import as_owner
from config.triggers import read_sql
from volunteers.models import Account, Organization

# Ids beginning with eight f: no clock makes them before the year 10889.
FIRST = "ffffffff-0000-0000-0000-000000000000"


def first_organization() -> Organization:
    """The organization of zhao's desk, the biggest of the demo city."""
    zhao = Account.objects.get(username="zhao")
    appointment = zhao.appointments.filter(role="approver").earliest("pk")
    assert appointment.organization is not None
    return appointment.organization


class Fresh:
    """A supply of waiting sessions in the first organization of a city."""

    def __init__(self, city: City) -> None:
        self._city = city
        self._given = 0
        with city.here():
            self.organization = first_organization()
        self.sweep()

    def sessions(self, count: int, *, people: int | None = None) -> list[UUID]:
        """
        Lay ``count`` more, and say their ids.

        :param people: of so many people by turns; without it, of all there are
        """
        values: dict[str, Any] = {
            "organization": self.organization.pk,
            "cast": CAST,
            "recorder": QIAN,
            "first": self._given,
            "last": self._given + count - 1,
            "people": people,
            "day": timezone.localdate() - timedelta(days=2),
        }
        self._given += count
        with self._city.here(), connection.cursor() as cursor:
            cursor.execute(read_sql("benchmarks/sql/fresh_sessions.sql"), values)
            return [pk for (pk,) in cursor.fetchall()]

    def tidy(self, *, share: float = 0.1) -> None:
        """
        What autovacuum would have done by the time somebody decides.

        In a big city nothing: what was laid is too small a part of the table.

        :param share: how small a part is too small; 0 lets it be done anyway
        """
        if share and self._city.scale >= share:
            return
        with self._city.here(), as_owner(), connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE) hours_session, hours_entry")

    def sweep(self) -> None:
        """Remove what was laid here or brought as a file, and all that followed."""
        with self._city.here():
            if sweep():
                with as_owner(), connection.cursor() as cursor:
                    cursor.execute("VACUUM hours_session, hours_entry")


def sweep() -> bool:
    """Remove every trace of measuring from this database; whether there was any."""
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(read_sql("benchmarks/sql/is_littered.sql"))
        (is_littered,) = cursor.fetchone()
        if is_littered:
            # Without values, a pattern's percent sign stands for itself.
            cursor.execute(read_sql("benchmarks/sql/sweep.sql"), None)
    return bool(is_littered)
