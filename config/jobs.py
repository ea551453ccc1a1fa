"""
Long acts in the background: begun by a request, done in steps by a worker.

A higher room registers a kind by the dotted path of its step::

    jobs.register("decide", "hours.jobs.decide_next")

A step is given the job, does its share and says how far it came. Each step, the
progress it made and the job's next turn are one transaction, so a job whose worker
died goes on where it stood. After each step a job goes to the end of the queue:
whoever begins a small one waits for one step of a big one, not for all of them.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from config.acting import acting
from config.errors import RuleBroken
from config.models import Job

STALLED_AFTER = timedelta(minutes=5)

logger = logging.getLogger(__name__)
_steps: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one step came: ``done`` by this step, and the result so far."""

    done: int
    result: dict[str, Any]
    is_last: bool


class Step(Protocol):
    """The next share of a job's work, inside a transaction."""

    def __call__(self, job: Job) -> Progress: ...


def register(kind: str, path: str) -> None:
    """Let jobs of ``kind`` be done by the step at a dotted path."""
    _steps[kind] = path


@transaction.atomic
def start(
    *,
    kind: str,
    by: models.Model,
    at: datetime,
    arguments: dict[str, Any],
    total: int | None = None,
) -> Job:
    """Put a job in the queue; a worker begins it once the transaction commits."""
    job = Job.objects.create(
        kind=kind,
        account_id=by.pk,
        arguments=arguments,
        total=total,
        created_at=at,
        touched_at=at,
    )
    run.enqueue(str(job.pk))
    return job


@task()
def run(job_id: str) -> None:
    """Do one step of a job; what remains waits behind the other jobs."""
    advance(UUID(job_id))


def advance(job_id: UUID) -> bool:
    """
    Do one step of the job, and queue the next one.

    :return: whether steps remain
    """
    try:
        with transaction.atomic():
            # Steps read what they need of the arguments, which may be long.
            jobs = Job.objects.select_for_update(no_key=True).defer("arguments")
            job = jobs.get(pk=job_id)
            remains = job.finished_at is None and _step(job)
            if remains:
                run.enqueue(str(job_id))
            return remains
    except RuleBroken as broken:
        _fail(job_id, code=broken.code, detail=broken.detail)
    except Exception:
        logger.exception("Job %s failed", job_id)
        _fail(job_id, code="failed", detail=_("It stopped because of an error."))
    return False


def _step(job: Job) -> bool:
    step: Step = import_string(_steps[job.kind])
    with acting(lambda: {"user": job.account_id, "url": f"job: {job.kind}"}):
        progress = step(job)
    now = timezone.now()
    job.started_at = job.started_at or now
    job.touched_at = now
    job.done += progress.done
    job.result = progress.result
    if progress.is_last:
        job.finished_at = now
    job.save(
        update_fields=["started_at", "touched_at", "done", "result", "finished_at"]
    )
    return not progress.is_last


def _fail(job_id: UUID, *, code: str, detail: str) -> None:
    Job.objects.filter(pk=job_id).update(
        problem={"code": code, "detail": detail}, finished_at=timezone.now()
    )


@transaction.atomic
def resume_stalled(*, at: datetime) -> int:
    """
    Queue again the jobs whose worker died; those that wait for their turn wait on.

    :return: how many
    """
    stalled = (
        Job.objects.unfinished()
        .filter(touched_at__lt=at - STALLED_AFTER)
        .exclude(pk__in=_queued())
    )
    jobs = list(
        stalled.select_for_update(skip_locked=True).values_list("pk", flat=True)
    )
    for pk in jobs:
        run.enqueue(str(pk))
    Job.objects.filter(pk__in=jobs).update(touched_at=at)
    return len(jobs)


def _queued() -> list[str]:
    """The jobs whose next turn no worker has begun yet."""
    turns = DBTaskResult.objects.ready().filter(task_path=run.module_path)
    return list(turns.values_list("args_kwargs__args__0", flat=True))
