from hours.models.cube import ActiveStep, CityDay, DayTotal, Folded, HomeMove
from hours.models.entry import Entry
from hours.models.imports import Import, ImportRow
from hours.models.move import Move
from hours.models.objection import Objection
from hours.models.queries import SessionFilter
from hours.models.session import Session
from hours.models.states import NEXT, Evidence, Level, Status
from hours.models.statistics import YearStatistics
from hours.models.totals import (
    ActiveCount,
    CityMonth,
    OrganizationMonth,
    OrganizationYear,
    SiteMonth,
    VolunteerOrganizationYear,
    VolunteerYear,
)
from hours.models.uploads import Upload, UploadPiece

__all__ = [
    "NEXT",
    "ActiveCount",
    "ActiveStep",
    "CityDay",
    "CityMonth",
    "DayTotal",
    "Entry",
    "Evidence",
    "Folded",
    "HomeMove",
    "Import",
    "ImportRow",
    "Level",
    "Move",
    "Objection",
    "OrganizationMonth",
    "OrganizationYear",
    "Session",
    "SessionFilter",
    "SiteMonth",
    "Status",
    "Upload",
    "UploadPiece",
    "VolunteerOrganizationYear",
    "VolunteerYear",
    "YearStatistics",
]
