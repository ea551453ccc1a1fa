"""Approving many in one act, against one bare UPDATE of as many rows."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from benchmarks.cities import Cities
from benchmarks.fresh import Fresh
from benchmarks.measuring import Contest, milliseconds
from benchmarks.promises import AtMost, Reported
from benchmarks.registry import case
from city.demo.teams import WANG
from config.triggers import read_sql
from hours import rules
from hours.models.queries import as_array
from volunteers.models import Account

MANY = 10_000


AGAINST = "one bare UPDATE of as many rows of the table, committed"


@case(
    "approve",
    title=f"approve {MANY:,} in one act",
    against=AGAINST,
    unit="ms",
    promise=AtMost(3),
)
def approve(cities: Cities) -> Iterator[Contest]:
    """Of people who have served this year before: the round that warms up began it."""
    yield from _contest(cities, people=MANY)


@case(
    "approve_first",
    title=f"approve the first of the year of {MANY:,} people",
    against=AGAINST,
    unit="ms",
    promise=Reported(),
)
def approve_first(cities: Cities) -> Iterator[Contest]:
    """The dearest approval there is: for each session a person's year begins."""
    yield from _contest(cities, people=None)


def _contest(cities: Cities, *, people: int | None) -> Iterator[Contest]:
    fresh = Fresh(cities.full)
    wang = Account.objects.get(pk=WANG)

    def laid() -> list[UUID]:
        sessions = fresh.sessions(MANY, people=people)
        fresh.tidy()
        return sessions

    def ours() -> float:
        sessions = laid()
        done = []
        took = milliseconds(
            lambda: done.append(
                rules.approve(sessions=sessions, by=wang, at=timezone.now())
            )
        )()
        assert done[0].decided == MANY
        return took

    def limit() -> float:
        # Sent as one parameter, as ours are: ten thousand of their own take longer.
        ids = as_array(laid())
        values = {"ids": ids, "by": wang.pk, "at": timezone.now()}
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
