"""The city's figures: read from the totals, never from sessions."""

from city.reports.annual import Annual, annual
from city.reports.answering import MOST_DAYS, ask
from city.reports.bands import BANDS, Band, band_of
from city.reports.city_year import (
    CityYear,
    DistrictYear,
    Month,
    Quarter,
    city_year,
    quarters_of,
)
from city.reports.growth import MonthOfRegister, registered_months
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
from city.reports.people import DistrictPeople, People, YearPeople, year_people
from city.reports.privacy import public, public_people
from city.reports.question import (
    Answer,
    AnswerLine,
    By,
    Figures,
    Question,
    TooManyLines,
)
from city.reports.reading import Minutes, hours_per
from hours.watermark import watermark

__all__ = [
    "BANDS",
    "MOST_DAYS",
    "Annual",
    "Answer",
    "AnswerLine",
    "AsOfNotYet",
    "Band",
    "By",
    "CityYear",
    "DistrictPeople",
    "DistrictYear",
    "FieldLine",
    "Figures",
    "Line",
    "Minutes",
    "Month",
    "MonthOfRegister",
    "OrganizationLine",
    "OrganizationYear",
    "Page",
    "People",
    "Quarter",
    "Question",
    "SiteLine",
    "SiteYear",
    "TooManyLines",
    "VolunteerLine",
    "YearPeople",
    "annual",
    "ask",
    "band_of",
    "city_year",
    "every_page",
    "hours_per",
    "member_lines",
    "organization_lines",
    "organization_year",
    "public",
    "public_people",
    "quarters_of",
    "registered_months",
    "site_lines",
    "site_year",
    "volunteer_lines",
    "watermark",
    "year_people",
    "year_to_show",
    "years",
]
