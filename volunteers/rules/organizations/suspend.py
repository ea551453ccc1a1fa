from datetime import datetime

from django.db import transaction
from django.utils import timezone

from policies.reports import number
from volunteers.errors import WrongMoment
from volunteers.models import Account, Act, Organization, OrganizationStatus
from volunteers.rules.organizations.moving import (
    lock,
    move,
    require_city,
    require_words,
)


@transaction.atomic
def suspend(
    *, organization: Organization, words: str, by: Account, at: datetime
) -> Organization:
    """
    Let the organization begin nothing new; what it has stays as it is, but that nobody
    is expected at its activities any more (``organization_stopped``).

    What waits for a decision is decided by the city meanwhile.

    :raises NotTheCity, OwnOrganization: if the account may not decide it
    :raises WordsNeeded: if no reason is given
    :raises WrongMoment: unless it serves
    """
    require_city(organization, by)
    said = require_words(words)
    return move(
        lock(organization),
        to=OrganizationStatus.SUSPENDED,
        act=Act.SUSPENDED,
        by=by,
        at=at,
        words=said,
    )


@transaction.atomic
def lift(
    *, organization: Organization, by: Account, at: datetime, words: str = ""
) -> Organization:
    """
    Let a suspended organization serve again.

    :raises NotTheCity, OwnOrganization: if the account may not decide it
    :raises WrongMoment: unless it is suspended
    """
    require_city(organization, by)
    locked = lock(organization)
    # An applicant would be active too, but by an approval.
    if not locked.is_suspended:
        raise WrongMoment(state=locked.get_status_display())
    return move(
        locked,
        to=OrganizationStatus.ACTIVE,
        act=Act.LIFTED,
        by=by,
        at=at,
        words=words,
    )


def suspend_expired(*, at: datetime) -> int:
    """
    Suspend those whose term ended, where the city wants that; how many.

    By default (``suspend_expired_organizations`` is 0) they are only flagged.
    """
    today = timezone.localdate(at)
    if not number("suspend_expired_organizations", on=today):
        return 0
    ended = Organization.objects.active().expired(today).order_by("pk")
    return sum(_expire(one, at=at) for one in ended)


@transaction.atomic
def _expire(organization: Organization, *, at: datetime) -> bool:
    locked = lock(organization)
    if not locked.is_active or not locked.is_expired(timezone.localdate(at)):
        return False
    move(locked, to=OrganizationStatus.SUSPENDED, act=Act.EXPIRED, by=None, at=at)
    return True
