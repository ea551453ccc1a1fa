"""Where finished exports lie, until when, and what they are called."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from config.models import Job

KEPT = timedelta(hours=24)


def folder() -> Path:
    """The folder of exports, which worker and web processes share."""
    path: Path = settings.VAR_DIR / "exports"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def path_of(job: Job) -> Path:
    """The file of an export, finished or not."""
    return folder() / f"{job.pk}.{job.arguments['format']}"


def name_of(job: Job) -> str:
    """What the file is called once it is somebody's."""
    return f"sessions-{job.arguments['year']}.{job.arguments['format']}"


def until(job: Job) -> datetime | None:
    """Until when a finished export may be fetched; None before it is finished."""
    return job.finished_at + KEPT if job.finished_at and not job.problem else None


def can_be_fetched(job: Job, *, at: datetime) -> bool:
    """Whether the export is done, not past its time, and its file is here."""
    end = until(job)
    return end is not None and at < end and path_of(job).exists()


def remove_old(*, at: datetime) -> int:
    """
    Delete the files nobody may fetch any more, finished ones and torsos alike.

    :return: how many
    """
    # A file grows older from the last time something was written into it.
    old = [
        path
        for path in folder().iterdir()
        if path.stat().st_mtime < (at - KEPT).timestamp()
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
