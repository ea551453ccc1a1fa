"""Who and what the city's sum is made of: lines, most minutes first."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from city.reports.bands import band_of
from city.reports.paging import Page, page
from city.reports.reading import Labelled, Minutes
from volunteers.masking import mask_name
from volunteers.models import Organization, Site


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

    @property
    def masked_name(self) -> str:
        return mask_name(self.name)


def organization_lines(
    *,
    year: int,
    month: int | None = None,
    organizations: Iterable[UUID] | None = None,
    district: str | None = None,
    **place: Any,
) -> Page[OrganizationLine]:
    """
    Organizations by their minutes; those with none too, unless of a part of the year.

    :param month: only this month, 1 to 12
    :param organizations: only these, if given
    :param district: only service in this district
    """
    return page(
        "organization_lines",
        OrganizationLine,
        year=year,
        month=month,
        organizations=None if organizations is None else list(organizations),
        district=district,
        **place,
    )


def site_lines(
    *,
    year: int,
    month: int | None = None,
    sites: Iterable[int] | None = None,
    district: str | None = None,
    kind: str | None = None,
    **place: Any,
) -> Page[SiteLine]:
    """Practice sites by their minutes; those with none too, unless of one month."""
    return page(
        "site_lines",
        SiteLine,
        year=year,
        month=month,
        sites=None if sites is None else list(sites),
        district=district,
        kind=kind,
        **place,
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
