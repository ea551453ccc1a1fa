"""Where finished exports lie, until when, and what they are called."""

from datetime import datetime
from pathlib import Path

from config import job_files
from config.models import Job


def path_of(job: Job) -> Path:
    """The file of an export, finished or not."""
    return job_files.path_of(job, job.arguments["format"])


def name_of(job: Job) -> str:
    """What the file is called once it is somebody's."""
    return f"sessions-{job.arguments['year']}.{job.arguments['format']}"


def can_be_fetched(job: Job, *, at: datetime) -> bool:
    """Whether the export is done, not past its time, and its file is here."""
    return job_files.can_be_fetched(job, job.arguments["format"], at=at)
