"""What boards show: how many wait where, the most pressing ones, and who fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    When,
)
from django.db.models.functions import Coalesce

from activities.models import Activity
from hours.models import Entry
from needs.models import IN_HAND, Act, Capacity, Order, State
from needs.models.order import OrderQuerySet
from needs.praise import Praise, praise_of
from volunteers.models import Organization, Profile

MOST_MATCHES = 6


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many orders stand in some states, and how many of them are late."""

    count: int = 0
    late: int = 0


def waiting_by_state(orders: OrderQuerySet, *, at: datetime) -> dict[str, Waiting]:
    """Of these orders that live, how many stand where."""
    rows = (
        orders.living()
        .order_by()
        .values_list("state")
        .annotate(count=Count("pk"), late=Count("pk", filter=Q(due_at__lte=at)))
    )
    return {state: Waiting(count, late) for state, count, late in rows}


def first_of(
    orders: OrderQuerySet, states: Sequence[State], *, most: int
) -> list[Order]:
    """The most pressing ones in these states."""
    some = orders.filter(state__in=states).with_names()
    return list(some.most_pressing_first()[:most])


def minutes_given(activity: UUID) -> int:
    """Minutes that count, of everybody who served at an activity."""
    posted = Entry.objects.filter(session__activity=activity)
    return int(posted.aggregate(sum=Coalesce(Sum("minutes"), 0))["sum"])


@dataclass(frozen=True, slots=True)
class Match:
    """An organization that fits an order, and why."""

    organization: Organization
    serves_in_field: bool
    is_here: bool
    is_near: bool
    in_hand: int
    capacity: Capacity | None
    praise: Praise

    @property
    def is_full(self) -> bool:
        """Whether it has as much in hand as it says it can."""
        at_once = self.capacity.at_once if self.capacity else None
        return at_once is not None and self.in_hand >= at_once


def matching(order: Order) -> list[Match]:
    """
    Organizations that may fit, the best first: of the district, then of the city.

    First who serves in the field, and of them who is not full by their own word, who
    belongs to the site, and who has least to do. Whoever has declined is not asked
    again (志愿服务条例 art. 25).
    """
    district = order.in_charge.district_id
    fitting = _fitting(order)
    found = list(fitting.filter(district=district)[:MOST_MATCHES])
    if len(found) < MOST_MATCHES:
        elsewhere = fitting.filter(fits=True).exclude(district=district)
        found += elsewhere[: MOST_MATCHES - len(found)]
    said = praise_of("organization", [one.pk for one in found])
    stated = Capacity.objects.in_bulk([one.pk for one in found])
    return [
        Match(
            organization=one,
            serves_in_field=one.fits,
            is_here=bool(one.here),
            is_near=one.district_id == district,
            in_hand=one.in_hand,
            capacity=stated.get(one.pk),
            praise=said[one.pk],
        )
        for one in found
    ]


def _fitting(order: Order) -> QuerySet[Any]:
    """Those that may be asked, the best first, with what speaks for each of them."""
    field = order.need.category.service_field_id
    said_no = order.steps.filter(act=Act.DECLINE).values_list("organization", flat=True)
    has_it = [order.organization_id] if order.organization_id else []
    stated = Profile.objects.filter(
        organization=OuterRef("pk"), service_fields__contains=[field]
    )
    served = Activity.objects.held().filter(
        organization=OuterRef("pk"), service_field=field
    )
    return (
        Organization.objects.active()
        .exclude(pk__in=[*said_no, *has_it])
        .annotate(
            fits=Exists(stated) | Exists(served),
            here=Q(site__in=[order.need.site_id, order.in_charge_id]),
            in_hand=Count("orders", filter=Q(orders__state__in=IN_HAND)),
        )
        .annotate(
            is_full=Case(When(capacity__at_once__lte=F("in_hand"), then=1), default=0)
        )
        .order_by(
            F("fits").desc(),
            "is_full",
            F("here").desc(nulls_last=True),
            "in_hand",
            "name",
        )
    )
