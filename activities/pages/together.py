"""Signing up several at once: one's family, and the teams one leads."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import QueryDict
from django.utils import timezone

from activities.models import Activity, Shift, SignUp
from activities.pages.naming import names_of
from activities.permissions import leads_in
from activities.rules.sign_up import takes_people
from volunteers.models import Account, Volunteer
from volunteers.permissions import people_of

MOST = 200  # people of teams that are listed


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody who may come; ``comes`` are the shifts they have signed up for."""

    person: Volunteer
    name: str
    is_chosen: bool
    comes: list[Shift]


@dataclass
class TogetherPage:
    """
    The page as it was left: who is ticked, and for which shift.

    :param sent: what was sent; None shows one's family ticked
    """

    activity: Activity
    reader: Account
    at: datetime
    sent: QueryDict | None = None
    chosen: str = ""
    problem: str = ""

    # When

    @cached_property
    def shifts(self) -> list[Shift]:
        """Those that people can sign up for."""
        if not takes_people(self.activity, at=self.at):
            return []
        ahead = self.activity.shifts.upcoming(self.at).select_related("post")
        return list(ahead.in_order())

    @cached_property
    def shift(self) -> Shift | None:
        """The one that is ticked; of one alone, that."""
        if len(self.shifts) == 1 and self.sent is None:
            return self.shifts[0]
        return next((one for one in self.shifts if str(one.pk) == self.chosen), None)

    # Who

    @cached_property
    def _family(self) -> list[Volunteer]:
        return people_of(self.reader)

    @cached_property
    def _team(self) -> list[Volunteer]:
        known = {one.pk for one in self._family}
        led = leads_in(self.reader, self.activity.organization).exclude(pk__in=known)
        return list(led.order_by("initials", "pk")[:MOST])

    @property
    def is_for_several(self) -> bool:
        return len(self._family) + len(self._team) > 1

    @cached_property
    def family(self) -> list[Choice]:
        own = self.reader.as_volunteer
        return [
            self._choice(one, one.name, at_first=one != own or not self._team)
            for one in self._family
        ]

    @cached_property
    def team(self) -> list[Choice]:
        today = timezone.localdate(self.at)
        names = names_of(
            self._team, activity=self.activity, reader=self.reader, on=today
        )
        return [self._choice(one, names[one.pk], at_first=False) for one in self._team]

    @property
    def people(self) -> list[Volunteer]:
        """Those who are ticked."""
        return [one.person for one in [*self.family, *self.team] if one.is_chosen]

    def _choice(self, person: Volunteer, name: str, *, at_first: bool) -> Choice:
        ticked = None if self.sent is None else self.sent.getlist("who")
        is_chosen = at_first if ticked is None else person.number in ticked
        return Choice(person, name, is_chosen, self._comes[person.pk])

    @cached_property
    def _comes(self) -> dict[int, list[Shift]]:
        people = [one.pk for one in [*self._family, *self._team]]
        held = SignUp.objects.living().filter(
            volunteer__in=people, shift__activity=self.activity
        )
        by_person: dict[int, list[Shift]] = defaultdict(list)
        for one in held.select_related("shift__post").order_by("starts_at"):
            by_person[one.volunteer_id].append(one.shift)
        return by_person
