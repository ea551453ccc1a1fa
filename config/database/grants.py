"""
What the program's role may do with each table and function, and nothing more.

It follows from the models: what they call ``Kept`` is read; what a trigger refuses in
any case is not granted; all else is. Applied after every migration.
"""

from typing import Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connections, models, transaction
from django.db.models.fields import NOT_PROVIDED

from config.database import acts
from config.database.owner import as_owner, is_divided
from config.kept import Kept
from config.triggers import Refuse, read_sql

EVERYTHING = ("SELECT", "INSERT", "UPDATE", "DELETE")
Wanted = dict[str, set[str]]


def apply(*, using: str, **kwargs: Any) -> None:
    """Make the owner's acts, and grant what is missing and revoke what is too much."""
    with as_owner(using), transaction.atomic(using):
        acts.make(using)
        if is_divided():
            _apply(using, settings.DATABASE_PROGRAM)


def _apply(using: str, role: str) -> None:
    values = {"role": role, "mark": acts.MARK + "%"}
    with connections[using].cursor() as cursor:
        cursor.execute(read_sql("config/sql/granted.sql"), values)
        granted: dict[str, list[str]] = dict(cursor.fetchall())
        wanted = wanted_privileges()
        for table, has in granted.items():
            should = wanted.get(table, set())
            if set(has) == should:
                continue
            name, who = (
                connections[using].ops.quote_name(one) for one in (table, role)
            )
            cursor.execute(f"REVOKE ALL ON {name} FROM {who}")
            if should:
                cursor.execute(f"GRANT {', '.join(sorted(should))} ON {name} TO {who}")
        cursor.execute(read_sql("config/sql/grant_the_rest.sql"), values)


def wanted_privileges() -> Wanted:
    """By table, what the program may do with it."""
    caches = [
        one["LOCATION"]
        for one in settings.CACHES.values()
        if one["BACKEND"].endswith(".DatabaseCache")
    ]
    return {
        "django_migrations": {"SELECT"},
        **{table: set(EVERYTHING) for table in caches},
        **{
            one._meta.db_table: privileges_of(one)
            for one in apps.get_models(include_auto_created=True)
        },
    }


def privileges_of(model: type[models.Model]) -> set[str]:
    """What the program may do with the rows of a model."""
    if issubclass(model, Kept):
        return {"SELECT"}
    allowed = set(EVERYTHING) - _always_refused(model)
    if allowed == {"SELECT", "INSERT"}:
        return {"SELECT", _insert(model)}
    return allowed


def _always_refused(model: type[models.Model]) -> set[str]:
    """The operations that a trigger refuses whatever the row."""
    return {
        operation
        for trigger in getattr(model._meta, "triggers", [])
        if isinstance(trigger, Refuse | pgtrigger.Protect) and not trigger.condition
        for operation in str(trigger.operation).split(" OR ")
    }


def _insert(model: type[models.Model]) -> str:
    """INSERT of what the database does not fill in by itself, such as its clock."""
    fields = model._meta.local_concrete_fields
    if all(one.db_default is NOT_PROVIDED for one in fields):
        return "INSERT"
    columns = (
        str(one.column)
        for one in fields
        if one.db_default is NOT_PROVIDED
        and not one.generated
        and not isinstance(one, models.AutoField)
    )
    return f"INSERT ({', '.join(sorted(columns))})"
