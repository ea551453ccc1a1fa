import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO

from django.db import transaction

from config import sheets
from config.copying import NULL, array, copy
from config.sheets import Row
from hours.imports.columns import COLUMNS
from hours.imports.errors import MayNotImport
from hours.imports.reading import Reader, Reading
from hours.models import Import, ImportRow
from hours.permissions import may_import
from volunteers.models import Account, Organization

# Told how many rows are done, of about how many.
Progress = Callable[[int, int], None]
TOLD_EVERY = 10_000
CHUNK = 2**20
ROW = (
    "imported_id, line, cells, number, started_at, ended_at, break_minutes,"
    " service_field, session_id, verdict, unread"
)


@transaction.atomic
def stage(
    *,
    organization: Organization,
    file: BinaryIO,
    name: str,
    by: Account | None,
    at: datetime,
    progress: Progress | None = None,
) -> Import:
    """
    Read the file into rows that can be looked at; nothing is judged, nothing added.

    :param file: binary, readable from any place (an uploaded file, an open one)
    :param by: nobody only in a dry run, which is rolled back
    :raises MayNotImport: if the account may not bring hours for the organization
    :raises RuleBroken: whatever ``config.sheets.read`` refuses
    """
    if by and not may_import(by, organization):
        raise MayNotImport
    imported = Import.objects.create(
        organization=organization,
        name=name[-200:],
        digest=_digest(file),
        staged_by=by,
        staged_at=at,
    )
    with sheets.read(file, name=name, columns=COLUMNS) as sheet:
        imported.ignored = sheet.ignored
        rows = _counted(sheet.rows, imported, sheet.total, progress)
        # It asks the database, which listens to nothing else while rows arrive.
        reader = Reader(organization.pk)
        copy(ImportRow._meta.db_table, ROW, _lines(rows, reader, imported))
    imported.save(update_fields=["ignored", "rows"])
    return imported


def _digest(file: BinaryIO) -> bytes:
    digest = sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.digest()


def _counted(
    rows: Iterable[Row], imported: Import, total: int, progress: Progress | None
) -> Iterator[Row]:
    count = 0
    for row in rows:
        yield row
        count += 1
        if progress and count % TOLD_EVERY == 0:
            progress(count, max(count, total))
    imported.rows = count
    if progress:
        progress(count, count)


def _lines(rows: Iterable[Row], reader: Reader, imported: Import) -> Iterator[str]:
    of_import = imported.pk.hex
    for row in rows:
        yield _line(of_import, row, reader.read(row))


def _line(of_import: str, row: Row, read: Reading) -> str:
    unread = json.dumps(read.unread).replace("\\", "\\\\") if read.unread else NULL
    return (
        f"{of_import}\t{row.line}\t{array(row.cells)}\t{read.number or NULL}"
        f"\t{read.started_at or NULL}\t{read.ended_at or NULL}"
        f"\t{NULL if read.break_minutes is None else read.break_minutes}"
        f"\t{read.service_field or NULL}"
        f"\t{read.session_id or NULL}"
        f"\t{'bad' if read.unread else 'good'}\t{unread}\n"
    )
