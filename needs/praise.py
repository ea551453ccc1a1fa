"""What was said of needs: for the organization that met them, and who served."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum

from hours.models import Session, Status
from needs.models import IN_HAND, MET, Act, Order, Outcome, Rating, State, Step
from volunteers.models import Organization, Volunteer

RATED = (State.RATED, State.CLOSED)
Whose = Literal["organization", "activity"]


@dataclass(frozen=True, slots=True)
class Praise:
    """Ratings and their stars; how many were never rated stands beside them."""

    rated: int = 0
    stars: int = 0
    unrated: int = 0

    @property
    def is_known(self) -> bool:
        """Whether anything was done of which something could be said."""
        return bool(self.rated or self.unrated)

    @property
    def average(self) -> str:
        """Stars of all ratings, cut after one decimal; empty without any."""
        tenths = 10 * self.stars // self.rated if self.rated else None
        return "" if tenths is None else f"{tenths // 10}.{tenths % 10}"


def praise_of(whose: Whose, ids: Collection[UUID]) -> dict[UUID, Praise]:
    """
    Of what each of some organizations or activities delivered itself, also where
    another one did it once more: what was done badly stays with who did it.
    """
    before = Step.objects.filter(
        order=OuterRef("order"), act=Act.DELIVER, at__lte=OuterRef("at")
    )
    delivered = Step.objects.filter(act=Act.DELIVER, **{f"{whose}__in": ids})
    said = (
        Rating.objects.filter(order__in=delivered.values("order"))
        .annotate(whose=Subquery(before.order_by("-id").values(whose)[:1]))
        .filter(whose__in=ids)
        .order_by()
        .values_list("whose")
        .annotate(rated=Count("pk"), stars=Sum("stars"))
    )
    unsaid = Order.objects.filter(state=State.UNRATED, **{f"{whose}__in": ids})
    unrated = dict(unsaid.order_by().values_list(whose).annotate(n=Count("pk")))
    rated = {one: (times, stars) for one, times, stars in said}
    praise = {}
    for one in ids:
        times, stars = rated.get(one, (0, 0))
        praise[one] = Praise(times, stars, unrated.get(one, 0))
    return praise


def of_organization(organization: Organization) -> Praise:
    return praise_of("organization", [organization.pk])[organization.pk]


@dataclass(frozen=True, slots=True)
class Answered:
    """How many needs an activity answers, and how many problems it has solved."""

    needs: int
    solved: int


def of_activity(activity: UUID) -> Answered:
    """What everybody may read of it."""
    answered = Order.objects.filter(activity=activity, state__in=[*IN_HAND, *MET])
    solved = Outcome.objects.filter(
        order__activity=activity, solved=True, round=F("order__round")
    )
    if not (needs := answered.count()):
        return Answered(0, 0)
    return Answered(needs, solved.aggregate(sum=Sum("count"))["sum"] or 0)


@dataclass(frozen=True, slots=True)
class Served:
    """How many needs somebody's counted hours helped to meet; how many are rated."""

    needs: int
    rated: int


def of_person(volunteer: Volunteer) -> Served:
    counted = Session.objects.filter(volunteer=volunteer, status=Status.APPROVED)
    met = Order.objects.filter(activity__in=counted.values("activity"), state__in=MET)
    sums: dict[str, Any] = met.aggregate(
        needs=Count("pk"), rated=Count("pk", filter=Q(state__in=RATED))
    )
    return Served(**sums)
