"""One organization's or one practice site's year."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from city.reports.city_year import Month, months_of
from city.reports.reading import Labelled, Minutes, read, rows, sql

MOST_PEOPLE = 10_000  # counted one by one; an organization with more knows it


@dataclass(frozen=True, slots=True, kw_only=True)
class _FieldMonth(Labelled, Month):
    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine(Labelled, Minutes):
    """A field of service and what was done in it."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationYear(Minutes):
    """
    One organization's year by month, field and evidence; people counted once.

    ``people`` is None where there are more than ``MOST_PEOPLE``.
    """

    year: int
    people: int | None
    months: tuple[Month, ...]
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteYear(Minutes):
    """One practice site's year by month and evidence."""

    year: int
    months: tuple[Month, ...]


def organization_year(*, organization: UUID, year: int) -> OrganizationYear:
    """The organization's year, all zero where nothing was counted."""
    asked = {"organization": organization, "year": year}
    parts = read("organization_months", _FieldMonth, **asked)
    return OrganizationYear.sum_of(
        parts,
        year=year,
        people=_people(asked),
        months=months_of(parts),
        fields=_fields(parts),
    )


def _people(asked: dict[str, Any]) -> int | None:
    values = asked | {"most": MOST_PEOPLE}
    people = rows(sql("organization_people"), values)[0]["people"]
    return people if people <= MOST_PEOPLE else None


def _fields(parts: list[_FieldMonth]) -> tuple[FieldLine, ...]:
    named = {part.code: (part.name, part.name_en) for part in parts}
    lines = (
        FieldLine.sum_of(
            (part for part in parts if part.code == code),
            code=code,
            name=name,
            name_en=name_en,
        )
        for code, (name, name_en) in named.items()
    )
    served = (line for line in lines if line.sessions)
    return tuple(sorted(served, key=lambda line: (-line.minutes, line.code)))


def site_year(*, site: int, year: int) -> SiteYear:
    """The practice site's year, all zero where nothing was counted."""
    parts = read("site_months", Month, site=site, year=year)
    return SiteYear.sum_of(parts, year=year, months=months_of(parts))
