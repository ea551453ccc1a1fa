"""
What changed of people, organizations, offices and places, and who changed it.

Lines are written by triggers and never changed. Nobody gets one by being registered
or loaded, only by a change: a file of a million people writes none but of guardians.
Of what is sealed, of passwords and of e-mail addresses only the fact is kept.
"""

from django.db.models import Index, Q
from django.db.models.fields.json import KeyTransform

from config.history import changes_of
from volunteers.models.account import Account
from volunteers.models.appointment import Appointment
from volunteers.models.belonging import Membership
from volunteers.models.credential import CredentialKind
from volunteers.models.guardian import Guardian
from volunteers.models.organization import Organization
from volunteers.models.place import District, Site
from volunteers.models.profile import Profile
from volunteers.models.volunteer import Volunteer


class VolunteerEvent(
    # Initials follow the name.
    changes_of(  # type: ignore[misc]
        Volunteer, "update", "delete", untold=["initials"]
    ),
):
    """A change of what is known of a person."""


class AccountEvent(
    changes_of(  # type: ignore[misc]
        Account,
        "update",
        "delete",
        unsaid=["password", "email"],
        untold=["last_login"],
    ),
):
    """A change of what somebody signs in with, or may."""


class MembershipEvent(
    changes_of(Membership, "update", "delete"),  # type: ignore[misc]
):
    """That somebody left, or a membership was put right."""


class AppointmentEvent(
    changes_of(Appointment, "insert", "update", "delete"),  # type: ignore[misc]
):
    """An office given, changed or ended."""


class GuardianEvent(
    changes_of(  # type: ignore[misc]
        Guardian,
        "insert",
        "update",
        "delete",
        unsaid=["name"],
        indexes=[
            # Of whom is no row any more: those of one ward.
            Index(
                KeyTransform("ward_id", "old"),
                condition=Q(pgh_label="delete"),
                name="guardians_gone_by_ward",
            )
        ],
    ),
):
    """A guardian named, changed, or named no more."""


class OrganizationEvent(
    changes_of(Organization, "update", "delete"),  # type: ignore[misc]
):
    """A change of what an organization is."""


class ProfileEvent(
    # Sealed anew at each saving, so another seal says nothing; the steps tell it.
    changes_of(Profile, "update", "delete"),  # type: ignore[misc]
):
    """A change of what an organization says of itself."""


class SiteEvent(
    changes_of(Site, "update", "delete"),  # type: ignore[misc]
):
    """A change of a practice site."""


class CredentialKindEvent(
    changes_of(CredentialKind, "insert", "update"),  # type: ignore[misc]
):
    """That a kind of paper was added, named anew or retired, and by whom."""


class DistrictEvent(
    changes_of(District, "update", "delete"),  # type: ignore[misc]
):
    """A change of a district."""
