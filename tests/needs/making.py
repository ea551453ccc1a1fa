"""Needs and their orders, as people report them; NOON is Friday, 6 March 2020."""

from typing import Any

from needs import rules
from needs.models import Category, Order
from needs.rules import Asked, Result
from tests.factories import NOON
from volunteers.models import Account, Organization, Site

GRANNYS_PHONE = "+8613900139001"


def asked(site: Site, **changes: Any) -> Asked:
    said: dict[str, Any] = {
        "category": Category.objects.get(pk="daily_help"),
        "text": "老人想在家理个发",
        "site": site,
        "name": "许海燕",
        "phone": GRANNYS_PHONE,
        "channel": "online",
        "area": "新南街道",
        "address": "幸福路三号楼",
    }
    return Asked(**said | changes)


def report(site: Site, *, by: Account | None = None, at: Any = NOON, **changes: Any):
    """The order of a new need; taken in at the counter if ``by`` is a clerk."""
    if by is not None:
        changes = {"channel": "counter"} | changes
    need = rules.report(asked=asked(site, **changes), by=by, at=at)
    return now(need.order)


def now(order: Order) -> Order:
    """As it is now."""
    return Order.objects.with_names().get(pk=order.pk)


def accepted(site: Site, clerk: Account, **changes: Any) -> Order:
    return rules.accept(order=report(site, **changes), by=clerk, at=NOON)


def dispatched(
    site: Site, clerk: Account, organization: Organization, **changes: Any
) -> Order:
    return rules.dispatch(
        order=accepted(site, clerk, **changes),
        organization=organization,
        by=clerk,
        at=NOON,
    )


def claimed(
    site: Site,
    clerk: Account,
    organization: Organization,
    by: Account,
    **more: Any,
) -> Order:
    order = dispatched(site, clerk, organization, **more)
    return rules.claim(order=order, organization=organization, by=by, at=NOON)


def delivered(
    site: Site,
    clerk: Account,
    organization: Organization,
    by: Account,
    **more: Any,
) -> Order:
    order = claimed(site, clerk, organization, by, **more)
    rules.start(order=order, by=by, at=NOON)
    return rules.deliver(
        order=order, results=[Result(problem="理发", count=1)], by=by, at=NOON
    )
