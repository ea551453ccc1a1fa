"""What pages show of an organization: what it says, what was done, who did it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from activities.reports import FIELDS
from volunteers.masking import mask_name
from volunteers.models import Account, Organization, OrganizationStep, Profile, UnitType
from volunteers.models.organization_states import Act
from volunteers.permissions import reads_the_city
from volunteers.rules.organizations.application import (
    Application,
    application_of,
    profile_of,
)
from volunteers.rules.organizations.file import is_due

# What readers compare when data is stated anew, in the order of the form.
SHOWN = {
    "kind": _("Kind"),
    "name": _("Name of the organization"),
    "name_en": _("English name"),
    "uscc": _("Unified social credit code"),
    "sponsor": _("Sponsor"),
    "site": _("Practice site"),
    "unit_type": _("Kind of unit"),
    "purpose": _("What it is for"),
    "service_fields": _("Fields of service"),
    "district": _("District"),
    "address": _("Address"),
    "parent": _("Belongs to"),
    "person_in_charge": _("Person in charge"),
    "contact_name": _("Whom to ask"),
    "contact_phone": _("Phone of the contact"),
}


def field_choices() -> list[tuple[str, str]]:
    """The fields of service as forms offer them."""
    return [(code, one.label) for code, one in sorted(FIELDS().items())]


def facts(application: Application) -> list[dict[str, Any]]:
    """Each thing said, in words; what is empty is left out."""
    told = [
        {"name": name, "label": label, "value": _in_words(application, name)}
        for name, label in SHOWN.items()
    ]
    return [line for line in told if line["value"]]


def changes(old: Application, new: Application) -> list[dict[str, Any]]:
    """What would be different, old and new beside each other."""
    both = (
        (label, _in_words(old, name), _in_words(new, name))
        for name, label in SHOWN.items()
    )
    return [
        {"label": label, "old": before, "new": after}
        for label, before, after in both
        if before != after
    ]


def _in_words(application: Application, name: str) -> str:
    value = getattr(application, name)
    if name == "kind":
        return str(Organization.Kind(value).label)
    if name == "unit_type":
        return str(UnitType(value).label) if value else ""
    if name == "service_fields":
        known = FIELDS()
        return " · ".join(known[code].label for code in value if code in known)
    if name in ("site", "district", "parent"):
        return str(value.label) if value else ""
    if name == "contact_phone":
        return str(value).removeprefix("+86")
    return str(value or "")


def public_facts(organization: Organization, profile: Profile) -> list[dict[str, Any]]:
    """What the organization lets everyone read of its profile."""
    shown = {"unit_type", "purpose", "service_fields", "address"}
    if profile.shows_person:
        shown.add("person_in_charge")
    if profile.shows_contact:
        shown |= {"contact_name", "contact_phone"}
    said = application_of(organization, profile)
    return [line for line in facts(said) if line["name"] in shown]


@dataclass(frozen=True, slots=True)
class Done:
    """One step of the history, as a page tells it."""

    what: str
    words: str
    who: str
    at: datetime
    is_mine: bool
    is_said: bool


def history(organization: Organization, *, reader: Account) -> list[Done]:
    """All that was done; names are whole for the city and for oneself."""
    return list(_told(organization, reader))


def _told(organization: Organization, reader: Account) -> Iterator[Done]:
    whole = reads_the_city(reader)
    for step in organization.steps.select_related("by__volunteer"):
        yield Done(
            what=str(Act(step.act).label),
            words=step.words,
            who=_who(step, reader, whole=whole),
            at=step.at,
            is_mine=step.by_id == reader.pk,
            is_said=step.act in (Act.ASKED, Act.ANSWERED),
        )


def _who(step: OrganizationStep, reader: Account, *, whole: bool) -> str:
    if step.by is None:
        return str(_("by itself, at the end of the term"))
    name = step.by.display_name
    seen = whole or step.by_id == reader.pk or step.by.as_volunteer is None
    return name if seen else mask_name(name)


def term(organization: Organization, *, on: date) -> dict[str, Any]:
    """Whether its term is about to end, or has ended."""
    return {
        "due": is_due(organization, on=on),
        "expired": organization.is_expired(on),
        "until": organization.valid_until,
    }


def said_today(organization: Organization) -> Application:
    """What it says of itself, as it holds today."""
    return application_of(organization, profile_of(organization))
