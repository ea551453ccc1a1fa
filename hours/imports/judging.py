"""Judge the rows of an import by statements over all of them at once."""

from datetime import datetime
from typing import Any

from django.db import connection

from config.triggers import read_sql
from hours.errors import OrganizationNotActive
from hours.imports.errors import ImportTooOld, MayNotImport
from hours.models import Import, Level
from hours.permissions import may_import
from volunteers.ages import OF_AGE
from volunteers.models import Account
from volunteers.permissions import is_staff

STEPS = (
    *("judge_limits", "judge_rows", "judge_known"),
    *("judge_law", "judge_days", "keep_verdicts"),
)


def check_right(imported: Import, by: Account | None) -> None:
    """
    :raises MayNotImport: if the account may not bring hours for the organization
    """
    if by and not may_import(by, imported.organization):
        raise MayNotImport


def check_open(imported: Import) -> None:
    """
    :raises ImportTooOld: if its rows are not kept any more
    :raises OrganizationNotActive: if the organization takes no new hours
    """
    if not imported.keeps_rows:
        raise ImportTooOld
    if not imported.organization.is_active:
        raise OrganizationNotActive


def run(sql: str, **values: Any) -> Any:
    """The first row, if any, of the last statement in a file under ``sql``."""
    with connection.cursor() as cursor:
        cursor.execute(read_sql(f"hours/imports/sql/{sql}.sql"), values)
        return cursor.fetchone() if cursor.description else cursor.rowcount


def judge(imported: Import, *, by: Account | None, at: datetime) -> None:
    """
    Judge every row as if it were logged now, after those before it, and count them.

    What is known of each row stays in the temporary table ``judged`` until the
    transaction ends: ``add_sessions`` takes the good ones from there.
    """
    organization = imported.organization
    values = {
        "imported": imported.pk,
        "organization": organization.pk,
        "at": at,
        # Staff may bring what is older than anybody else may (L15).
        "from_the_city": by is not None and is_staff(by),
        "of_age": OF_AGE,
        "above": Level.PARENT if organization.parent_id else Level.CITY,
    }
    for step in STEPS:
        counts = run(step, **values)
    imported.rows, imported.good, imported.known, imported.bad = counts[:4]
    imported.minutes, imported.people = counts[4:]
