"""The city's figures: read from the totals, never from sessions."""

from city.reports.bands import BANDS, Band, band_of
from city.reports.city_year import CityYear, DistrictYear, Month, city_year
from city.reports.lines import (
    Line,
    OrganizationLine,
    SiteLine,
    VolunteerLine,
    member_lines,
    organization_lines,
    site_lines,
    volunteer_lines,
)
from city.reports.moments import AsOfNotYet, year_to_show, years
from city.reports.one import (
    FieldLine,
    OrganizationYear,
    SiteYear,
    organization_year,
    site_year,
)
from city.reports.paging import Page, every_page
from city.reports.privacy import public
from city.reports.reading import Minutes, hours_per
from hours.watermark import watermark

__all__ = [
    "BANDS",
    "AsOfNotYet",
    "Band",
    "CityYear",
    "DistrictYear",
    "FieldLine",
    "Line",
    "Minutes",
    "Month",
    "OrganizationLine",
    "OrganizationYear",
    "Page",
    "SiteLine",
    "SiteYear",
    "VolunteerLine",
    "band_of",
    "city_year",
    "every_page",
    "hours_per",
    "member_lines",
    "organization_lines",
    "organization_year",
    "public",
    "site_lines",
    "site_year",
    "volunteer_lines",
    "watermark",
    "year_to_show",
    "years",
]
