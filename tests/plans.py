"""What a page really reads: the plans of its queries, and the rows they touch."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

# Tables that grow with the city: no page reads one from end to end.
BIG = {
    "volunteers_account",
    "volunteers_volunteer",
    "volunteers_membership",
    "volunteers_joinrequest",
    "volunteers_invitation",
    "hours_session",
    "hours_entry",
    "hours_volunteeryear",
    "hours_volunteerorganizationyear",
}
FEW = 10  # a table of which a filter on nothing leaves nothing is no matter
READS = re.compile(r"\s*(--[^\n]*\n\s*)*(SELECT|WITH|\()", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """One look at one big table: how, by which index, and how many rows it took."""

    table: str
    how: str
    index: str
    rows: int
    statement: str

    @property
    def is_sequential(self) -> bool:
        return self.how == "Seq Scan"


def readings(queries: CaptureQueriesContext) -> list[Reading]:
    """What the captured queries read of the big tables, each run once more."""
    return [
        reading
        for query in queries.captured_queries
        if READS.match(query["sql"])
        for reading in _readings(query["sql"])
    ]


def watched() -> CaptureQueriesContext:
    return CaptureQueriesContext(connection)


def too_much(reads: list[Reading], *, most: int) -> list[str]:
    """What is wrong with them: tables read from end to end, or too many rows."""
    wrong = [
        f"{one.how} of {one.table}: {one.rows} rows for {one.statement}"
        for one in reads
        if one.is_sequential and one.rows > FEW
    ]
    rows = sum(one.rows for one in reads)
    if rows > most:
        seen = sorted(reads, key=lambda one: -one.rows)[:3]
        told = "; ".join(f"{one.rows} {one.table} {one.index}" for one in seen)
        wrong.append(f"{rows} rows, not {most}: {told}")
    return wrong


def _readings(statement: str) -> Iterator[Reading]:
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF, FORMAT JSON) " + statement
        )
        (plan,) = cursor.fetchone()
    plan = json.loads(plan) if isinstance(plan, str) else plan
    for node in _nodes(plan[0]["Plan"]):
        if node.get("Relation Name") in BIG:
            yield Reading(
                table=node["Relation Name"],
                how=node["Node Type"],
                index=node.get("Index Name", ""),
                rows=_touched(node),
                statement=statement,
            )


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", []):
        yield from _nodes(below)


def _touched(node: dict[str, Any]) -> int:
    """Rows looked at, those thrown away again too."""
    names = ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")
    return round(sum(node.get(name, 0) for name in names) * node["Actual Loops"])
