"""The dispatcher's board: five columns from what came in to what is to be rated."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.permissions import organized_by
from needs.deadlines import Clock, clock
from needs.models import IN_HAND, Category, Order, State
from needs.models.order import OrderQuerySet
from needs.permissions import (
    has_a_board,
    kept_orders,
    kept_sites,
    leads_a_team,
    may_have_calls,
)
from needs.reports import Waiting, first_of, waiting_by_state
from volunteers.models import Account

SHOWN = 8  # cards of a column
MOST = 60  # of the column that is looked at alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A column: what stands in it, and what is to be done there."""

    code: str
    name: str | Promise
    states: tuple[State, ...]
    empty: str | Promise


KINDS = (
    Kind(
        code="in",
        name=_("To accept"),
        states=(State.SUBMITTED,),
        empty=_("Nothing new has come in."),
    ),
    Kind(
        code="send",
        name=_("To dispatch"),
        states=(State.ACCEPTED,),
        empty=_("Everything is with somebody."),
    ),
    Kind(
        code="waits",
        name=_("With organizations"),
        states=(State.DISPATCHED, State.OFFERED),
        empty=_("Nobody is being asked."),
    ),
    Kind(
        code="work",
        name=_("In hand"),
        states=IN_HAND,
        empty=_("Nothing is under way."),
    ),
    Kind(
        code="rate",
        name=_("Done"),
        states=(State.DELIVERED, State.RATED),
        empty=_("Nothing waits to be rated."),
    ),
)


def board_of(account: Account) -> str:
    """Where the account finds its orders; who only leads a team has another list."""
    if has_a_board(account) or organized_by(account).active().exists():
        return "/orders/"
    return "/orders/led/" if leads_a_team(account) else "/me/"


@dataclass(frozen=True, slots=True)
class Card:
    """An order on a board, with its clock."""

    order: Order
    clock: Clock | None


@dataclass(frozen=True, slots=True)
class Column:
    kind: Kind
    waiting: Waiting
    cards: list[Card]
    url: str
    is_chosen: bool

    @property
    def rest(self) -> int:
        """How many more there are than are shown."""
        return self.waiting.count - len(self.cards)


@dataclass
class BoardPage:
    """The board as somebody asks for it, by what stands in the address."""

    reader: Account
    at: datetime
    asked: Mapping[str, str]

    @cached_property
    def categories(self) -> list[Category]:
        return list(Category.objects.all())

    @property
    def category(self) -> str:
        return self.asked.get("category", "")

    @property
    def is_pressing(self) -> bool:
        """Whether only what is late or urgent is asked for."""
        return bool(self.asked.get("pressing"))

    @property
    def takes_in(self) -> bool:
        """Whether the reader has a counter."""
        return kept_sites(self.reader).exists()

    @property
    def calls(self) -> bool:
        """Whether the reader calls some of those whose needs were met."""
        return may_have_calls(self.reader)

    @cached_property
    def chosen(self) -> Kind:
        """The column that a narrow screen shows, and of which more are listed."""
        asked = self.asked.get("column", "")
        return next((one for one in KINDS if one.code == asked), self._first_full)

    @property
    def is_one_chosen(self) -> bool:
        return any(one.code == self.asked.get("column") for one in KINDS)

    @cached_property
    def _first_full(self) -> Kind:
        full = (one for one in KINDS if self._waiting_in(one).count)
        return next(full, KINDS[0])

    @cached_property
    def columns(self) -> list[Column]:
        return [self._column(one) for one in KINDS]

    @property
    def late(self) -> int:
        return sum(one.late for one in self._waiting.values())

    @property
    def living(self) -> int:
        return sum(one.count for one in self._waiting.values())

    def _column(self, kind: Kind) -> Column:
        is_chosen = kind == self.chosen
        most = MOST if is_chosen and self.is_one_chosen else SHOWN
        waiting = self._waiting_in(kind)
        orders = first_of(self._orders, kind.states, most=most) if waiting.count else []
        return Column(
            kind=kind,
            waiting=waiting,
            cards=[Card(one, clock(one, at=self.at)) for one in orders],
            url=self._url(column=kind.code),
            is_chosen=is_chosen,
        )

    def _waiting_in(self, kind: Kind) -> Waiting:
        found = [self._waiting[one] for one in kind.states if one in self._waiting]
        return Waiting(sum(one.count for one in found), sum(one.late for one in found))

    @cached_property
    def _waiting(self) -> dict[str, Waiting]:
        return waiting_by_state(self._orders, at=self.at)

    @cached_property
    def _orders(self) -> OrderQuerySet:
        found = kept_orders(self.reader).living()
        if self.category in {one.code for one in self.categories}:
            found = found.filter(need__category=self.category)
        if self.is_pressing:
            late = found.overdue(self.at)
            found = late | found.filter(need__urgent=True)
        return found

    def _url(self, **changes: str) -> str:
        kept = {
            name: self.asked[name]
            for name in ("category", "pressing")
            if self.asked.get(name)
        }
        return f"?{urlencode(kept | changes)}"
