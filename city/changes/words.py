"""What tables, columns and pages are called by people."""

from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from city.changes import activity_words
from city.models import TwoPeople
from hours.models import OrganizationLimit, Reason, ReasonWords
from policies.models import CalendarDay, Policy
from volunteers.models import (
    Account,
    Appointment,
    CredentialKind,
    District,
    Guardian,
    Membership,
    Organization,
    Profile,
    Site,
    Volunteer,
)

NAMED = {"name": _("Name"), "name_en": _("English name")}
# In the order of a page. What is not here is told nobody, as numbers of the database,
# or is what a line is about (``ABOUT``).
COLUMNS: dict[type, dict[str, str | Promise]] = {
    Volunteer: {
        "number": _("Volunteer number"),
        "name": _("Name"),
        "document_type": _("Document"),
        "document": _("Document number"),
        "phone": _("Phone"),
        "birth_date": _("Date of birth"),
        "district_id": _("Home district"),
        "home_site_id": _("Practice station"),
        "status": _("State"),
        "account_id": _("Account"),
        "registered_at": _("Registered on"),
        "merged_into_id": _("Goes on as"),
        "counts_from": _("Hours count from"),
    },
    Account: {
        "username": _("User name"),
        "email": _("E-mail"),
        "phone": _("Phone to sign in"),
        "password": _("Password"),
        "language": _("Language"),
        "is_active": _("Signs in"),
        "is_staff": _("Opens the operator's pages"),
        "is_superuser": _("Is the operator"),
        "created_at": _("Made on"),
        "closed_at": _("Closed on"),
    },
    Membership: {
        "volunteer_id": _("Member"),
        "organization_id": _("Organization"),
        "joined_on": _("Joined"),
        "way": _("How they joined"),
        "entered_by_id": _("Entered by"),
        "agreed_on": _("Date on paper"),
        "left_on": _("Left on"),
        "ending": _("How it ended"),
        "ended_by_id": _("Ended by"),
        "ending_reason": _("Reason"),
    },
    Appointment: {
        "ward_id": _("Ward"),
        "deputy_of_id": _("Stands in for"),
        "starts_on": _("From day"),
        "ends_on": _("Last day"),
        "appointed_by_id": _("Appointed by"),
        "ended_at": _("Ended at once"),
        "ended_by_id": _("Ended by"),
    },
    Guardian: {
        "account_id": _("Account"),
        "name": _("Name"),
        "relation": _("Relation"),
        "phone": _("Phone"),
        "named_at": _("Named on"),
    },
    Organization: {
        **NAMED,
        "kind": _("Kind"),
        "uscc": _("Unified social credit code"),
        "sponsor": _("Sponsor"),
        "sponsor_organization_id": _("Sponsor, an organization"),
        "sponsor_site_id": _("Sponsor, a practice site"),
        "status": _("State"),
        "district_id": _("District"),
        "parent_id": _("Belongs to"),
        "successor_id": _("Carried on by"),
        "site_id": _("Practice site"),
        "joining": _("How people join"),
        "valid_until": _("Term ends on"),
        "created_at": _("Made on"),
    },
    Profile: {
        "unit_type": _("Kind of unit"),
        "purpose": _("What it is for"),
        "service_fields": _("Fields of service"),
        "address": _("Address"),
        "person_in_charge": _("Person in charge"),
        "contact_name": _("Whom to ask"),
        "shows_person": _("Shows who is in charge"),
        "shows_contact": _("Shows whom to ask"),
    },
    Site: {
        **NAMED,
        "code": _("Code"),
        "kind": _("Kind"),
        "district_id": _("District"),
        "parent_id": _("Site above"),
        "latitude": _("Degrees of latitude"),
        "longitude": _("Degrees of longitude"),
    },
    District: {
        **NAMED,
        "code": _("Code"),
        "resident_population": _("Residents"),
    },
    CredentialKind: {
        **NAMED,
        "code": _("Code"),
        "place": _("Place in the list"),
        "retired_on": _("Retired on"),
    },
    Policy: {
        "holds_from": _("Holds from"),
        "value": _("Value"),
    },
    OrganizationLimit: {
        "holds_from": _("Holds from"),
        "value": _("Value"),
    },
    CalendarDay: {
        "day": _("Day"),
        "is_working": _("Worked"),
        "name": _("Holiday"),
    },
    Reason: {
        "occasions": _("Offered when"),
        "place": _("Place in the list"),
        "retired_on": _("Retired on"),
    },
    ReasonWords: {"zh": _("In Chinese"), "en": _("In English")},
    TwoPeople: {"taken_back_at": _("Taken back on")},
    **activity_words.COLUMNS,
}

ABOUT: dict[type, tuple[str, ...]] = {
    Appointment: ("role", "account_id", "organization_id", "site_id"),
    Guardian: ("ward_id",),
    Policy: ("code",),
    OrganizationLimit: ("organization_id", "code"),
    Reason: ("code",),
    ReasonWords: ("reason_id", "since"),
    TwoPeople: ("one_id", "other_id", "reason", "by_id", "at", "taken_back_by_id"),
    Profile: ("organization_id",),
}

WHAT: dict[type, str | Promise] = {
    Volunteer: _("Personal data changed"),
    Account: _("Account changed"),
    Membership: _("Membership changed"),
    Appointment: _("Office changed"),
    Guardian: _("Guardian changed"),
    Organization: _("Organization changed"),
    Profile: _("Description of the organization changed"),
    Site: _("Practice site changed"),
    District: _("District changed"),
    CredentialKind: _("A kind of paper changed"),
    Policy: _("A number of the city changed"),
    CalendarDay: _("A day of the calendar changed"),
    OrganizationLimit: _("A number of the organization changed"),
    Reason: _("A reason for decisions changed"),
    ReasonWords: _("Words of a reason changed"),
    TwoPeople: _("“Two people” taken back"),
    **activity_words.WHAT,
}
BEGUN: dict[type, str | Promise] = {
    Appointment: _("Office given"),
    Guardian: _("Guardian named"),
    CredentialKind: _("A kind of paper added"),
    Policy: _("A number of the city set"),
    CalendarDay: _("A day of the calendar marked"),
    OrganizationLimit: _("A number of the organization set"),
    Reason: _("A reason for decisions added"),
    ReasonWords: _("Words given to a reason"),
    TwoPeople: _("Said to be two people"),
}
GONE: dict[type, str | Promise] = {
    Guardian: _("Guardian named no more"),
    Policy: _("A number of the city taken away"),
    CalendarDay: _("A day of the calendar taken away"),
    OrganizationLimit: _("A number of the organization taken away"),
    **activity_words.GONE,
}


def what(model: type, label: str) -> str:
    """What happened to a row: it began, changed, or is no more."""
    told = {"insert": BEGUN, "delete": GONE}.get(label, WHAT)
    return str(told.get(model, WHAT[model]))


REGISTERING = _("Registration")
DESK = _("Registration at a desk")
ACCOUNT = _("My account")
SIGN_IN = _("Signing in")
GUARDIAN = _("A guardian's yes")
JOINING = _("Joining an organization")
MEMBERS = _("Members of an organization")
STATED = _("Data of an organization")
OFFICES = _("Offices")
CLOSING = _("Closing an account")
TWICE = _("Registered twice")
REASONS = _("Reasons for decisions")
PAGES = {
    "language": _("Choosing a language"),
    "volunteers:register": REGISTERING,
    "volunteers:prove": REGISTERING,
    "volunteers:claim_prove": REGISTERING,
    "volunteers:claim_record": REGISTERING,
    "volunteers:let_sign_in_prove": DESK,
    "volunteers:receive_at": DESK,
    "volunteers:receive_for": DESK,
    "volunteers:person": DESK,
    "volunteers:guardian": GUARDIAN,
    "volunteers:guardian_prove": GUARDIAN,
    "volunteers:guardian_wards": GUARDIAN,
    "volunteers:guardian_signs": GUARDIAN,
    "volunteers:my_guardian": GUARDIAN,
    "account_login": SIGN_IN,
    "account_login_code": SIGN_IN,
    "account_password": ACCOUNT,
    "account_change": ACCOUNT,
    "account_change_prove": ACCOUNT,
    "city:family": _("My family"),
    "city:register_ward": _("My family"),
    "city:my_organizations": JOINING,
    "city:join": JOINING,
    "city:by_link": JOINING,
    "city:member": MEMBERS,
    "city:people_of": MEMBERS,
    "city:requests": MEMBERS,
    "city:invitations": MEMBERS,
    "city:member_list": MEMBERS,
    "city:apply": STATED,
    "city:application": STATED,
    "city:organization_settings": STATED,
    "city:restate": STATED,
    "city:review": _("File of an organization"),
    "city:offices_of_organization": OFFICES,
    "city:offices_of_site": OFFICES,
    "city:offices": OFFICES,
    "city:end_office": OFFICES,
    "city:deputies": OFFICES,
    "city:pair": TWICE,
    "city:set_apart": TWICE,
    "city:take_back": TWICE,
    "city:policy": _("The city's numbers"),
    "city:calendar": _("Calendar of working days"),
    "city:limit": _("Stricter numbers"),
    "city:reasons": REASONS,
    "city:reason": REASONS,
    "city:close": CLOSING,
    "city:close_now": CLOSING,
    "city:close_for": CLOSING,
}


def page(path: str | None) -> str:
    """The page at a path in words: paths name people and things by their numbers."""
    if not path or not path.startswith("/"):
        return ""
    if path.startswith("/api/"):
        return str(_("By a program"))
    if path.startswith("/admin/"):
        return str(_("The operator's pages"))
    try:
        name = resolve(path).view_name
    except Resolver404:
        return str(_("Another page"))
    return str(PAGES.get(name, _("Another page")))
