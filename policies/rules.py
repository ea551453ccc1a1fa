"""Setting the city's numbers, from a day to come on."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from policies.errors import HoldsAlready
from policies.models import Policy


def may_hold_from(day: date, *, at: datetime) -> bool:
    """Whether a number may still be set for that local date: one to come."""
    return day > timezone.localdate(at)


@transaction.atomic
def set_number(*, code: str, value: int, holds_from: date, at: datetime) -> Policy:
    """
    Let the number hold from that local date on; again, another value.

    :raises HoldsAlready: if the date is not to come: what was decided by a number
        stays decided by it
    """
    if not may_hold_from(holds_from, at=at):
        raise HoldsAlready
    policy, _ = Policy.objects.update_or_create(
        code=code, holds_from=holds_from, defaults={"value": value}
    )
    return policy


@transaction.atomic
def take_away(*, policy: Policy, at: datetime) -> None:
    """
    Let the number before it go on.

    :raises HoldsAlready: if it holds or has held
    """
    if not may_hold_from(policy.holds_from, at=at):
        raise HoldsAlready
    policy.delete()
