"""An organization's board: what it is asked for, may take, has in hand and has done."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from needs.deadlines import clock
from needs.forms import CapacityForm
from needs.models import ENDED, IN_HAND, Act, Capacity, Order, State, Step
from needs.models.order import OrderQuerySet
from needs.pages.board import Card
from needs.praise import Praise, of_organization
from volunteers.models import Organization

SIZE = 30
MOST_TEAMS = 100
VIEWS: dict[str, str | Promise] = {
    "asked": _("You are asked"),
    "open": _("Open to all"),
    "hand": _("In hand"),
    "done": _("Done"),
}


@dataclass(frozen=True, slots=True)
class View:
    code: str
    name: str | Promise
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Load:
    """A team, and how many orders it has in hand."""

    name: str
    in_hand: int


@dataclass
class TeamPage:
    """
    One of four lists; ``open`` leaves out what the organization has declined, and is
    empty for who may take nothing on.

    :param sent: what was sent of its capacity and could not be kept
    """

    organization: Organization
    asked: str
    number: str | None
    at: datetime
    sent: QueryDict | None = None

    @property
    def view(self) -> str:
        return self.asked if self.asked in VIEWS else self._first

    @cached_property
    def views(self) -> list[View]:
        return [
            View(code, name, self._counts[code], code == self.view)
            for code, name in VIEWS.items()
        ]

    @cached_property
    def page(self) -> Page[Order]:
        found = self._of(self.view).with_names()
        if self.view == "done":
            found = found.order_by("-moved_at", "need")
        else:
            found = found.most_pressing_first()
        return Paginator(found, SIZE).get_page(self.number)

    @cached_property
    def form(self) -> CapacityForm:
        """What it says it can take on: as it was sent, else as it stands."""
        if self.sent is not None:
            return CapacityForm(self.sent)
        stated = Capacity.objects.filter(organization=self.organization).first()
        said = {"at_once": stated.at_once, "times": stated.times} if stated else {}
        return CapacityForm(initial=said)

    @cached_property
    def teams(self) -> list[Load]:
        """Its teams, and how many orders each has in hand."""
        held = Order.objects.filter(
            organization=self.organization, state__in=IN_HAND, team__isnull=False
        )
        loads = dict(held.order_by().values_list("team").annotate(n=Count("pk")))
        teams = self.organization.teams.filter(closed_at=None).order_by("name")
        return [Load(one.name, loads.get(one.pk, 0)) for one in teams[:MOST_TEAMS]]

    @cached_property
    def praise(self) -> Praise:
        return of_organization(self.organization)

    @property
    def cards(self) -> list[Card]:
        return [Card(one, clock(one, at=self.at)) for one in self.page.object_list]

    @cached_property
    def _counts(self) -> dict[str, int]:
        return {code: 0 if code == "done" else self._of(code).count() for code in VIEWS}

    @property
    def _first(self) -> str:
        return next((code for code, count in self._counts.items() if count), "asked")

    def _of(self, view: str) -> OrderQuerySet:
        own = Order.objects.filter(organization=self.organization)
        match view:
            case "asked":
                return own.filter(state=State.DISPATCHED)
            case "hand":
                return own.filter(state__in=IN_HAND)
            case "done":
                return own.filter(state__in=[State.DELIVERED, State.RATED, *ENDED])
            case _ if not self.organization.is_active:
                return Order.objects.none()
            case _:
                said_no = Step.objects.filter(
                    act=Act.DECLINE, organization=self.organization
                )
                offered = Order.objects.filter(state=State.OFFERED)
                return offered.exclude(pk__in=said_no.values("order"))
