"""What the teams have that somebody leads: in hand, and done."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.core.paginator import Page, Paginator

from needs.deadlines import clock
from needs.models import ENDED, IN_HAND, Order, State
from needs.models.order import OrderQuerySet
from needs.pages.board import Card
from needs.permissions import led_orders
from volunteers.models import Account

SIZE = 30
DONE = (State.DELIVERED, State.RATED, *ENDED)


@dataclass
class LedPage:
    """One of the two lists; ``done`` is the other."""

    reader: Account
    done: bool
    number: str | None
    at: datetime

    @cached_property
    def page(self) -> Page[Order]:
        return Paginator(self._found.with_names(), SIZE).get_page(self.number)

    @property
    def _found(self) -> OrderQuerySet:
        led = led_orders(self.reader)
        if self.done:
            return led.filter(state__in=DONE).order_by("-moved_at", "need")
        return led.filter(state__in=IN_HAND).most_pressing_first()

    @property
    def cards(self) -> list[Card]:
        return [Card(one, clock(one, at=self.at)) for one in self.page.object_list]
