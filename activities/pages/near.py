"""What one can do next, the nearest first: by where one is, or near a site."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.db.models import QuerySet

from activities.fields import OFFERED, sites_named
from activities.models import ServiceField, Shift
from activities.near import AHEAD, WITHIN, find_near
from activities.near_form import NearForm
from activities.pages.cards import Card, cards_of
from activities.reports import Wanted
from volunteers.models import Account, Site
from volunteers.models.point import Point

SIZE = 24


@dataclass
class NearPage:
    """
    The list as somebody asks for it.

    :param is_told: whether it was sent in a body, where a place may stand
    """

    asked: Mapping[str, Any]
    reader: Account | AnonymousUser
    at: datetime
    is_told: bool = False

    km = WITHIN
    days = AHEAD.days

    @cached_property
    def form(self) -> NearForm:
        """:raises BadRequest: for what nobody types"""
        form = NearForm(self.asked)
        if wrong := form.errors.keys() - {"place"}:
            raise BadRequest(", ".join(sorted(wrong)))
        return form

    @property
    def fields(self) -> QuerySet[ServiceField]:
        return ServiceField.objects.all()

    # Near what

    @property
    def here(self) -> Point | None:
        """Where the reader is; from an address it is not taken."""
        return self.form.point if self.is_told else None

    @property
    def is_refused(self) -> bool:
        return self.is_told and bool(self.form.cleaned_data["refused"])

    @cached_property
    def _named(self) -> list[Site]:
        name = "" if self.here else self.form.cleaned_data.get("place", "")
        return sites_named(name) if name else []

    @property
    def site(self) -> Site | None:
        return self._named[0] if len(self._named) == 1 else None

    @property
    def choices(self) -> list[Site]:
        """Where a name fits several sites: these, to choose from."""
        return self._named[:OFFERED] if len(self._named) > 1 else []

    @property
    def has_more_choices(self) -> bool:
        return len(self._named) > OFFERED

    @property
    def is_of_no_site(self) -> bool:
        """Whether a name was typed that no site has."""
        typed = not self.here and self.form.cleaned_data.get("place")
        return bool(typed) and not self._named

    @property
    def point(self) -> Point | None:
        return self.here or (self.site.point if self.site else None)

    @property
    def home(self) -> Site | None:
        """The reader's own site, to be near of."""
        person = self.reader.as_volunteer if self.reader.is_authenticated else None
        site = person.home_site if person else None
        return site if site and site.point else None

    # What is found

    @property
    def number(self) -> int:
        return self.form.cleaned_data.get("page") or 1

    @cached_property
    def cards(self) -> list[Card]:
        return cards_of(self._rows[:SIZE], with_free_seats=self._wanted.free_seats > 0)

    @property
    def has_next(self) -> bool:
        return len(self._rows) > SIZE

    @cached_property
    def _rows(self) -> list[Shift]:
        if self.point is None:
            return []
        first = (self.number - 1) * SIZE
        found = find_near(self.point, self._wanted, at=self.at)
        return list(found[first : first + SIZE + 1])

    @property
    def _wanted(self) -> Wanted:
        said = self.form.cleaned_data
        field = said["service_field"]
        return Wanted(
            service_field=field.pk if field else "",
            free_seats=int(said["free_seats"]),
            accessible=said["accessible"],
        )
