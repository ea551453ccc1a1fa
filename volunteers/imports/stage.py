import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import file_digest
from io import BufferedReader

from django.db import connection
from django.utils import timezone

from config import sheets
from config.copying import NULL, copy, escaped
from config.sheets import Row
from config.triggers import read_sql
from volunteers.imports.columns import COLUMNS
from volunteers.imports.reading import Reader, Said
from volunteers.pinyin import initials
from volunteers.sealing import fingerprint, fingerprints, next_fingerprint, seal

TOLD_EVERY = 1_000
COMING = (
    "line, name, initials, document_type, document_sealed, document_hash,"
    " document_last4, phone_sealed, phone_hash, phone_last4, birth_date, district_id,"
    " home_site_id, guardian_sealed, guardian_hash, guardian_last4,"
    " document_hash_next, document_hash_other, phone_hash_other, reasons"
)
NOTHING_READ = "\t".join([NULL] * 18)

# Told how many rows are read, of about how many.
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Staged:
    """
    A file whose rows wait to be judged.

    :ivar ignored: the headings that mean nothing here
    """

    name: str
    digest: bytes
    ignored: list[str]


def stage(
    *, file: BufferedReader, name: str, at: datetime, tell: Tell | None = None
) -> Staged:
    """
    Read the file's rows, seal what is to be sealed, and let them wait.

    :param at: the moment of registration: ages are of its local date
    :raises config.errors.RuleBroken: if the file cannot be read as a table
    """
    digest = file_digest(file, "sha256").digest()
    reader = Reader(today=timezone.localdate(at))
    with connection.cursor() as cursor:
        cursor.execute(read_sql("volunteers/imports/sql/stage.sql"))
    with sheets.read(file, name=name, columns=COLUMNS) as sheet:
        copy("coming", COMING, _lines(sheet.rows, reader, sheet.total, tell))
        ignored = sheet.ignored
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE coming")
    return Staged(name=name, digest=digest, ignored=ignored)


def _lines(
    rows: Iterator[Row], reader: Reader, total: int, tell: Tell | None
) -> Iterator[str]:
    for count, row in enumerate(rows, start=1):
        said = reader.read(row)
        yield _bad(row, said) if said.reasons else _good(row, said)
        if tell and not count % TOLD_EVERY:
            tell(count, total)


def _bad(row: Row, said: Said) -> str:
    # Nothing of whoever is not registered is kept, not even sealed.
    reasons = json.dumps([asdict(one) for one in said.reasons])
    return f"{row.line}\t{NOTHING_READ}\t{escaped(reasons)}\n"


def _good(row: Row, said: Said) -> str:
    number = said.document_number
    return (
        f"{row.line}\t{escaped(said.name)}\t{initials(said.name)}"
        f"\t{said.document_type}\t{_bytes(seal(number))}\t{_bytes(fingerprint(number))}"
        f"\t{escaped(number[-4:])}\t{_phone(said.phone)}"
        f"\t{said.birth_date}\t{said.district}\t{said.home_site or NULL}"
        f"\t{_phone(said.guardian_phone)}"
        f"\t{_maybe(next_fingerprint(number))}\t{_other(number)}"
        f"\t{_other(said.phone)}\t{NULL}\n"
    )


def _phone(phone: str) -> str:
    """Sealed, hash and last digits, for three columns."""
    if not phone:
        return f"{NULL}\t{NULL}\t"
    return f"{_bytes(seal(phone))}\t{_bytes(fingerprint(phone))}\t{phone[-4:]}"


def _other(number: str) -> str:
    """Of a number or none, the hash of another key it may be known by."""
    later = fingerprints(number)[1:2] if number else []
    return _maybe(next(iter(later), None))


def _maybe(value: bytes | None) -> str:
    return NULL if value is None else _bytes(value)


def _bytes(value: bytes) -> str:
    return "\\\\x" + value.hex()
