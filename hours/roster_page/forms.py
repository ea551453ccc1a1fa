"""Is what a leader types about a roster well-formed?"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from uuid import uuid5

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, ServiceField
from hours.forms import FIRST_YEAR, LAST_YEAR, LONGEST, named_by
from hours.roster_page import pasted
from hours.rules import Claim
from hours.rules.record import MOST_PEOPLE, MOST_PERIODS
from volunteers.models import Organization, Volunteer
from volunteers.models.volunteer import VolunteerQuerySet

MOST_TEXT = 50_000  # characters
LATELY = timedelta(days=200)  # activities that ended before are not offered
MOST_ACTIVITIES = 200
SEARCH = ("q", "searched")  # what was looked for among the members

Span = tuple[datetime, datetime]


class PeriodForm(forms.Form):
    """One time at which all of a roster served; ``span`` once it is valid."""

    date = forms.DateField(
        label=_("Day"),
        validators=[
            MinValueValidator(date(FIRST_YEAR, 1, 1), _("This is not a day.")),
            MaxValueValidator(date(LAST_YEAR, 1, 1), _("This is not a day.")),
        ],
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    start = forms.TimeField(
        label=_("Start"), widget=forms.TimeInput(attrs={"type": "time"})
    )
    end = forms.TimeField(
        label=_("End"), widget=forms.TimeInput(attrs={"type": "time"})
    )
    break_minutes = forms.IntegerField(
        label=_("Break, minutes"), min_value=0, max_value=LONGEST, required=False
    )

    def __init__(self, data: QueryDict, *, prefix: str, is_spare: bool) -> None:
        super().__init__(data, prefix=prefix)
        self.is_spare = is_spare

    def full_clean(self) -> None:
        """A time nobody filled in is not wrong, unless there is no other."""
        super().full_clean()
        if self.is_spare and self.is_blank:
            self._errors = ErrorDict()

    @property
    def is_blank(self) -> bool:
        """Whether nobody typed a time here."""
        return not (self["start"].value() or self["end"].value())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if {"start", "end"} <= said.keys() and not _is_later(
            said["end"], said["start"]
        ):
            self.add_error(
                "end",
                _(
                    "The end must be later than the start. What goes past midnight is"
                    " another time, from 0:00 on."
                ),
            )
        return said

    @property
    def span(self) -> Span:
        said = self.cleaned_data
        return span_of(said["date"], said["start"], said["end"])

    @property
    def pause(self) -> int:
        return self.cleaned_data["break_minutes"] or 0


def _is_later(end: time, start: time) -> bool:
    """An end at midnight is the end of the day."""
    return end == time.min or end > start


def _clock(text: str) -> time:
    clock = time.fromisoformat(text)
    if clock.tzinfo:
        raise ValueError(text)
    return clock


def span_of(day: date, start: time, end: time) -> Span:
    """
    From one moment to another of that local day.

    :raises ValueError: if the end is not later
    """
    if not _is_later(end, start):
        raise ValueError(end)
    last = day + timedelta(days=1) if end == time.min else day
    return (
        timezone.make_aware(datetime.combine(day, start)),
        timezone.make_aware(datetime.combine(last, end)),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """
    One person at one of the times, which may be another for this one.

    ``start`` and ``end`` are what was typed for this person alone; ``claim`` is None
    while that is no time.
    """

    person: Volunteer
    period: int
    span: Span
    claim: Claim | None
    start: str | None = None
    end: str | None = None

    @property
    def key(self) -> str:
        return f"{self.person.number} {self.period}"

    @property
    def is_own(self) -> bool:
        """Whether this person's time is another than everybody's."""
        return self.start is not None


class RosterForm(forms.Form):
    """
    Who served together, at what, when.

    The hidden ``form`` names the form that was filled in, so that sending it twice
    records the same thing twice. Once valid, ``rows`` are what it says, and ``meant``
    whom the list of people means.
    """

    form = forms.UUIDField(widget=forms.HiddenInput)
    activity = forms.ModelChoiceField(Activity.objects.none(), required=False)
    service_field = forms.ModelChoiceField(ServiceField.objects.all(), required=False)
    people = forms.CharField(
        max_length=MOST_TEXT,
        error_messages={"required": _("Please name at least one person.")},
    )

    def __init__(
        self,
        data: QueryDict,
        *,
        organization: Organization,
        led: VolunteerQuerySet | None = None,
    ) -> None:
        """``led``: whom alone somebody records for who leads a team; None: anybody."""
        super().__init__(data)
        self.organization = organization
        self.led = led
        self.typed = data
        self.fields["activity"] = forms.ModelChoiceField(
            organization.activities.taking_hours().select_related("service_field"),
            required=False,
        )
        typed = [n for n in range(MOST_PERIODS) if f"time{n}-date" in data]
        self.periods = [
            PeriodForm(data, prefix=f"time{n}", is_spare=place > 0)
            for place, n in enumerate(typed or [0])
        ]

    @property
    def activities(self) -> QuerySet[Activity]:
        """Those that ran lately, the latest first."""
        today = timezone.localdate()
        lately = self.organization.activities.taking_hours().filter(
            starts_on__lte=today, ends_on__gte=today - LATELY
        )
        return lately.order_by("-ends_on", "title")[:MOST_ACTIVITIES]

    @cached_property
    def used(self) -> list[PeriodForm]:
        """The times that were filled in; the first in any case."""
        first, *others = self.periods
        return [first, *(one for one in others if not one.is_blank)]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(one.is_valid() for one in self.used)])

    def clean_people(self) -> str:
        text: str = self.cleaned_data["people"]
        too_many = _("At most %(n)s people at once. Please make two rosters of it.") % {
            "n": MOST_PEOPLE
        }
        if pasted.count(text) > pasted.MOST_WORDS:
            raise forms.ValidationError(too_many)
        self.meant = pasted.read(text, organization=self.organization, led=self.led)
        if len(self.meant.people) > MOST_PEOPLE:
            raise forms.ValidationError(too_many)
        return text

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        has_field = said.get("activity") or said.get("service_field")
        if not has_field and not {"activity", "service_field"} & self.errors.keys():
            self.add_error(
                "service_field", _("Please choose an activity, or a field of service.")
            )
        return said

    @cached_property
    def rows(self) -> list[Row]:
        """One for each person and time; only of a valid form."""
        own = self._own_times()
        return [
            self._row(person, n, period, own.get(f"{person.number} {n}"))
            for person in self.meant.people
            for n, period in enumerate(self.used)
        ]

    @property
    def own_times(self) -> list[tuple[str, str, str]]:
        """Person and period, start and end, as typed for that person alone."""
        typed = map(self.typed.getlist, ("own", "own_start", "own_end"))
        return list(zip(*typed, strict=False))

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the page that shows the people takes along, by name."""
        known = {*self.fields, *SEARCH}
        names = [one for one in self.typed if one in known or one[:4] == "time"]
        return [(name, self.typed.getlist(name)[-1]) for name in names]

    def _own_times(self) -> dict[str, tuple[str, str]]:
        """By person and period; where both are emptied, everybody's time holds."""
        return {key: (start, end) for key, start, end in self.own_times if start or end}

    def _row(
        self, person: Volunteer, n: int, period: PeriodForm, own: tuple[str, str] | None
    ) -> Row:
        if own is None:
            return Row(person, n, period.span, self._claim(person, period, period.span))
        try:
            span = span_of(period.cleaned_data["date"], *map(_clock, own))
        except ValueError:
            return Row(person, n, period.span, None, *own)
        return Row(person, n, span, self._claim(person, period, span), *own)

    def _claim(self, person: Volunteer, period: PeriodForm, span: Span) -> Claim:
        said = self.cleaned_data
        claim = Claim(
            volunteer=person,
            organization=self.organization,
            activity=said["activity"],
            service_field=None if said["activity"] else said["service_field"],
            started_at=span[0],
            ended_at=span[1],
            break_minutes=period.pause,
        )
        return named_by(claim, uuid5(said["form"], person.number))
