"""The page somebody comes to with a code: who checks in or out by it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from activities.models import Shift
from hours.models import Presence
from hours.models.presence import PresenceQuerySet
from hours.presence.codes import Code, shown
from hours.presence.pages.card import shifts_run_by
from hours.presence.told import compares_place
from volunteers.models import Account, Volunteer
from volunteers.permissions import people_of


def presences_of(people: Iterable[Volunteer]) -> PresenceQuerySet:
    return Presence.objects.with_names().filter(volunteer__in=list(people))


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody who may check in or out by the code, and what they may do."""

    name: str
    number: str
    here: Presence | None
    is_just_in: bool
    is_asked_where: bool

    @property
    def act(self) -> str:
        """What the button does."""
        return "out" if self.here else "in"


@dataclass
class ComingPage:
    """A good code and whom the account checks in or out by it."""

    code: Code
    account: Account
    at: datetime

    @property
    def shown(self) -> str:
        return shown(self.code.letters)

    @cached_property
    def lines(self) -> list[Line]:
        people = people_of(self.account)
        here = {
            one.volunteer_id: one
            for one in presences_of(people)
            .on_site()
            .filter(shift__activity=self.code.activity)
        }
        return [self._line(one, here.get(one.pk)) for one in people]

    def _line(self, person: Volunteer, here: Presence | None) -> Line:
        own = person.account_id == self.account.pk
        is_just_in = bool(
            here and self.code.made is not None and here.came_code == self.code.made
        )
        return Line(
            name=_("Myself") if own else person.name,
            number="" if own else person.number,
            here=here,
            is_just_in=is_just_in,
            is_asked_where=compares_place(self.code.point, person),
        )

    @property
    def asks_where(self) -> bool:
        return any(line.is_asked_where for line in self.lines)


@dataclass
class PresentPage:
    """Where the account's people are now; and the code that is typed."""

    account: Account
    at: datetime
    typed: str = ""
    problem: str = ""

    @cached_property
    def here(self) -> list[Presence]:
        """Where they have checked in and not out."""
        return list(presences_of(people_of(self.account)).on_site().in_order())

    @cached_property
    def waiting(self) -> list[Presence]:
        """Where they came without a seat, and the organizer has not answered."""
        waits = presences_of(people_of(self.account)).waiting()
        return list(waits.filter(shift__ends_at__gt=self.at).in_order())

    @cached_property
    def runs(self) -> list[Shift]:
        """The shifts that are on whose check-in the account runs."""
        return shifts_run_by(self.account, at=self.at)
