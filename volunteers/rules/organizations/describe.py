from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from volunteers.errors import WrongMoment
from volunteers.models import Account, Act, Organization
from volunteers.rules.organizations.application import keep, profile_of
from volunteers.rules.organizations.moving import lock, note, require_administrator


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What an organization changes by itself; ``contact_phone`` is +86…"""

    name_en: str
    purpose: str
    service_fields: tuple[str, ...]
    address: str
    contact_name: str
    contact_phone: str
    shows_person: bool
    shows_contact: bool


@transaction.atomic
def describe(
    *, organization: Organization, description: Description, by: Account, at: datetime
) -> Organization:
    """
    Change contact, description and English name; names and codes go through review.

    :raises NotItsAdministrator: if the account does not run the organization
    :raises WrongMoment: unless it serves or pauses
    """
    require_administrator(organization, by)
    locked = lock(organization)
    if not locked.may_restate:
        raise WrongMoment(state=locked.get_status_display())
    locked.name_en = description.name_en
    locked.save(update_fields=["name_en"])
    profile = profile_of(locked)
    profile.purpose = description.purpose
    profile.service_fields = list(description.service_fields)
    profile.address = description.address
    profile.contact_name = description.contact_name
    profile.contact_phone = description.contact_phone
    profile.shows_person = description.shows_person
    profile.shows_contact = description.shows_contact
    keep(profile)
    note(locked, act=Act.DESCRIBED, by=by, at=at)
    return locked
