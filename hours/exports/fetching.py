"""A finished export on its way to whoever asked for it."""

from datetime import datetime
from uuid import UUID

from django.http import FileResponse

from config.models import Job
from hours.exports import kept
from hours.exports.background import exports_of, wanted_by
from hours.exports.errors import ExportGone, NoSuchExport
from volunteers.models import Account

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def fetch(*, pk: UUID, by: Account, at: datetime) -> FileResponse:
    """
    The file of an export, for the account that began it and still may have it.

    :raises NoSuchExport: if it is another's, or of sessions that are not theirs now
    :raises ExportGone: if it is not done yet, or past its time
    """
    try:
        job = exports_of(by).select_related("account").get(pk=pk)
    except Job.DoesNotExist:
        raise NoSuchExport from None
    wanted_by(job)
    if not kept.can_be_fetched(job, at=at):
        raise ExportGone
    return FileResponse(
        kept.path_of(job).open("rb"),
        as_attachment=True,
        filename=kept.name_of(job),
        content_type=TYPES[job.arguments["format"]],
        headers={"Cache-Control": "private, no-store"},
    )
