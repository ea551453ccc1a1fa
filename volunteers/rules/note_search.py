from datetime import datetime

from volunteers.models import Account, Organization, PeopleSearch, Role
from volunteers.people import Wanted
from volunteers.permissions import appointments_of, is_staff
from volunteers.searches import Way, masked, print_of


def note_search(
    *,
    wanted: Wanted,
    organization: Organization | None = None,
    page: str,
    by: Account,
    at: datetime,
) -> PeopleSearch | None:
    """
    Write down that somebody looked for people by a name or phone.

    A volunteer number says nothing of a person, so searches by it leave no line.

    :param organization: in whose people it was looked; None for everybody
    :param page: the path of the page that it was asked on
    """
    if wanted.column not in Way.values:
        return None
    return PeopleSearch.objects.create(
        way=wanted.column,
        term_print=print_of(wanted),
        masked=masked(wanted),
        by=by,
        role=_role(by, organization),
        organization=organization,
        page=page,
        at=at,
    )


def _role(account: Account, organization: Organization | None) -> str:
    """The office it was done in."""
    held = appointments_of(account)
    of_it = [
        one.role for one in held if organization and one.organization == organization
    ]
    if of_it or is_staff(account):
        return of_it[0] if of_it else Role.STAFF
    return held[0].role if held else ""
