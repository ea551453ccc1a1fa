"""Let detectors look: a little at a time by upkeep, or at chosen days by a job."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from config import jobs
from config.jobs import Progress
from config.models import Job
from config.triggers import read_sql
from hours.integrity.detectors import ALL, Detector
from hours.models import Look
from volunteers.models import Account

NOTE = "hours/sql/note_findings.sql"
SHOWN = 200  # people of one case
EVERY = timedelta(days=1)
BACK = timedelta(days=365)


@transaction.atomic
def look(detector: Detector, *, since: date, until: date, at: datetime) -> int:
    """
    Look at the service of these local dates, both included.

    :return: how many cases it saw, new ones and known ones
    """
    asked: dict[str, Any] = detector.numbers(timezone.localdate(at))
    asked |= {"since": since, "until": until, "shown": SHOWN}
    note = read_sql(NOTE).replace("{found}", detector.sql)
    with connection.cursor() as cursor:
        cursor.execute(read_sql("hours/sql/give_room.sql"))
        cursor.execute(note, asked | {"detector": detector.code, "at": at})
        found = cursor.rowcount
    Look.objects.update_or_create(
        detector=detector.code,
        defaults={"since": since, "until": until, "found": found, "looked_at": at},
    )
    return found


def look_if_due(*, at: datetime) -> bool:
    """
    Let the detector that waited longest look at the last year, each once a day.

    :return: whether one was due
    """
    looked = dict(Look.objects.values_list("detector", "looked_at"))
    due = [one for one in ALL if at - looked.get(one.code, at - EVERY) >= EVERY]
    if not due:
        return False
    until = timezone.localdate(at)
    look(due[0], since=until - BACK, until=until, at=at)
    return True


def start(*, since: date, until: date, by: Account, at: datetime) -> Job:
    """Let all detectors look at the service of these local dates, one in each step."""
    return jobs.start(
        kind="integrity",
        by=by,
        at=at,
        arguments={"since": f"{since}", "until": f"{until}"},
        total=len(ALL),
    )


def look_next(job: Job) -> Progress:
    """The next detector of a job that ``start`` began."""
    detector = ALL[job.done]
    found = look(
        detector,
        since=date.fromisoformat(job.arguments["since"]),
        until=date.fromisoformat(job.arguments["until"]),
        at=timezone.now(),
    )
    return Progress(
        done=1,
        result=job.result | {detector.code: found},
        is_last=job.done + 1 == len(ALL),
    )
