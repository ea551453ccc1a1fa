"""
How far a long step of a job has come, told while it is still under way.

A step is one transaction, so nobody sees what it writes until it ends. The pulse goes
over a connection of its own::

    with pulse(job) as tell:
        tell(20_000, 200_000)
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import UUID

from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from config.models import Job, JobPulse

EVERY = 1.0  # seconds

logger = logging.getLogger(__name__)


class Pulse:
    """Tells ``done`` of ``total``, at most once a second."""

    def __init__(self, job: UUID) -> None:
        self._job = job
        self._told = time.monotonic()
        self._beside: BaseDatabaseWrapper | None = None

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told < EVERY:
            return
        self._told = now
        try:
            self._tell(done, total)
        except DatabaseError:
            # The work is worth more than a word about it.
            logger.exception("Job %s cannot tell how far it is", self._job)

    def _tell(self, done: int, total: int) -> None:
        if self._beside is None:
            self._beside = connection.copy()
        with self._beside.cursor() as cursor:
            cursor.execute(
                "INSERT INTO config_jobpulse (job_id, done, total, at)"
                " VALUES (%s, %s, %s, %s) ON CONFLICT (job_id) DO UPDATE"
                " SET done = excluded.done, total = excluded.total, at = excluded.at",
                [self._job, done, total, timezone.now()],
            )

    def end(self) -> None:
        """Forget it: from here on the job itself says how far it is."""
        if self._beside is None:
            return
        with suppress(DatabaseError), self._beside.cursor() as cursor:
            cursor.execute("DELETE FROM config_jobpulse WHERE job_id = %s", [self._job])
        self._beside.close()


@contextmanager
def pulse(job: Job) -> Iterator[Pulse]:
    """A pulse for as long as a step of the job runs."""
    beating = Pulse(job.pk)
    try:
        yield beating
    finally:
        beating.end()


def felt(job: Job) -> tuple[int, int | None]:
    """How far the job is, of how much: as its running step tells, if it does."""
    told = JobPulse.objects.filter(job_id=job.pk).values_list("done", "total").first()
    return told or (job.done, job.total)
