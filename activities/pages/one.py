"""The page of one activity: what it is, when, and how the reader stands with it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Activity, Shift, SignUp
from activities.pages.cards import where
from activities.pages.shift_lines import ShiftLine, asked_of, places
from activities.permissions import (
    leads_in,
    may_organize,
    reads_contact,
    visible_activities,
    visitor_of,
)
from activities.reports import FIELDS
from config.address import address_of, whole
from config.templatetags.ui import clock, day, duration
from volunteers.guardians import awaits
from volunteers.models import Account, Volunteer
from volunteers.permissions import wards_acted_for


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the reader signs up: themselves, or a child they act for."""

    label: str
    url: str
    is_chosen: bool


@dataclass
class ActivityPage:
    """
    An activity as somebody sees it; ``number`` is of the child they ask for, if any.

    ``chosen`` is the id of the shift that is ticked already; ``typed`` what was sent
    about it and could not be kept.
    """

    activity: Activity
    reader: Account | AnonymousUser
    at: datetime
    number: str = ""
    chosen: str = ""
    typed: str = ""

    # For whom

    @cached_property
    def _wards(self) -> list[Volunteer]:
        return wards_acted_for(self.reader)

    @cached_property
    def _own(self) -> Volunteer | None:
        return self.reader.as_volunteer if self.reader.is_authenticated else None

    @cached_property
    def ward(self) -> Volunteer | None:
        """The child that was asked for; of who serves not themselves, the first."""
        if self._own is None and not self.number:
            return next(iter(self._wards), None)
        asked = (one for one in self._wards if one.number == self.number)
        return next(asked, None)

    @cached_property
    def visitor(self) -> Volunteer | None:
        """Somebody before the reader's desk, who was asked for and signs in nowhere."""
        if self.ward or not self.number:
            return None
        return visitor_of(self.reader, self.number)

    @property
    def other(self) -> Volunteer | None:
        """Whom the reader says it for, if not themselves."""
        return self.ward or self.visitor

    @property
    def volunteer(self) -> Volunteer | None:
        return self.other or self._own

    @property
    def for_number(self) -> str:
        """The number that the forms carry; empty for oneself."""
        return self.other.number if self.other else ""

    @property
    def people(self) -> list[Person]:
        own = [(_("Myself"), "", self.ward is None)] if self._own else []
        wards = [
            (one.name, one.number, one.pk == (self.ward and self.ward.pk))
            for one in self._wards
        ]
        here = reverse("activities:activity", args=[self.activity.pk])
        return [
            Person(name, f"{here}?for={number}#shifts" if number else here, chosen)
            for name, number, chosen in [*own, *wards]
        ]

    @cached_property
    def may_bring_others(self) -> bool:
        """Whether the reader can sign up several at once."""
        if not self.reader.is_authenticated or self.visitor or not self.may_choose:
            return False
        family = len(self._wards) + (self._own is not None)
        led = leads_in(self.reader, self.activity.organization)
        return family > 1 or (family > 0 and led.exists())

    @property
    def is_of_nobody(self) -> bool:
        """Whether who reads is signed in, and can sign up nobody."""
        return self.reader.is_authenticated and self.volunteer is None

    @cached_property
    def awaits_guardian(self) -> bool:
        if self.volunteer is None or self.other:
            return False
        return awaits(self.volunteer, on=timezone.localdate(self.at))

    @cached_property
    def organizes(self) -> bool:
        return may_organize(self.reader, self.activity.organization)

    # What stands in the way

    @property
    def is_over(self) -> bool:
        return self.activity.is_over(timezone.localdate(self.at))

    @property
    def pauses(self) -> bool:
        """Whether its organization does not serve at the moment."""
        return self.activity.is_held and not self.activity.organization.is_active

    @property
    def recruits_later(self) -> bool:
        begins = self.activity.recruits_from
        return begins is not None and self.at < begins

    @property
    def recruited(self) -> bool:
        ends = self.activity.recruits_until
        return ends is not None and self.at >= ends

    @cached_property
    def joins_first(self) -> bool:
        """Whether it is for members, and the person is none."""
        if not self.activity.is_for_members or self.volunteer is None:
            return False
        held = self.volunteer.memberships.current()
        return not held.filter(organization=self.activity.organization_id).exists()

    @cached_property
    def takes_people(self) -> bool:
        """Whether the reader may sign up now, if a shift lets them."""
        if self.is_of_nobody or self.awaits_guardian or self.joins_first:
            return False
        is_open = not (self.recruits_later or self.recruited or self.pauses)
        return self.activity.is_published and is_open

    @property
    def may_choose(self) -> bool:
        return any(line.may_be_chosen for line in self.shifts)

    # When

    @cached_property
    def shifts(self) -> list[ShiftLine]:
        """What is to come, and one's own; of what is over, all."""
        ahead = [
            one
            for one in self._shifts
            if not one.is_over(self.at) or one.pk in self._seats
        ]
        shown = ahead or self._shifts
        open_ones = [one for one in shown if self._may_be_chosen(one)]
        chosen = {str(one.pk) for one in open_ones} & {self.chosen}
        if not chosen and len(open_ones) == 1:
            chosen = {str(open_ones[0].pk)}
        return [self._line(one, is_chosen=str(one.pk) in chosen) for one in shown]

    @property
    def shift_chosen(self) -> Shift | None:
        """The one that was asked for, if it is one of the activity's."""
        return next((one for one in self._shifts if str(one.pk) == self.chosen), None)

    @cached_property
    def _shifts(self) -> list[Shift]:
        return list(self.activity.shifts.select_related("post__credential").in_order())

    def _may_be_chosen(self, shift: Shift) -> bool:
        taken = shift.pk in self._seats or shift.has_started(self.at)
        return self.takes_people and not taken

    def _line(self, shift: Shift, *, is_chosen: bool) -> ShiftLine:
        seat = self._seats.get(shift.pk)
        return ShiftLine(
            shift=shift,
            seat=seat,
            place=self._places.get(seat.pk) if seat else None,
            at=self.at,
            may_be_chosen=self._may_be_chosen(shift),
            is_chosen=is_chosen,
        )

    @cached_property
    def _seats(self) -> dict[UUID, SignUp]:
        """The person's, by shift."""
        if self.volunteer is None:
            return {}
        held = SignUp.objects.living().filter(
            volunteer=self.volunteer, shift__activity=self.activity
        )
        return {one.shift_id: one for one in held.select_related("absence")}

    @cached_property
    def _places(self) -> dict[UUID, int]:
        """In which place each of those that wait does, by the sign-up."""
        waiting = [one.pk for one in self._seats.values() if one.is_waiting]
        return places(waiting) if waiting else {}

    # What is told

    @property
    def where(self) -> str:
        return where(self.activity)

    @property
    def further_fields(self) -> list[str]:
        """The fields of service by which it is found as well."""
        return [FIELDS()[code].label for code in self.activity.further_fields]

    @property
    def address(self) -> str:
        return address_of("activities:activity", self.activity.pk)

    @property
    def picture(self) -> str:
        """What other programs show beside a link to it."""
        return whole(static("img/share.png"))

    @property
    def in_a_sentence(self) -> str:
        """When, where and what, for whoever is sent the address."""
        when = next((one for one in self._shifts if not one.is_over(self.at)), None)
        begins = [f"{day(when.starts_at)} {clock(when.starts_at)}"] if when else []
        summary = " ".join(self.activity.summary.split())
        told = [*begins, self.where, self.activity.organization.label, summary]
        return " · ".join(filter(None, told))[:200]

    @cached_property
    def needs(self) -> list[str]:
        """Who can come, where not everybody can."""
        least = self.activity.min_minutes
        served = _("People with at least %(length)s of service") % {
            "length": duration(least)
        }
        posts = {one.post_id: one.post for one in self._shifts}.values()
        asked = [sentence for one in posts for sentence in asked_of(one)]
        return [*([served] if least else []), *dict.fromkeys(asked), *self._apart]

    @property
    def _apart(self) -> list[str]:
        """What nobody comes to who comes to this one, as far as the reader knows it."""
        known = visible_activities(self.reader).filter(excludes=self.activity)
        others = known.filter(ends_on__gte=timezone.localdate(self.at))
        return [
            _("Either this or “%(title)s”, not both") % {"title": one.label}
            for one in others.order_by("starts_on", "pk")
        ]

    @cached_property
    def _reads_contact(self) -> bool:
        return reads_contact(self.reader, self.activity)

    @property
    def contact_name(self) -> str:
        shown = self.activity.contact_name_is_public or self._reads_contact
        return self.activity.contact_name if shown else ""

    @property
    def contact_phone(self) -> str:
        shown = self.activity.contact_phone_is_public or self._reads_contact
        return self.activity.contact_phone if shown else ""

    @property
    def contact_is_shown_later(self) -> bool:
        known = (self.activity.contact_name, self.activity.contact_phone)
        told = (self.contact_name, self.contact_phone)
        return self.activity.is_published and told != known
