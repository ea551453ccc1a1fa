"""Which columns are sealed or hashed, row by row: looked at, and written anew."""

import base64
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from psycopg2.extras import execute_values

from config.triggers import read_sql
from volunteers.models import ClosedRecord
from volunteers.rotation.found import Found
from volunteers.sealing import (
    LOST,
    fingerprint,
    fingerprints,
    newest_key,
    next_fingerprint,
    seal,
    unseal,
)

STEP = 200  # rows in a transaction
PATIENCE = 10  # seconds for rows that somebody holds
PAUSE = 0.02  # seconds

# Sealed by django-allauth, as texts within its JSON.
IN_JSON = ("secret", "seed")
# Hashes of which no number is kept: they end by themselves, found by the older key.
OF_NO_NUMBER = {
    "volunteers.Code.to_hash": "ten minutes",
    "volunteers.Code.code_hash": "ten minutes",
    "volunteers.Invitation.phone_hash": "until it is answered or over",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table with something sealed or hashed, and whose number each hash is of."""

    model: type[models.Model]
    sealed: list[str]
    hashed: dict[str, Callable[[Any], str]]
    seconds: list[str]

    @property
    def rows(self) -> Any:
        return self.model._base_manager

    def steps(self) -> Iterator[list[Any]]:
        """All rows, so many at a time in order of their keys."""
        rows = self._slim_rows()
        found = list(rows.order_by("pk")[:STEP])
        while found:
            yield found
            found = list(rows.order_by("pk").filter(pk__gt=found[-1].pk)[:STEP])

    def _slim_rows(self) -> Any:
        return self.rows.only("pk", *self.sealed, *self.hashed, *self.seconds)

    def look(self, row: Any, found: Found) -> bool:
        """Add what the row is kept under, and say whether it is to be written anew."""
        before = (found.old_seals, found.others, found.seconds)
        for column in self.sealed:
            for value in seals_in(getattr(row, column)):
                found.seals[value[0]] += 1
        for column, number_of in self.hashed.items():
            if kept := getattr(row, column):
                self._look_at_hash(row, column, bytes(kept), number_of, found)
        for column in self.seconds:
            if not settings.FIELD_HASH_KEY_NEXT and getattr(row, column):
                found.seconds += 1
        return before != (found.old_seals, found.others, found.seconds)

    def _look_at_hash(
        self,
        row: Any,
        column: str,
        kept: bytes,
        number_of: Callable[[Any], str],
        found: Found,
    ) -> None:
        if not (number := _opened(row, number_of)):
            found.numberless += 1
            return
        later = next_fingerprint(number)
        has_second = f"{column}_next" in self.seconds
        second = has_second and bytes(getattr(row, f"{column}_next") or b"")
        if later and has_second and second != later:
            found.seconds += 1
        if kept != fingerprint(number):
            found.others += 1
            found.strange += kept not in fingerprints(number)
            found.unready += has_second and second != later

    def write(self, ids: set[Any], *, is_key: bool) -> None:
        """
        Write these rows anew, as soon as nobody else holds them.

        :param is_key: whether hashes by which rows are found may change as well, so
            that even what refers to a row has to wait for a moment
        """
        until = time.monotonic() + PATIENCE
        while ids and time.monotonic() < until:
            with transaction.atomic():
                free = self._slim_rows().select_for_update(
                    skip_locked=True, no_key=not is_key, of=("self",)
                )
                rows = list(free.filter(pk__in=ids).order_by("pk"))
                # One after the other: history takes both at once for another number.
                self._save(rows, self.sealed, self._seal_anew)
                self._save(rows, [*self.hashed, *self.seconds], self._hash_anew)
            ids -= {row.pk for row in rows}
            if ids:
                time.sleep(PAUSE)
                ids &= {*self.rows.filter(pk__in=ids).values_list("pk", flat=True)}

    def _save(
        self, rows: list[Any], columns: list[str], write_anew: Callable[[Any], bool]
    ) -> None:
        changed = [row for row in rows if write_anew(row)]
        if not changed:
            return
        meta: Any = self.model._meta
        key, fields = meta.pk, [meta.get_field(one) for one in columns]
        kinds = [key.rel_db_type(connection), *(f.db_type(connection) for f in fields)]
        with connection.cursor() as cursor:
            # Not "bulk_update": others wait for these rows, and it thinks for long.
            execute_values(
                cursor,
                self._write_anew(columns),
                [
                    [
                        f.get_db_prep_save(getattr(row, f.attname), connection)
                        for f in (key, *fields)
                    ]
                    for row in changed
                ],
                template=f"({', '.join(f'%s::{kind}' for kind in kinds)})",
                page_size=len(changed),
            )

    def _write_anew(self, columns: list[str]) -> str:
        meta: Any = self.model._meta
        names = {
            "table": meta.db_table,
            "key": meta.pk.column,
            "columns": ", ".join(columns),
            "sets": ", ".join(f"{one} = anew.{one}" for one in columns),
        }
        text = read_sql("volunteers/sql/write_anew.sql")
        for name, part in names.items():
            text = text.replace("{" + name + "}", part)
        return text

    def _seal_anew(self, row: Any) -> bool:
        changed = False
        for column in self.sealed:
            value = getattr(row, column)
            if any(one[0] != newest_key() for one in seals_in(value)):
                again = sealed_anew(value)
                changed |= again is not value
                setattr(row, column, again)
        return changed

    def _hash_anew(self, row: Any) -> bool:
        columns = [*self.hashed, *self.seconds]
        before = [getattr(row, one) for one in columns]
        for column, number_of in self.hashed.items():
            if getattr(row, column) and (number := _opened(row, number_of)):
                setattr(row, column, fingerprint(number))
                if f"{column}_next" in self.seconds:
                    setattr(row, f"{column}_next", next_fingerprint(number))
        if not settings.FIELD_HASH_KEY_NEXT:
            for column in self.seconds:
                setattr(row, column, None)
        return before != [getattr(row, one) for one in columns]


def tables() -> list[Table]:
    """Every table with something sealed or hashed: by the names of its columns."""
    every = (_table(model) for model in apps.get_models() if not model._meta.proxy)
    return [one for one in every if one.sealed or one.hashed or one.seconds]


def seals_in(value: Any) -> list[bytes]:
    """What is sealed in a column: its bytes, or texts within its JSON."""
    if isinstance(value, dict):
        return [base64.b64decode(value[name]) for name in IN_JSON if name in value]
    return [bytes(value)] if value else []


def sealed_anew(value: Any) -> Any:
    """The same with the newest key; what cannot be opened stays as it is."""
    try:
        if not isinstance(value, dict):
            return seal(unseal(value))
        return value | {
            name: base64.b64encode(seal(unseal(base64.b64decode(value[name])))).decode()
            for name in IN_JSON
            if name in value
        }
    except LOST:
        return value


def _table(model: type[models.Model]) -> Table:
    columns = {one.attname for one in model._meta.concrete_fields}
    hashed = {
        f"{name}_hash": _number_in(f"{name}_sealed")
        for name in _names(columns, "_sealed")
        if f"{name}_hash" in columns
    }
    sealed = [f"{name}_sealed" for name in _names(columns, "_sealed")]
    if model is ClosedRecord:
        hashed["document_hash"] = lambda row: row.said.get("document_number", "")
    if model is Authenticator:
        sealed = ["data"]
    seconds = [f"{name}_hash_next" for name in _names(columns, "_hash_next")]
    return Table(model, sealed, hashed, seconds)


def _names(columns: Iterable[str], ending: str) -> list[str]:
    return sorted(one.removesuffix(ending) for one in columns if one.endswith(ending))


def _number_in(column: str) -> Callable[[Any], str]:
    def number_of(row: Any) -> str:
        sealed = getattr(row, column)
        return unseal(sealed) if sealed else ""

    return number_of


def _opened(row: Any, number_of: Callable[[Any], str]) -> str:
    try:
        return number_of(row)
    except LOST:
        return ""
