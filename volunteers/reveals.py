"""Whose personal data somebody may see unmasked, in which office."""

from dataclasses import dataclass
from datetime import date

from volunteers.ages import OF_AGE, age_on
from volunteers.models import Account, Appointment, Kind, Role, Site, Volunteer
from volunteers.permissions import appointments_of

CHILD = 14  # years; all data of younger people is sensitive (PIPL art. 28)

EVERYTHING = (Kind.NAME, Kind.PHONE, Kind.BIRTH_DATE, Kind.DOCUMENT)
TO_REACH = (Kind.NAME, Kind.PHONE)

# What each office may ask for, of grown-ups, of minors and of children, where they
# are in its scope. What is not here is never shown.
ADULTS = {
    Role.STAFF: EVERYTHING,
    Role.ADMIN: (*TO_REACH, Kind.BIRTH_DATE),
    Role.APPROVER: TO_REACH,
    Role.RECORDER: TO_REACH,
    Role.CLERK: EVERYTHING,
    Role.DISPATCHER: TO_REACH,
}
MINORS = {Role.STAFF: EVERYTHING, Role.ADMIN: (*TO_REACH, Kind.BIRTH_DATE)}
CHILDREN = {Role.STAFF: EVERYTHING, Role.ADMIN: TO_REACH}
# Of closed records, for as long as is kept who they were of: for claims and doubts.
CLOSED: dict[Role, tuple[Kind, ...]] = {Role.STAFF: EVERYTHING}


@dataclass(frozen=True, slots=True)
class Right:
    """What an account may see of a person, and the office that lets it."""

    office: Appointment
    kinds: tuple[Kind, ...]


def right_over(account: Account, volunteer: Volunteer, *, on: date) -> Right | None:
    """
    The widest right the account has on the local date; None where it has none.

    One's own data needs no office: it is on one's own page.
    """
    if volunteer.account_id == account.pk:
        return None
    table = table_for(volunteer, on=on)
    rights = [
        Right(office, table[Role(office.role)])
        for office in appointments_of(account)
        if office.role in table and _is_in_scope(office, volunteer)
    ]
    return max(rights, key=lambda right: len(right.kinds), default=None)


def table_for(volunteer: Volunteer, *, on: date) -> dict[Role, tuple[Kind, ...]]:
    """The table that a closed record or the age on the local date asks for."""
    if volunteer.is_closed:
        return CLOSED if hasattr(volunteer, "closed_record") else {}
    age = age_on(on, born=volunteer.birth_date)
    if age < CHILD:
        return CHILDREN
    return MINORS if age < OF_AGE else ADULTS


def reads_name_in_lists(volunteer: Volunteer, *, administers: bool, on: date) -> bool:
    """Whether an organization's list gives a member's whole name: minors' to admins."""
    return administers or age_on(on, born=volunteer.birth_date) >= OF_AGE


def _is_in_scope(office: Appointment, volunteer: Volunteer) -> bool:
    if office.organization_id:
        held = volunteer.memberships.filter(
            organization=office.organization_id, left_on=None
        )
        return held.exists()
    if office.site_id:
        if volunteer.home_site_id is None:
            return False
        below = Site.objects.at_or_below([office.site_id])
        return below.filter(pk=volunteer.home_site_id).exists()
    return True
