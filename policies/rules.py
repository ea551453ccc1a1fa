"""Setting the city's numbers, from a day to come on."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from policies.bounds import Held, check_bounds, check_order
from policies.errors import HoldsAlready
from policies.models import Policy


def may_hold_from(day: date, *, at: datetime) -> bool:
    """Whether a number may still be set for that local date: one to come."""
    return day > timezone.localdate(at)


def check_number(*, code: str, value: int, holds_from: date, at: datetime) -> None:
    """
    See whether the number could be set like this; nothing is written.

    :raises RuleBroken: whatever ``set_number`` would refuse
    """
    _check(_held(), code=code, value=value, holds_from=holds_from, at=at)


@transaction.atomic
def set_number(*, code: str, value: int, holds_from: date, at: datetime) -> Policy:
    """
    Let the number hold from that local date on; again, another value.

    :raises HoldsAlready: if the date is not to come: what was decided by a number
        stays decided by it
    :raises OutOfBounds: if the number makes no sense
    :raises OutOfOrder: if it would pass another one, on that day or later
    """
    held = _lock()
    _check(held, code=code, value=value, holds_from=holds_from, at=at)
    policy, _ = Policy.objects.update_or_create(
        code=code, holds_from=holds_from, defaults={"value": value}
    )
    return policy


@transaction.atomic
def take_away(*, policy: Policy, at: datetime) -> None:
    """
    Let the number before it go on.

    :raises HoldsAlready: if it holds or has held
    :raises OutOfOrder: if the number before it would pass another one
    """
    held = _lock()
    if not may_hold_from(policy.holds_from, at=at):
        raise HoldsAlready
    held.get(policy.code, {}).pop(policy.holds_from, None)
    check_order(held, code=policy.code, since=policy.holds_from)
    policy.delete()


def _check(
    held: Held, *, code: str, value: int, holds_from: date, at: datetime
) -> None:
    if not may_hold_from(holds_from, at=at):
        raise HoldsAlready
    check_bounds(code, value)
    held.setdefault(code, {})[holds_from] = value
    check_order(held, code=code, since=holds_from)


def _lock() -> Held:
    # Everyone who sets a number waits here, so two never pass each other.
    list(Policy.objects.select_for_update().order_by("pk").values_list("pk"))
    return _held()


def _held() -> Held:
    held: Held = {}
    for code, since, value in Policy.objects.values_list("code", "holds_from", "value"):
        held.setdefault(code, {})[since] = value
    return held
