from volunteers.models.account import Account, Token
from volunteers.models.belonging import Appointment, Membership, Role
from volunteers.models.code import Code, Purpose
from volunteers.models.consent import Consent, ConsentPurpose, ConsentText
from volunteers.models.intake import Intake
from volunteers.models.organization import Organization
from volunteers.models.organization_states import (
    ORGANIZATION_NEXT,
    Act,
    OrganizationStatus,
)
from volunteers.models.pending import PendingRegistration
from volunteers.models.place import District, Site
from volunteers.models.profile import (
    Draft,
    Filing,
    OrganizationStep,
    Profile,
    UnitType,
)
from volunteers.models.registered import RegisteredDay, RegisteredMonth
from volunteers.models.reveal import Kind, PeopleSearch, Reason, Reveal
from volunteers.models.volunteer import DocumentType, NumberSeries, Volunteer

__all__ = [
    "ORGANIZATION_NEXT",
    "Account",
    "Act",
    "Appointment",
    "Code",
    "Consent",
    "ConsentPurpose",
    "ConsentText",
    "District",
    "DocumentType",
    "Draft",
    "Filing",
    "Intake",
    "Kind",
    "Membership",
    "NumberSeries",
    "Organization",
    "OrganizationStatus",
    "OrganizationStep",
    "PendingRegistration",
    "PeopleSearch",
    "Profile",
    "Purpose",
    "Reason",
    "RegisteredDay",
    "RegisteredMonth",
    "Reveal",
    "Role",
    "Site",
    "Token",
    "UnitType",
    "Volunteer",
]
