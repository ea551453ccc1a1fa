"""Whom an organizer invites: members looked for, whole teams, and who is invited."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q
from django.forms import Form

from activities.models import Activity, Guest, SignUp
from activities.pages.naming import names_of
from activities.row_forms import InviteForm
from volunteers.models import Account, Team, Volunteer
from volunteers.people_search import Found

MOST_SHOWN = 300  # of those who are invited, the latest


@dataclass(frozen=True, slots=True)
class Known:
    """A member who was found."""

    person: Volunteer
    name: str
    is_invited: bool


@dataclass(frozen=True, slots=True)
class Invited:
    guest: Guest
    name: str
    has_signed_up: bool


@dataclass
class InvitingPage:
    """
    The page as the reader sees it.

    :param found: a page of members, by what was looked for, else of all
    :param sent: the form of a number and a name that was sent, if it is wrong
    """

    activity: Activity
    reader: Account
    on: date
    found: Found
    sent: Form | None = None

    @property
    def form(self) -> Form:
        return self.sent or InviteForm()

    @cached_property
    def members(self) -> list[Known]:
        people = self.found.page.people
        guests = self.activity.guests.filter(volunteer__in=people)
        invited = set(guests.values_list("volunteer", flat=True))
        names = self._names(people)
        return [Known(one, names[one.pk], one.pk in invited) for one in people]

    @cached_property
    def teams(self) -> list[Team]:
        """Those that go on, each with how many are ``inside``."""
        going = Team.objects.going().filter(organization=self.activity.organization)
        inside = Count("places", filter=Q(places__until=None))
        return list(going.annotate(inside=inside).order_by("pk"))

    @cached_property
    def count(self) -> int:
        return self.activity.guests.count()

    @cached_property
    def guests(self) -> list[Invited]:
        comes = SignUp.objects.living().filter(
            volunteer=OuterRef("volunteer"), shift__activity=self.activity
        )
        named = self.activity.guests.select_related("volunteer")
        latest = named.annotate(comes=Exists(comes)).order_by("-pk")[:MOST_SHOWN]
        rows = list(latest)
        names = self._names([one.volunteer for one in rows])
        return [Invited(one, names[one.volunteer_id], one.comes) for one in rows]

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.guests)

    def _names(self, people: list[Volunteer]) -> dict[int, str]:
        return names_of(people, activity=self.activity, reader=self.reader, on=self.on)
