"""Half a million rows in, a million out: the memory, and what a power cut leaves."""

import csv
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks import children
from benchmarks.children import Ended
from benchmarks.cities import YEAR, Cities
from benchmarks.files import NAME, write_import
from benchmarks.fresh import Fresh
from benchmarks.measuring import Contest
from benchmarks.promises import Under
from benchmarks.registry import case
from hours.models import ImportRow, Session

ROWS = 500_000
LEAST = 10_000
MOST = 300  # megabytes


def _manage(cities: Cities, words: list[Any], **how: Any) -> Ended:
    command = [sys.executable, "manage.py", *map(str, words)]
    return children.run(command, database=cities.full.database, **how)


@case(
    "memory_import",
    title="peak memory of importing sessions, killed once",
    against="–",
    unit="MB",
    promise=Under(MOST, "MB"),
)
def memory_import(cities: Cities) -> Iterator[Contest]:
    fresh = Fresh(cities.full)
    rows = max(LEAST, cities.of(ROWS))
    contest = Contest(ours=lambda: 0.0, least=1, most=1, warms_up=False)

    def ours() -> float:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / NAME
            write_import(path, fresh.organization, rows)
            words: list[Any] = [
                "import_sessions",
                path,
                "--organization",
                fresh.organization.pk,
            ]
            words += ["--commit", "--as", "wang"]
            killed = _manage(cities, words, kill_when=_is_comparing)
            if killed.code < 0:
                contest.notes["killed"] = "between reading and the end"
                assert _brought() == 0, "a run that was killed left sessions"
            whole = _manage(cities, words)
            assert (whole.code, _brought()) == (0, rows), "rows are lost"
            again = _manage(cities, words)
            assert (again.code, _brought()) == (0, rows), "rows are there twice"
        contest.notes |= {"rows": rows, "rows_a_second": round(rows / whole.seconds)}
        return max(killed.peak, whole.peak, again.peak)

    contest.ours = ours
    try:
        yield contest
    finally:
        fresh.sweep()


def _brought() -> int:
    """The sessions that files have become."""
    lines = ImportRow.objects.filter(imported__name=NAME).values("session_id")
    return Session.objects.filter(pk__in=lines.distinct()).count()


@case(
    "memory_export",
    title="peak memory of exporting sessions, killed once",
    against="–",
    unit="MB",
    promise=Under(MOST, "MB"),
)
def memory_export(cities: Cities) -> Iterator[Contest]:
    organization = Fresh(cities.full).organization
    rows = Session.objects.filter(
        organization=organization, service_date__year=YEAR
    ).count()
    contest = Contest(ours=lambda: 0.0, least=1, most=1, warms_up=False)

    def ours() -> float:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "sessions.csv"
            words: list[Any] = ["export_sessions", path, "--year", YEAR]
            words += ["--organization", organization.pk]
            first = _manage(cities, words)
            assert (first.code, _lines(path)) == (0, rows), "rows are lost"
            path.unlink()
            killed = _manage(cities, words, kill_when=_is_writing(path))
            if killed.code < 0:
                contest.notes["killed"] = "while it wrote"
                assert not path.exists(), "half a file looks like a whole one"
            again = _manage(cities, words)
            assert (again.code, _lines(path)) == (0, rows), "rows are lost"
        contest.notes |= {"rows": rows, "rows_a_second": round(rows / first.seconds)}
        return max(first.peak, killed.peak, again.peak)

    contest.ours = ours
    yield contest


def _is_comparing(said: list[str]) -> bool:
    return any("rows were read" in line for line in said)


def _is_writing(path: Path) -> Callable[[list[str]], bool]:
    """Whether there is a file beside the one that is to be, and something in it."""
    return lambda said: any(
        _size(draft) for draft in path.parent.iterdir() if draft != path
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # it has its name by now
        return 0


def _lines(path: Path) -> int:
    """The rows below the heading."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return sum(1 for _ in csv.reader(file)) - 1
