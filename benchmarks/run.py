"""One run: build the cities, measure every case, prove that all is as before."""

import logging
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connections

from benchmarks import results
from benchmarks.cities import Cities, Say
from benchmarks.fresh import Fresh
from benchmarks.machine import machine, versions
from benchmarks.measuring import measure
from benchmarks.registry import Case
from benchmarks.results import Line
from hours.reconcile import full_report

logger = logging.getLogger(__name__)


def run(
    cases: Iterable[Case], cities: Cities, *, anew: bool, path: Path, say: Say
) -> list[Line]:
    """Measure the cases one after the other; one that fails leaves the others."""
    lines: list[Line] = []
    cities.ensure(anew=anew, say=say)
    for city in (cities.small, cities.full):
        Fresh(city)  # sweeps what a run that was killed left behind
        city.catch_up()
    with cities.full.here():
        about: dict[str, Any] = {"machine": machine(), "versions": versions()}
        for case in cases:
            lines.append(_line(case, cities, say))
            results.write(path, lines, scale=cities.scale, **about)
        say(_reconciled(cities))
    connections.close_all()
    cities.close()
    return lines


def _line(case: Case, cities: Cities, say: Say) -> Line:
    begun = time.monotonic()
    try:
        with case.prepare(cities) as contest:
            measured = measure(contest)
        line = Line.of(case, measured, cities=cities, notes=contest.notes)
    except Exception as error:
        logger.exception("%s could not be measured", case.name)
        line = Line.failed(case, cities=cities, why=f"{error!r}"[:300])
    took = time.monotonic() - begun
    say(" · ".join(filter(None, results.cells(line))) + f"  [{took:.0f} s]")
    return line


class NotAsBefore(Exception):
    """Measuring left sessions, ledger and totals at odds."""


def _reconciled(cities: Cities) -> str:
    """
    Sweep what a failed case may have left, and look whether everything agrees.

    :raises NotAsBefore: if it does not
    """
    for city in (cities.full, cities.small):
        Fresh(city)
    report = full_report()
    if report.differences:
        raise NotAsBefore("\n".join(map(str, report.differences[:20])))
    return (
        f"Nothing is off: {report.sessions:,} sessions, {report.entries:,} entries,"
        f" {report.minutes:,} minutes."
    )
