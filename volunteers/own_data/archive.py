"""Somebody's own data as JSON, and as an archive of JSON and one CSV for each part."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from io import TextIOWrapper
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db.models import Choices
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from config.cells import BOM, plain
from volunteers.models import Account
from volunteers.own_data import Part, Row, Value, parts


def write_json(file: IO[bytes], account: Account, *, at: datetime) -> None:
    """Everything as one JSON object, a row at a time."""
    for piece in _json(account, at):
        file.write(piece.encode())


def write_archive(
    file: IO[bytes], account: Account, *, language: str, at: datetime
) -> None:
    """
    A ZIP with ``data.json``, and what people can read: a CSV file for each part, and
    the files that some of them name.

    :param language: of headings and words, ``zh-hans`` or ``en``
    """
    with translation.override(language), ZipFile(file, "w", ZIP_DEFLATED) as archive:
        with archive.open("data.json", "w") as member:
            for piece in _json(account, at):
                member.write(piece.encode())
        for part in parts():
            with archive.open(f"{part.title.heading(language)}.csv", "w") as member:
                _write_csv(member, part, account, language=language)
            for name, content in part.files(account) if part.files else ():
                archive.writestr(name, content)


def _json(account: Account, at: datetime) -> Iterator[str]:
    yield f'{{\n"made_at": {json.dumps(timezone.localtime(at).isoformat())}'
    for part in parts():
        rows = (_object(part, row) for row in part.rows(account))
        yield f",\n{json.dumps(part.name)}: "
        if part.single:
            yield next(rows, "null")
            continue
        yield "["
        for n, row in enumerate(rows):
            yield f"{',' if n else ''}\n{row}"
        yield "]"
    yield "\n}\n"


def _object(part: Part, row: Row) -> str:
    said = {column.name: _for_programs(row[column.name]) for column in part.columns}
    return json.dumps(said, ensure_ascii=False)


def _for_programs(value: Value) -> Any:
    match value:
        case Choices():
            return value.value
        case datetime():
            return timezone.localtime(value).isoformat()
        case list():
            return list(map(_for_programs, value))
        case bool() | int() | None:
            return value
        case _:
            return str(value)


def _write_csv(file: IO[bytes], part: Part, account: Account, *, language: str) -> None:
    text = TextIOWrapper(file, "utf-8", newline="")
    text.write(BOM)
    writer = csv.writer(text)
    writer.writerow([column.heading(language) for column in part.columns])
    for row in part.rows(account):
        writer.writerow(
            [plain(_for_people(row[column.name])) for column in part.columns]
        )
    text.detach().flush()


def _for_people(value: Value) -> str | int:
    match value:
        case None:
            return ""
        case Choices():
            return str(value.label)
        case bool():
            return _("yes") if value else _("no")
        case int():
            return value
        case datetime():
            return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
        case date():
            return value.isoformat()
        case list():
            return _(", ").join(str(_for_people(one)) for one in value)
        case _:
            return str(value)
