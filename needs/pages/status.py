"""Where a need stands, as anybody may know: no words of whoever asked, no person."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from needs.deadlines import Clock, clock
from needs.models import Act, Need, Order, Outcome, Photo, Step

# What is between the offices is nobody else's business.
UNTOLD = (Act.ESCALATE, Act.DECLINE, Act.REASSIGN, Act.UNSCHEDULE)


@dataclass(frozen=True, slots=True)
class Photos:
    """What is needed, and what was done, as those see it who read the words."""

    needed: list[Photo]
    done: list[Photo]

    @classmethod
    def of(cls, order: Order) -> "Photos":
        every = list(order.need.photos.all())
        needed = [one for one in every if one.round is None]
        return cls(needed, [one for one in every if one.round is not None])


@dataclass
class StatusPage:
    """``is_own`` says that whoever asked is reading, who sees the words of answers."""

    need: Need
    at: datetime
    is_own: bool = False

    @property
    def order(self) -> Order:
        return self.need.order

    @cached_property
    def clock(self) -> Clock | None:
        return clock(self.order, at=self.at)

    @cached_property
    def steps(self) -> list[Step]:
        told = self.order.steps.exclude(act__in=UNTOLD)
        return list(told.select_related("organization", "site"))

    @cached_property
    def outcomes(self) -> list[Outcome]:
        return list(self.order.outcomes.all())

    @cached_property
    def photos(self) -> Photos | None:
        """Whoever asked sees them; nobody else does here."""
        return Photos.of(self.order) if self.is_own else None

    @property
    def goes_on_as(self) -> Need | None:
        """The need it was put together with."""
        other = self.order.merged_into
        return other.need if other else None

    @property
    def may_be_rated(self) -> bool:
        return self.is_own and self.order.is_delivered

    @property
    def may_be_called_off(self) -> bool:
        return self.is_own and self.order.is_unclaimed
