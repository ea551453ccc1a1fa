"""Exports by a worker: begun on a page or by the API, fetched once they are done."""

import time
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, BinaryIO
from uuid import UUID

from django.db import transaction

from config import jobs, limits
from config.jobs import Progress
from config.models import Job, JobQuerySet
from hours.exports import kept
from hours.exports.errors import (
    ExportLost,
    ExportRunning,
    NoSuchExport,
    TooManyExports,
    TooManyForASheet,
)
from hours.exports.files import write_csv_head, write_csv_rows, write_xlsx
from hours.exports.sessions import Wanted, about_how_many
from hours.permissions import may_export, sees_names_of
from volunteers.models import Account

KIND = "export_sessions"
CSV, XLSX = FORMATS = ("csv", "xlsx")
# Other people's jobs wait for one step of this: a day, or some seconds of days, and
# about a minute for as many rows of a spreadsheet, which is written in one step.
STEP_SECONDS = 3.0
MOST_IN_XLSX = 200_000
A_DAY = 86_400
EXPORTS_A_DAY = 30


def exports_of(account: Account) -> JobQuerySet:
    """The exports somebody began; nobody else sees them."""
    return Job.objects.of(account).filter(kind=KIND)


@transaction.atomic
def begin(
    *,
    year: int,
    organization: UUID | None,
    language: str,
    format: str,  # noqa: A002 (the word the API has for it)
    by: Account,
    at: datetime,
) -> Job:
    """
    Begin to write a year's sessions into a file, for whoever asks.

    :param organization: only its sessions; None for the whole city's
    :raises NoSuchExport: if these sessions are not the account's to export
    :raises ExportRunning: if an earlier one of the account is not done yet
    :raises TooManyExports: after ``EXPORTS_A_DAY`` of them in a day
    :raises TooManyForASheet: if there are more than a spreadsheet is good for
    """
    if not may_export(by, organization):
        raise NoSuchExport
    # Two clicks at once begin one export.
    Account.objects.select_for_update(no_key=True).get(pk=by.pk)
    if exports_of(by).unfinished().exists():
        raise ExportRunning
    wanted = Wanted(year=year, organization=organization, language=language)
    if format == XLSX and about_how_many(wanted) > MOST_IN_XLSX:
        raise TooManyForASheet
    if limits.spend(f"export:{by.pk}", limit=EXPORTS_A_DAY, seconds=A_DAY):
        raise TooManyExports
    return jobs.start(
        kind=KIND,
        by=by,
        at=at,
        arguments={
            "year": year,
            "organization": str(organization) if organization else None,
            "language": language,
            "format": format,
        },
        total=_days_of(wanted) if format == CSV else None,
    )


def wanted_by(job: Job) -> Wanted:
    """
    What an export holds: names whole only for an organization's own people.

    :raises NoSuchExport: if these sessions are no longer the account's to export
    """
    asked = job.arguments
    organization = UUID(asked["organization"]) if asked["organization"] else None
    if not may_export(job.account, organization):
        raise NoSuchExport
    return Wanted(
        year=asked["year"],
        organization=organization,
        language=asked["language"],
        names=sees_names_of(job.account, organization),
    )


def _days_of(wanted: Wanted) -> int:
    first, after = wanted.days
    return (after - first).days


def write_next(job: Job) -> Progress:
    """The next days of a CSV file, or a whole XLSX file."""
    wanted = wanted_by(job)
    if job.arguments["format"] == XLSX:
        return Progress(done=1, result=_write_xlsx(job, wanted), is_last=True)
    path = kept.path_of(job)
    before = job.result.get("bytes", 0)
    if before and not (path.exists() and path.stat().st_size >= before):
        raise ExportLost
    with path.open("r+b" if before else "wb") as file:
        # What a worker wrote before it died is written once more.
        file.truncate(before)
        file.seek(before)
        if not before:
            write_csv_head(file, language=wanted.language)
        days, rows = _write_days(file, wanted, after=job.done)
        result = {"rows": job.result.get("rows", 0) + rows, "bytes": file.tell()}
    is_last = job.done + days == _days_of(wanted)
    return Progress(done=days, result=result, is_last=is_last)


def _write_days(file: BinaryIO, wanted: Wanted, *, after: int) -> tuple[int, int]:
    """
    Write days, each whole, until the seconds of a step are over.

    :param after: how many days are written already
    :return: how many days, and how many rows
    """
    first, end = wanted.days
    day = first + timedelta(days=after)
    begun = time.monotonic()
    days = rows = 0
    while day < end and (not days or time.monotonic() - begun < STEP_SECONDS):
        next_day = day + timedelta(days=1)
        rows += write_csv_rows(file, replace(wanted, only=(day, next_day)))
        day = next_day
        days += 1
    return days, rows


def _write_xlsx(job: Job, wanted: Wanted) -> dict[str, Any]:
    path = kept.path_of(job)
    with path.open("w+b") as file:
        rows = write_xlsx(file, wanted, folder=str(path.parent))
    return {"rows": rows, "bytes": path.stat().st_size}
