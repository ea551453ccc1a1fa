"""Approving many in one act, against one bare UPDATE of as many rows."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from benchmarks.cities import Cities
from benchmarks.fresh import Fresh
from benchmarks.measuring import Contest, milliseconds
from benchmarks.promises import AtMost
from benchmarks.registry import case
from city.demo.teams import WANG
from config.triggers import read_sql
from hours import rules
from hours.models.queries import as_array
from volunteers.models import Account

MANY = 10_000


@case(
    "approve",
    title=f"approve {MANY:,} in one act",
    against="one bare UPDATE of as many rows of the table, committed",
    unit="ms",
    promise=AtMost(3),
)
def approve(cities: Cities) -> Iterator[Contest]:
    fresh = Fresh(cities.full)
    wang = Account.objects.get(pk=WANG)

    def ours() -> float:
        sessions = fresh.sessions(MANY)
        fresh.tidy()
        done = []
        took = milliseconds(
            lambda: done.append(
                rules.approve(sessions=sessions, by=wang, at=timezone.now())
            )
        )()
        assert done[0].decided == MANY
        return took

    def limit() -> float:
        sessions = fresh.sessions(MANY)
        fresh.tidy()
        # Sent as one parameter, as ours are: ten thousand of their own take longer.
        values = {"ids": as_array(sessions), "by": wang.pk, "at": timezone.now()}
        return milliseconds(lambda: _update(values))()

    try:
        rounds = 3 if cities.is_little else 5
        yield Contest(ours=ours, limit=limit, least=rounds, most=rounds)
    finally:
        fresh.sweep()


def _update(values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(read_sql("benchmarks/sql/update_sessions.sql"), values)
        assert cursor.rowcount == MANY
