from hours.models.audits import Audit, AuditedSession, Reply
from hours.models.automatic import (
    GRADES,
    ApprovalRule,
    AutomaticDecision,
    RuleSwitch,
)
from hours.models.cube import ActiveStep, CityDay, DayTotal, Folded, HomeMove
from hours.models.entry import Entry
from hours.models.findings import Finding, FindingState, FindingStep, Look
from hours.models.imports import Import, ImportRow
from hours.models.limits import OrganizationLimit, OrganizationLimitEvent
from hours.models.move import Move
from hours.models.objection import Objection
from hours.models.pace import OrganizationPace
from hours.models.presence import (
    CheckPoint,
    Presence,
    RosterConfirmed,
    TurnedAway,
    Way,
)
from hours.models.queries import SessionFilter
from hours.models.reasons import (
    Occasion,
    Reason,
    ReasonEvent,
    ReasonWords,
    ReasonWordsEvent,
)
from hours.models.rule_stop import RuleStop
from hours.models.saved_view import SavedView
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
    "GRADES",
    "NEXT",
    "ActiveCount",
    "ActiveStep",
    "ApprovalRule",
    "Audit",
    "AuditedSession",
    "AutomaticDecision",
    "CheckPoint",
    "CityDay",
    "CityMonth",
    "DayTotal",
    "Entry",
    "Evidence",
    "Finding",
    "FindingState",
    "FindingStep",
    "Folded",
    "HomeMove",
    "Import",
    "ImportRow",
    "Level",
    "Look",
    "Move",
    "Objection",
    "Occasion",
    "OrganizationLimit",
    "OrganizationLimitEvent",
    "OrganizationMonth",
    "OrganizationPace",
    "OrganizationYear",
    "Presence",
    "Reason",
    "ReasonEvent",
    "ReasonWords",
    "ReasonWordsEvent",
    "Reply",
    "RosterConfirmed",
    "RuleStop",
    "RuleSwitch",
    "SavedView",
    "Session",
    "SessionFilter",
    "SiteMonth",
    "Status",
    "TurnedAway",
    "Upload",
    "UploadPiece",
    "VolunteerOrganizationYear",
    "VolunteerYear",
    "Way",
    "YearStatistics",
]
