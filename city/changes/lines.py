"""A line of history in words, as far as its reader may know."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _

from activities.reports import FIELDS
from city.changes.known import SUBJECTS, Known, fields
from city.changes.scopes import Scope
from city.changes.words import COLUMNS, page, what
from city.looks import office
from city.models import TwoPeople
from config.history import Change
from config.templatetags.ui import clock, full_day, thousands
from hours.models import OrganizationLimit, Reason, ReasonWords
from policies.models import Policy
from policies.reference import SINCE_EVER
from policies.words import NAMES
from volunteers.masking import mask_birth_date, mask_name
from volunteers.models import Account, Appointment, Guardian, Membership, Volunteer


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One value before and after; of what is not ``told``, only that it changed."""

    label: str
    old: str
    new: str
    told: bool

    @property
    def says_something(self) -> bool:
        """Not so where a row begins with nothing in a column."""
        return bool(self.old or self.new or not self.told)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change: when, what, of which one, by whom in which office, on which page."""

    at: datetime
    what: str
    subject: str
    who: str
    office: str
    page: str
    values: tuple[ValueLine, ...]


# What others than oneself read of a person, None for that it changed.
MASKS: dict[tuple[type, str], Callable[[str], str] | None] = {
    (Volunteer, "name"): mask_name,
    (Volunteer, "birth_date"): lambda born: mask_birth_date(),
    (Account, "username"): None,
}


def told(lines: list[Change], *, scope: Scope, reader: Account) -> list[ChangeLine]:
    """The lines in words; what they speak of is looked up for all at once."""
    known = Known(lines, scope=scope, reader=reader)
    return [_line(line, known) for line in lines]


def _line(line: Any, known: Known) -> ChangeLine:
    model = line.pgh_tracked_model
    context = line.pgh_context or {}
    who, of_office = _author(line, known)
    return ChangeLine(
        at=line.pgh_created_at,
        what=what(model, line.pgh_label),
        subject=_subject(line, known),
        who=who,
        office=of_office,
        page=page(context.get("url")),
        values=tuple(
            value
            for column, label in COLUMNS[model].items()
            if column in line.changed
            and (value := _value(model, column, str(label), line, known)).says_something
        ),
    )


def _author(line: Any, known: Known) -> tuple[str, str]:
    """
    Who changed it, and in which office.

    Of their own data people read whose office it was, not who held it.
    """
    key = (line.pgh_context or {}).get("user")
    author = known.row(Account, key) if key else None
    if author is None:
        return _("the program"), ""
    held = known.offices(author, line.pgh_created_at)
    name = known.name(author)
    if known.scope.is_ones_own and held and author.pk != known.reader.pk:
        return held, ""
    return name, held


def _subject(line: Any, known: Known) -> str:
    """Which membership, office, place or number it was."""
    model = line.pgh_tracked_model
    row = known.row(model, line.pgh_obj_id) if model in SUBJECTS else None
    match row:
        case Membership():
            if known.scope.is_of_a_person:
                return str(row.organization.label)
            return known.called(row.volunteer)
        case Appointment():
            place = row.place.label if row.place else ""
            return " · ".join((office(row.role, place), known.name(row.account)))
        case Guardian():
            is_ones_own = row.ward_id == known.scope.person
            return "" if is_ones_own else known.called(row.ward)
        case TwoPeople():
            return f"{row.one.number} · {row.other.number}"
        case Reason():
            return str(row.code)
        case ReasonWords():
            return str(row.reason.code)
        case Policy() | OrganizationLimit():
            return str(NAMES.get(row.code, ""))
        case None if model in (Policy, OrganizationLimit):
            return str(NAMES.get(line.old.get("code"), ""))
        case None:
            return ""
    return str(row.label)


def _value(
    model: type[models.Model], column: str, label: str, line: Any, known: Known
) -> ValueLine:
    told = column in line.old or column in line.new
    old, new = (
        _said(model, column, said.get(column), known) for said in (line.old, line.new)
    )
    if not known.scope.is_ones_own and (model, column) in MASKS:
        mask = MASKS[model, column]
        old, new = ((mask(one) if one and mask else "") for one in (old, new))
        told = told and mask is not None
    return ValueLine(label, old, new, told)


def _said(model: type[models.Model], column: str, value: Any, known: Known) -> str:
    field = fields(model).get(column)
    if value in (None, "") or field is None:
        return ""
    if field.is_relation:
        return known.label(field.related_model, value)
    if choices := _choices(model, column, field):
        return str(choices.get(value, value))
    match field:
        case models.BooleanField():
            return _("yes") if value else _("no")
        case models.IntegerField():
            return thousands(value)
        case models.DateTimeField():
            at = datetime.fromisoformat(value)
            return f"{full_day(at)} {clock(at)}"
        case models.DateField():
            day = date.fromisoformat(value)
            return _("the beginning") if day == SINCE_EVER else full_day(day)
        case ArrayField():
            labels = dict(field.base_field.flatchoices) or {
                code: one.label for code, one in FIELDS().items()
            }
            return " · ".join(str(labels[one]) for one in value if one in labels)
    return str(value)


def _choices(model: type[models.Model], column: str, field: Any) -> dict[Any, Any]:
    """The words of a column that takes few values, none for others."""
    if (model, column) == (Account, "language"):
        return dict(settings.LANGUAGES)
    if (model, column) == (Policy, "code"):
        return dict(NAMES)
    return dict(field.flatchoices)
