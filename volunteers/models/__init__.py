from volunteers.models.account import Account, Token
from volunteers.models.belonging import Appointment, Membership, Role
from volunteers.models.code import Code, Purpose
from volunteers.models.intake import Intake
from volunteers.models.organization import Organization
from volunteers.models.place import District, Site
from volunteers.models.registered import RegisteredDay
from volunteers.models.volunteer import Consent, DocumentType, NumberSeries, Volunteer

__all__ = [
    "Account",
    "Appointment",
    "Code",
    "Consent",
    "District",
    "DocumentType",
    "Intake",
    "Membership",
    "NumberSeries",
    "Organization",
    "Purpose",
    "RegisteredDay",
    "Role",
    "Site",
    "Token",
    "Volunteer",
]
