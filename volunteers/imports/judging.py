from dataclasses import dataclass

from django.db import connection

from config.triggers import read_sql


@dataclass(frozen=True, slots=True)
class Found:
    """How many rows a file has, and how many of them are what."""

    rows: int
    known: int
    bad: int

    @property
    def good(self) -> int:
        return self.rows - self.known - self.bad


def judge() -> Found:
    """Hold the staged rows against each other and against who is registered."""
    with connection.cursor() as cursor:
        cursor.execute(read_sql("volunteers/imports/sql/judge.sql"))
        return Found(*cursor.fetchone())
