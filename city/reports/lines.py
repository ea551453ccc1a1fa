"""Who and what the city's sum is made of: lines, most minutes first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.utils import timezone

from city.reports.bands import band_of
from city.reports.moments import settled
from city.reports.paging import Page, page
from city.reports.question import By, Question
from city.reports.reading import Labelled, Minutes
from city.reports.sources import statement
from hours.cube import steady
from volunteers.ages import OF_AGE, age_on
from volunteers.masking import mask_name
from volunteers.models import Organization, Site

PastLine = TypeVar("PastLine")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Minutes):
    """One line of a list; ``key`` tells lines with as many minutes apart."""

    key: Any
    district: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationLine(Labelled, Line):
    """One organization's year."""

    organization: UUID
    name: str
    name_en: str
    kind: str

    @property
    def kind_label(self) -> str:
        return str(Organization.Kind(self.kind).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLine(Labelled, Line):
    """One practice site's year."""

    code: str
    name: str
    name_en: str
    kind: str

    @property
    def kind_label(self) -> str:
        return str(Site.Kind(self.kind).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerLine(Line):
    """One person's year, in the city or with an organization."""

    number: str
    name: str
    birth_date: date

    @property
    def masked_name(self) -> str:
        return mask_name(self.name)

    @property
    def is_minor(self) -> bool:
        return age_on(timezone.localdate(), born=self.birth_date) < OF_AGE

    @property
    def name_in_files(self) -> str:
        """Whole in an organization's own files, of minors never: files wander."""
        return self.masked_name if self.is_minor else self.name


def organization_lines(
    *,
    year: int,
    month: int | None = None,
    organizations: Iterable[UUID] | None = None,
    district: str | None = None,
    as_of: datetime | None = None,
    **place: Any,
) -> Page[OrganizationLine]:
    """
    Organizations by their minutes; those with none too, unless of a part of the year.

    :param month: only this month, 1 to 12
    :param organizations: only these, if given
    :param district: only service in this district
    :param as_of: a past moment; what was posted later is left out
    :raises AsOfNotYet: if ``as_of`` lies after the watermark
    """
    wanted = None if organizations is None else list(organizations)
    place |= {
        "year": year,
        "month": month,
        "organizations": wanted,
        "district": district,
    }
    if as_of is None:
        return page("organization_lines", OrganizationLine, **place)
    question = replace(
        _question(year, month),
        by=By.ORGANIZATION,
        organizations=None if wanted is None else tuple(wanted),
        district=district,
        as_of=settled(as_of),
    )
    return _past("organization_lines_as_of", OrganizationLine, question, **place)


def site_lines(
    *,
    year: int,
    month: int | None = None,
    sites: Iterable[int] | None = None,
    district: str | None = None,
    kind: str | None = None,
    as_of: datetime | None = None,
    **place: Any,
) -> Page[SiteLine]:
    """
    Practice sites by their minutes; those with none too, unless of one month.

    :param district: only sites in this district
    :param as_of: a past moment; what was posted later is left out
    :raises AsOfNotYet: if ``as_of`` lies after the watermark
    """
    wanted = None if sites is None else list(sites)
    place |= {
        "year": year,
        "month": month,
        "sites": wanted,
        "district": district,
        "kind": kind,
    }
    if as_of is None:
        return page("site_lines", SiteLine, **place)
    question = replace(
        _question(year, month),
        by=By.SITE,
        sites=None if wanted is None else tuple(wanted),
        as_of=settled(as_of),
    )
    return _past("site_lines_as_of", SiteLine, question, **place)


def _question(year: int, month: int | None) -> Question:
    return Question.of_month(year, month) if month else Question.of_year(year)


def _past(
    name: str, into: type[PastLine], question: Question, **place: Any
) -> Page[PastLine]:
    """Lines with what the question answers for each."""
    return steady(
        lambda state: page(
            name, into, parts={"answer": statement(question, state)}, **place
        )
    )


def volunteer_lines(
    *, year: int, district: str | None = None, band: int | None = None, **place: Any
) -> Page[VolunteerLine]:
    """Everyone active in the year; perhaps only of a home district or hours band."""
    within = band_of(band)
    return page(
        "volunteer_lines",
        VolunteerLine,
        year=year,
        district=district,
        least=within.least,
        most=within.most,
        **place,
    )


def member_lines(
    *, year: int, organizations: Iterable[UUID], **place: Any
) -> Page[VolunteerLine]:
    """Everyone active in the year with these organizations, counting those hours."""
    kept = list(organizations)
    if len(kept) == 1:
        # The index has this order already.
        return page(
            "member_lines", VolunteerLine, year=year, organization=kept[0], **place
        )
    return page(
        "member_lines_of_several",
        VolunteerLine,
        year=year,
        organizations=kept,
        **place,
    )
