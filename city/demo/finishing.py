"""The demo city's rows are there: its ledger, guards, totals and days, in two lanes."""

from collections.abc import Callable, Iterator
from functools import partial

from django.db import connection
from django.utils import timezone

from city.demo import loading
from config import apart, bare, lanes
from config.database.owner import as_owner
from hours import cube, statistics

# The share of the time until the rows are there, and of the lanes after that: a full
# city on two cores.
LOADING, LANES = 0.35, 0.62
# How much of the work in the lanes each part is, about; the rest is guards.
POSTING, DAYS, SETTLING = 0.2, 0.18, 0.12

Progress = Callable[[str, float], None]


class Lanes:
    """
    What is built over the rows: two things at once, on a connection each.

    While the ledger is posted from the sessions, their indexes and foreign keys are
    built; while their exclusion constraint locks the sessions, days are folded.
    """

    def __init__(
        self,
        guards: list[bare.Built],
        taken_back: Iterator[str],
        progress: Progress,
    ) -> None:
        self._taken_back = taken_back
        self._progress = progress
        self._done = 0.0
        left = 1 - POSTING - DAYS - SETTLING
        efforts = [effort * left for effort in bare.efforts(guards)]
        self._guards = list(zip(guards, efforts, strict=True))

    def run(self) -> None:
        """:raises django.db.IntegrityError: if a loaded row breaks a guard"""
        lanes.side_by_side(self._post, self._build_while_posting)
        lanes.side_by_side(self._build_last, self._settle)

    def _does(self, doing: str, effort: float, work: Callable[[], object]) -> None:
        self._progress(doing, LOADING + LANES * self._done)
        work()
        self._done += effort

    def _post(self) -> None:
        post = partial(loading.post, self._taken_back)
        self._does("The ledger and its totals", POSTING, post)

    def _build_while_posting(self) -> None:
        with as_owner():
            apart.look()
            self._build(of_rows_loaded)

    def _build_last(self) -> None:
        self._build(lambda one: not of_rows_loaded(one) and _locks_sessions(one))

    def _settle(self) -> None:
        """What the background would do first: fold days, know medians."""
        with as_owner():
            apart.look()
            self._build(
                lambda one: not of_rows_loaded(one) and not _locks_sessions(one)
            )
            if not connection.in_atomic_block:
                written = [*loading.POSTED, *loading.TOTALS]
                self._does("Vacuuming", SETTLING, lambda: loading.vacuum(written))
            self._does("Days", DAYS, cube.fold)
            statistics.refresh(at=timezone.now())

    def _build(self, wanted: Callable[[bare.Built], bool]) -> None:
        for one, effort in self._guards:
            if wanted(one):
                self._does(f"Building {one.name}", effort, partial(bare.build, one))


def of_rows_loaded(one: bare.Built) -> bool:
    """Whether it can be built while the sessions are read to be posted."""
    return one.kind != "exclusion" and one.owner not in loading.POSTED


def _locks_sessions(one: bare.Built) -> bool:
    """Whether nobody can read the sessions, or a foreign key to them, meanwhile."""
    return one.kind in ("exclusion", "reference")
