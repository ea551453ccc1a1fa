"""What was said of needs: for the organization that met them, and who served."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery, Sum

from hours.models import Session, Status
from needs.models import MET, Act, Order, Rating, State, Step
from volunteers.models import Organization, Volunteer

RATED = (State.RATED, State.CLOSED)


@dataclass(frozen=True, slots=True)
class Praise:
    """Ratings and their stars; how many were never rated stands beside them."""

    rated: int
    stars: int
    unrated: int

    @property
    def average(self) -> str:
        """Stars of all ratings, cut after one decimal; empty without any."""
        tenths = 10 * self.stars // self.rated if self.rated else None
        return "" if tenths is None else f"{tenths // 10}.{tenths % 10}"


def of_organization(organization: Organization) -> Praise:
    """Of what it delivered itself, also where another one did it once more."""
    delivered = Step.objects.filter(
        order=OuterRef("order"), act=Act.DELIVER, at__lte=OuterRef("at")
    )
    by_it = Rating.objects.annotate(
        whose=Subquery(delivered.order_by("-id").values("organization")[:1])
    )
    did = Step.objects.filter(act=Act.DELIVER, organization=organization)
    sums: dict[str, Any] = by_it.filter(
        order__in=did.values("order"), whose=organization.pk
    ).aggregate(rated=Count("pk"), stars=Sum("stars"))
    unrated = Order.objects.filter(organization=organization, state=State.UNRATED)
    return Praise(sums["rated"], sums["stars"] or 0, unrated.count())


@dataclass(frozen=True, slots=True)
class Served:
    """How many needs somebody's counted hours helped to meet; how many are rated."""

    needs: int
    rated: int


def of_person(volunteer: Volunteer) -> Served:
    counted = Session.objects.filter(volunteer=volunteer, status=Status.APPROVED)
    met = Order.objects.filter(activity__in=counted.values("activity"), state__in=MET)
    sums = met.aggregate(
        needs=Count("pk"), rated=Count("pk", filter=Q(state__in=RATED))
    )
    return Served(**sums)
