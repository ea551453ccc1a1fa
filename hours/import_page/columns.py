"""What the columns of a sheet mean, for whoever fills one in."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.sheets import Column
from config.templatetags.ui import in_chinese
from hours.imports import COLUMNS

MEANINGS: dict[str, str | Promise] = {
    "volunteer": _("The number of the volunteer: V and 17 characters"),
    "started_at": _("Day and time, such as 2026-03-05 09:00"),
    "ended_at": _("Day and time, on the same day"),
    "break_minutes": _("Whole minutes in between that do not count"),
    "service_field": _("Name or code; not needed where there is an activity"),
    "activity": _("The title of an activity of the organization"),
    "note": _("A word for whoever decides"),
}


@dataclass(frozen=True, slots=True)
class Explained:
    """A column: how it is headed, whether every row needs it, what goes there."""

    heading: str
    meaning: str
    needed: bool


def explained() -> list[Explained]:
    """The columns in the language of the reader; either language is understood."""
    return [
        Explained(_heading(one), str(MEANINGS[one.code]), one.required)
        for one in COLUMNS
    ]


def headings() -> list[str]:
    """What a sheet in the language of the reader is headed by."""
    return [_heading(column) for column in COLUMNS]


def heading_of(code: str) -> str:
    """The heading of one column."""
    return _heading(next(column for column in COLUMNS if column.code == code))


def _heading(column: Column) -> str:
    return column.names[0] if in_chinese() else column.code
