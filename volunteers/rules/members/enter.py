from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from volunteers.identifiers import fold, is_volunteer_number
from volunteers.member_errors import (
    NumberAndNameDiffer,
    PaperFromTheFuture,
)
from volunteers.models import Account, Membership, Organization, Volunteer, Way
from volunteers.names import NotAName, read_name
from volunteers.rules.join import join
from volunteers.rules.organizations.moving import require_administrator


def named_person(*, number: str, name: str) -> Volunteer:
    """
    Whoever has this volunteer number and this name.

    :raises NumberAndNameDiffer: whether nobody has the number or another the name
    """
    known = None
    if is_volunteer_number(number):
        known = Volunteer.objects.filter(number=fold(number)).first()
    try:
        said = read_name(name)
    except NotAName:
        said = ""
    if known is None or not known.is_registered or known.name != said:
        raise NumberAndNameDiffer
    return known


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
