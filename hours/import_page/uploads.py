"""Files that wait for a worker: kept in pieces, read as one, then forgotten."""

import codecs
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from config import jobs
from config.errors import RuleBroken
from config.jobs import Progress
from config.models import Job
from config.pulse import pulse
from config.sheets import NotATable
from hours.import_page.steps import in_each_language
from hours.imports import stage, validate
from hours.models import Import, Upload, UploadPiece
from volunteers.models import Account, Organization

PIECE = 2**20
LOOKED_AT = 4_096  # bytes
ZIP = b"PK\x03\x04"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
KEPT = timedelta(days=30)


@transaction.atomic
def keep(
    *, file: UploadedFile, organization: Organization, by: Account, at: datetime
) -> Upload:
    """
    Put the file where a worker finds it, and have it read and checked.

    :raises NotATable: if it begins as no table does
    """
    _look(file)
    upload = Upload.objects.create(
        organization=organization, account=by, name=file.name or "", created_at=at
    )
    for place, content in enumerate(file.chunks(PIECE)):
        UploadPiece.objects.create(upload=upload, place=place, content=content)
    upload.job = jobs.start(
        kind="import_read", by=by, at=at, arguments={"upload": str(upload.pk)}
    )
    upload.save(update_fields=["job"])
    return upload


def _look(file: UploadedFile) -> None:
    """What is surely a picture or an old workbook need not wait for a worker."""
    file.seek(0)
    begins = file.read(LOOKED_AT)
    if b"\0" in begins and not begins.startswith((ZIP, *UTF_16)):
        raise NotATable


def read_next(job: Job) -> Progress:
    """First read the file of a job that ``keep`` began, then check its rows."""
    related = ("organization", "account", "imported")
    known = Upload.objects.select_related(*related)
    upload = known.filter(pk=job.arguments["upload"]).first()
    if upload is None:  # discarded meanwhile
        return Progress(done=0, result={}, is_last=True)
    if upload.imported is not None:
        validate(imported=upload.imported, by=upload.account, at=timezone.now())
        return Progress(done=upload.imported.rows, result={}, is_last=True)
    try:
        with transaction.atomic():
            upload.imported = _read(upload, job)
    except RuleBroken as broken:
        upload.problem = in_each_language(broken)
    upload.pieces.all().delete()
    upload.save(update_fields=["imported", "problem"])
    return Progress(done=0, result={}, is_last=upload.imported is None)


def _read(upload: Upload, job: Job) -> Import:
    with _whole(upload) as file, pulse(job) as tell:
        imported = stage(
            organization=upload.organization,
            file=file,
            name=upload.name,
            by=upload.account,
            at=upload.created_at,
            progress=tell,
        )
    imported.job = job
    imported.save(update_fields=["job"])
    return imported


@contextmanager
def _whole(upload: Upload) -> Iterator[BinaryIO]:
    """Its content as a file that goes when it is closed."""
    with tempfile.TemporaryFile() as file:
        pieces = upload.pieces.order_by("place").values_list("content", flat=True)
        for content in pieces.iterator(chunk_size=4):
            file.write(content)
        file.seek(0)
        yield file


def forget_old(*, at: datetime) -> None:
    """
    Forget the files whose reading is over, however it ended.

    What became of them is told for a month.
    """
    UploadPiece.objects.filter(upload__job__finished_at__isnull=False).delete()
    Upload.objects.filter(created_at__lt=at - KEPT).delete()
