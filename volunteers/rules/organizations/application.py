"""What an organization says of itself, and how it is kept."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from config.constraints import broken_constraint
from volunteers.errors import (
    OrganizationKnown,
    ParentNotActive,
    SiteOrganizesAlready,
    SponsorNotActive,
)
from volunteers.models import District, Organization, Profile, Site

OWN = ("name", "name_en", "kind", "uscc", "sponsor")
OWN_PLACES = ("sponsor_organization", "sponsor_site", "district", "site", "parent")
IN_THE_PROFILE = (
    "unit_type",
    "purpose",
    "service_fields",
    "address",
    "person_in_charge",
    "contact_name",
    "contact_phone",
    "shows_person",
    "shows_contact",
)
KNOWN = {
    "credit_code_names_one_organization": OrganizationKnown,
    "site_organizes_as_one": SiteOrganizesAlready,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """
    What an organization says of itself, well-formed (志愿服务条例 art. 7, 8, 41).

    ``uscc`` is folded, or None where there is none; then ``sponsor`` stands behind:
    a named unit, and which organization or site that is where it is one of ours.
    ``contact_phone`` is +86…; ``service_fields`` are national codes.
    """

    name: str
    name_en: str
    kind: str
    uscc: str | None
    sponsor: str
    district: District
    site: Site | None = None
    parent: Organization | None = None
    sponsor_organization: Organization | None = None
    sponsor_site: Site | None = None
    unit_type: str = ""
    purpose: str = ""
    service_fields: tuple[str, ...] = ()
    address: str = ""
    person_in_charge: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    shows_person: bool = False
    shows_contact: bool = False

    def as_json(self) -> dict[str, Any]:
        """The same as JSON can hold it: others by their ids."""
        said = {name: getattr(self, name) for name in (*OWN, *IN_THE_PROFILE)}
        for name in OWN_PLACES:
            one = getattr(self, name)
            said[name] = None if one is None else str(one.pk)
        return said | {"service_fields": list(self.service_fields)}


def application_from(said: dict[str, Any]) -> Application:
    """The application that ``as_json`` was asked for."""
    models = {
        "sponsor_organization": Organization,
        "parent": Organization,
        "sponsor_site": Site,
        "site": Site,
        "district": District,
    }
    found = {
        name: model._default_manager.get(pk=said[name]) if said[name] else None
        for name, model in models.items()
    }
    fields = tuple(said["service_fields"])
    return Application(**said | found | {"service_fields": fields})


def application_of(
    organization: Organization, profile: Profile | None = None
) -> Application:
    """What the organization says of itself today; looked up, unless given."""
    profile = profile or profile_of(organization)
    said = {name: getattr(organization, name) for name in (*OWN, *OWN_PLACES)}
    said |= {name: getattr(profile, name) for name in IN_THE_PROFILE}
    return Application(**said | {"service_fields": tuple(profile.service_fields)})


def profile_of(organization: Organization) -> Profile:
    """What is known of it; an empty one where it never said anything."""
    kept = Profile.objects.filter(pk=organization.pk).first()
    return kept or Profile(organization=organization)


def require_active_company(application: Application) -> None:
    """
    :raises SponsorNotActive: if an organization that stands behind does not serve
    :raises ParentNotActive: if the one that is to stand above does not serve
    """
    sponsor, parent = application.sponsor_organization, application.parent
    if sponsor and not sponsor.is_active:
        raise SponsorNotActive(name=sponsor.label)
    if parent and not parent.is_active:
        raise ParentNotActive(name=parent.label)


def write(organization: Organization, application: Application) -> None:
    """
    Let the organization be what the application says; the caller has locked it.

    :raises OrganizationKnown: if its credit code is another's
    :raises SiteOrganizesAlready: if its site organizes already
    """
    for name in (*OWN, *OWN_PLACES):
        setattr(organization, name, getattr(application, name))
    try:
        with transaction.atomic():
            organization.save(update_fields=[*OWN, *OWN_PLACES])
    except IntegrityError as error:
        known = KNOWN.get(broken_constraint(error))
        if known is None:
            raise
        raise known from error
    write_profile(organization, application)


def write_profile(organization: Organization, application: Application) -> None:
    profile = Profile(organization=organization)
    for name in IN_THE_PROFILE:
        setattr(profile, name, getattr(application, name))
    profile.service_fields = list(application.service_fields)
    keep(profile)


def keep(profile: Profile) -> None:
    """Insert the profile, or let it take the place of what there was."""
    if not Profile.objects.filter(pk=profile.pk).exists():
        profile.save(force_insert=True)
    else:
        profile.save(force_update=True)
