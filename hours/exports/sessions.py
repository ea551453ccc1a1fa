"""The sessions of a year as rows: which, and in whose words."""

import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.utils import timezone, translation

from config.cells import FORMULA_SIGNS
from config.triggers import read_sql
from hours.models import Evidence, Status
from volunteers.ages import OF_AGE, born_by
from volunteers.masking import CLOSED_NAME, COMPOUND_SURNAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """
    What a file is to hold: the sessions of a year, whatever became of each.

    :param organization: only those with it, if given
    :param language: of headings, states and names of places: ``zh-hans`` or ``en``
    :param names: whole names; else masked ones, as people stay known by number
    :param only: of these days alone, from the first up to before the second
    """

    year: int
    organization: UUID | None = None
    language: str = "zh-hans"
    names: bool = False
    only: tuple[date, date] | None = None

    @property
    def days(self) -> tuple[date, date]:
        """The first day, and the first after the last."""
        return self.only or (date(self.year, 1, 1), date(self.year + 1, 1, 1))


def statement(wanted: Wanted) -> str:
    """The SELECT that answers with the rows, its values filled in (COPY takes none)."""
    first, after = wanted.days
    with translation.override(wanted.language):
        words = {
            "evidence": json.dumps({one.value: str(one.label) for one in Evidence}),
            "status": json.dumps({one.value: str(one.label) for one in Status}),
        }
    values = {
        "first": first,
        "after": after,
        "organization": str(wanted.organization) if wanted.organization else None,
        "english": wanted.language == "en",
        "names": wanted.names,
        "closed": CLOSED_NAME,
        "of_age_born_by": born_by(timezone.localdate(), age=OF_AGE),
        "compound": sorted(COMPOUND_SURNAMES),
        "formulas": list(FORMULA_SIGNS),
        **words,
    }
    with connection.cursor() as cursor:
        filled: bytes = cursor.mogrify(
            read_sql("hours/sql/export_sessions.sql"), values
        )
    return filled.decode()


def about_how_many(wanted: Wanted) -> int:
    """How many rows the planner expects: told at once, and never quite right."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement(wanted)}")
        ((plan,),) = cursor.fetchall()
    return int(plan[0]["Plan"]["Plan Rows"])
