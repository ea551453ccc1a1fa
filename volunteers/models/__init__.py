from volunteers.models.account import Account, Token
from volunteers.models.appointment import Appointment, Role
from volunteers.models.belonging import Ending, Membership, Way
from volunteers.models.closed import ClosedRecord
from volunteers.models.code import Code, Purpose
from volunteers.models.consent import Consent, ConsentPurpose, ConsentText
from volunteers.models.credential import Credential, CredentialKind
from volunteers.models.guardian import Agreement, Guardian
from volunteers.models.history import (
    AccountEvent,
    AppointmentEvent,
    CredentialKindEvent,
    DistrictEvent,
    GuardianEvent,
    MembershipEvent,
    OrganizationEvent,
    ProfileEvent,
    SiteEvent,
    VolunteerEvent,
)
from volunteers.models.identity import Identity, IdentityCheck, Reception
from volunteers.models.insurance import InsurancePolicy
from volunteers.models.intake import Intake
from volunteers.models.joining import Invitation, InvitationLink, JoinRequest
from volunteers.models.member_list import MemberList
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
from volunteers.models.restriction import Restriction, RestrictionKind
from volunteers.models.reveal import Kind, PeopleSearch, Reason, Reveal
from volunteers.models.takeover import Takeover
from volunteers.models.team import Team, TeamPlace
from volunteers.models.volunteer import DocumentType, NumberSeries, Volunteer

__all__ = [
    "ORGANIZATION_NEXT",
    "Account",
    "AccountEvent",
    "Act",
    "Agreement",
    "Appointment",
    "AppointmentEvent",
    "ClosedRecord",
    "Code",
    "Consent",
    "ConsentPurpose",
    "ConsentText",
    "Credential",
    "CredentialKind",
    "CredentialKindEvent",
    "District",
    "DistrictEvent",
    "DocumentType",
    "Draft",
    "Ending",
    "Filing",
    "Guardian",
    "GuardianEvent",
    "Identity",
    "IdentityCheck",
    "InsurancePolicy",
    "Intake",
    "Invitation",
    "InvitationLink",
    "JoinRequest",
    "Kind",
    "MemberList",
    "Membership",
    "MembershipEvent",
    "NumberSeries",
    "Organization",
    "OrganizationEvent",
    "OrganizationStatus",
    "OrganizationStep",
    "PendingRegistration",
    "PeopleSearch",
    "Profile",
    "ProfileEvent",
    "Purpose",
    "Reason",
    "Reception",
    "RegisteredDay",
    "RegisteredMonth",
    "Restriction",
    "RestrictionKind",
    "Reveal",
    "Role",
    "Site",
    "SiteEvent",
    "Takeover",
    "Team",
    "TeamPlace",
    "Token",
    "UnitType",
    "Volunteer",
    "VolunteerEvent",
    "Way",
]
