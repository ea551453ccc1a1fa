"""Files that jobs make: where they lie, until when, and that old ones go."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from config.models import Job

KEPT = timedelta(hours=24)


def folder() -> Path:
    """The folder of all of them, which worker and web processes share."""
    path: Path = settings.VAR_DIR / "exports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(job: Job, ending: str) -> Path:
    """The file of a job, finished or not."""
    return folder() / f"{job.pk}.{ending}"


def until(job: Job) -> datetime | None:
    """Until when what a job made may be fetched; None before it is finished."""
    return job.finished_at + KEPT if job.finished_at and not job.problem else None


def can_be_fetched(job: Job, ending: str, *, at: datetime) -> bool:
    """Whether the job is done, not past its time, and its file is here."""
    end = until(job)
    return end is not None and at < end and path_of(job, ending).exists()


def remove_old(*, at: datetime) -> int:
    """
    Delete what nobody may fetch any more, finished and torsos alike.

    :return: how many
    """
    # It grows older from the last time something was written into it.
    old = [
        path
        for path in folder().iterdir()
        if path.stat().st_mtime < (at - KEPT).timestamp()
    ]
    for path in old:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    return len(old)
