"""Setting an organization's own numbers, from a day to come on."""

from datetime import date, datetime

from django.db import transaction

from hours.limit_errors import LooserThanTheCity, TheCitysAlone
from hours.limits import stricter
from hours.models.limits import STRICTER, OrganizationLimit
from policies.bounds import check_bounds
from policies.errors import HoldsAlready
from policies.models import Policy
from policies.rules import may_hold_from
from policies.words import in_words
from volunteers.models import Account, Organization
from volunteers.rules.organizations.moving import require_administrator


def check_limit(*, code: str, value: int, holds_from: date, at: datetime) -> None:
    """
    See whether an organization could hold itself to the number; nothing is written.

    :raises RuleBroken: whatever ``set_limit`` refuses of a number
    """
    if not may_hold_from(holds_from, at=at):
        raise HoldsAlready
    check_bounds(code, value)
    # From the table: what a process holds may be some seconds old.
    held = Policy.objects.filter(code=code, holds_from__lte=holds_from)
    city = held.latest("holds_from").value
    if stricter(code, city, value) != value:
        raise LooserThanTheCity(
            limit=in_words(code, city), day=f"{holds_from:%Y-%m-%d}"
        )


@transaction.atomic
def set_limit(
    *,
    organization: Organization,
    code: str,
    value: int,
    holds_from: date,
    by: Account,
    at: datetime,
) -> OrganizationLimit:
    """
    Let the organization hold itself to the number from that local date on; again, to
    another.

    :raises NotItsAdministrator: if the account does not run the organization
    :raises TheCitysAlone: if organizations have no such number
    :raises HoldsAlready: if the date is not to come: what was judged stays judged
    :raises OutOfBounds: if the number makes no sense
    :raises LooserThanTheCity: if the city's of that day is stricter
    """
    require_administrator(organization, by)
    if code not in STRICTER:
        raise TheCitysAlone
    check_limit(code=code, value=value, holds_from=holds_from, at=at)
    limit, _is_new = OrganizationLimit.objects.update_or_create(
        organization=organization,
        code=code,
        holds_from=holds_from,
        defaults={"value": value},
    )
    return limit


@transaction.atomic
def take_limit_away(*, limit: OrganizationLimit, by: Account, at: datetime) -> None:
    """
    Let what was there before go on.

    :raises NotItsAdministrator: if the account does not run the organization
    :raises HoldsAlready: if it holds or has held
    """
    require_administrator(limit.organization, by)
    if not may_hold_from(limit.holds_from, at=at):
        raise HoldsAlready
    limit.delete()
