"""
What falls due by itself: stalled jobs go on, and what is past its time goes.

A higher room adds what is due there by the dotted path of a function that looks
for itself whether there is anything to do::

    upkeep.register("hours.statistics.refresh_if_due")
"""

import logging
from datetime import datetime, timedelta
from typing import Protocol

from django.contrib.sessions.models import Session
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult
from knox.models import get_token_model

from config import jobs
from config.answers import KEPT
from config.models import Allowance, IdempotencyKey, Job, JobPulse

RESULTS_KEPT = timedelta(days=30)
ALLOWANCES_KEPT = timedelta(days=1)
PULSES_KEPT = timedelta(hours=1)  # of steps whose worker was killed

logger = logging.getLogger(__name__)
_due: list[str] = ["config.job_files.remove_old"]


class Due(Protocol):
    """Does what is due at a moment; any number of times, by any number of callers."""

    def __call__(self, *, at: datetime) -> object: ...


def register(path: str) -> None:
    """Let the function at a dotted path be called whenever upkeep runs."""
    if path not in _due:
        _due.append(path)


def run(*, at: datetime) -> None:
    """Do everything that is due; any number of times, by any number of callers."""
    jobs.resume_stalled(at=at)
    IdempotencyKey.objects.filter(created_at__lt=at - KEPT).delete()
    Job.objects.filter(finished_at__lt=at - RESULTS_KEPT).delete()
    JobPulse.objects.filter(at__lt=at - PULSES_KEPT).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=at - RESULTS_KEPT).delete()
    Session.objects.filter(expire_date__lt=at).delete()
    get_token_model().objects.filter(expiry__lt=at).delete()
    yesterday = int((at - ALLOWANCES_KEPT).timestamp())
    Allowance.objects.filter(stretch__lt=yesterday).delete()
    for path in _due:
        _do(path, at=at)


def _do(path: str, *, at: datetime) -> None:
    """One room's trouble is written down and leaves the others their turn."""
    due: Due = import_string(path)
    try:
        due(at=at)
    except Exception:
        logger.exception("%s failed", path)
