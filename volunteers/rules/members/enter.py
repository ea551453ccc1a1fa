from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from config import limits
from volunteers.errors import TooManyTries
from volunteers.identifiers import fold, is_volunteer_number
from volunteers.member_errors import (
    NumberAndNameDiffer,
    PaperFromTheFuture,
)
from volunteers.models import Account, Membership, Organization, Volunteer, Way
from volunteers.names import NotAName, read_name
from volunteers.rules.join import join
from volunteers.rules.organizations.moving import require_administrator

WRONG_AN_HOUR, HOUR = 60, 3_600  # of one account; seconds


def named_person(*, number: str, name: str, by: Account) -> Volunteer:
    """
    Whoever has this volunteer number and this name.

    :raises NumberAndNameDiffer: whether nobody has the number or another the name
    :raises TooManyTries: after sixty wrong ones of the account in an hour
    """
    found = find_named([(number, name)])[0]
    if found is None:
        wait = limits.spend(f"wrong-names:{by.pk}", limit=WRONG_AN_HOUR, seconds=HOUR)
        raise TooManyTries(wait=wait) if wait else NumberAndNameDiffer
    return found


def find_named(said: list[tuple[str, str]]) -> list[Volunteer | None]:
    """The registered person of each number and name; None where they do not fit."""
    numbers = [fold(number) for number, _name in said]
    wanted = [one for one in numbers if is_volunteer_number(one)]
    known = {
        one.number: one
        for one in Volunteer.objects.registered().filter(number__in=wanted)
    }
    return [
        _if_called(known.get(number), name)
        for number, (_number, name) in zip(numbers, said, strict=True)
    ]


def _if_called(person: Volunteer | None, name: str) -> Volunteer | None:
    try:
        return person if person and person.name == read_name(name) else None
    except NotAName:
        return None


@transaction.atomic
def enter_on_paper(
    *,
    volunteer: Volunteer,
    organization: Organization,
    agreed_on: date,
    by: Account,
    at: datetime,
) -> Membership:
    """
    Enter as a member who has agreed on paper; the person reads of it and may leave.

    :param agreed_on: the local date on the paper, which the organization keeps
    :raises NotItsAdministrator: if the account does not run the organization
    :raises PaperFromTheFuture: if the date lies ahead
    :raises OrganizationNotActive: if the organization begins nothing new
    """
    require_administrator(organization, by)
    if agreed_on > timezone.localdate(at):
        raise PaperFromTheFuture
    return join(
        volunteer=volunteer,
        organization=organization,
        at=at,
        way=Way.PAPER,
        by=by,
        agreed_on=agreed_on,
    )
