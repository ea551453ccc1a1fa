"""Is what is typed of an activity's place, and sent with a code, well-formed?"""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hours.presence.kept import Kept

FARTHEST = 9999  # metres, as the national system has it
PLACES = 5  # of a degree: a metre
LATEST = 4_102_444_800_000  # the year 2100, in milliseconds since 1970


def clock() -> forms.IntegerField:
    """A moment as scripts tell it: milliseconds since 1970."""
    return forms.IntegerField(min_value=0, max_value=LATEST, required=False)


def moment(milliseconds: int | None) -> datetime | None:
    if milliseconds is None:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, tz=UTC)


class PositionForm(forms.Form):
    """Where somebody is, in degrees; as the phone told it, or nothing."""

    latitude = forms.DecimalField(min_value=-90, max_value=90, max_digits=20)
    longitude = forms.DecimalField(min_value=-180, max_value=180, max_digits=20)


class ClockForm(forms.Form):
    """What time it is by the clock of whoever sends this, if their page says so."""

    sent_at = clock()


class WitnessForm(ClockForm):
    """Whether somebody comes or leaves; perhaps a while ago, by the sender's clock."""

    act = forms.ChoiceField(choices=[("in", "in"), ("out", "out")])
    happened_at = clock()

    @property
    def leaves(self) -> bool:
        return bool(self.cleaned_data["act"] == "out")

    def kept(self, *, at: datetime) -> Kept:
        """When it was and was sent; ``at`` where the page's script says nothing."""
        sent_at = moment(self.cleaned_data["sent_at"]) or at
        happened_at = moment(self.cleaned_data["happened_at"]) or sent_at
        return Kept(happened_at=happened_at, sent_at=sent_at)


class PlaceForm(forms.Form):
    """Where an activity is, and how far from there people may check in."""

    radius = forms.IntegerField(
        label=_("Radius in metres"),
        min_value=0,
        max_value=FARTHEST,
        help_text=_("0: nobody compares. A phone is often 50 metres off."),
    )
    latitude = forms.DecimalField(
        label=_("Latitude"),
        min_value=-90,
        max_value=90,
        decimal_places=PLACES,
        required=False,
    )
    longitude = forms.DecimalField(
        label=_("Longitude"),
        min_value=-180,
        max_value=180,
        decimal_places=PLACES,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("radius"):
            for name in ("latitude", "longitude"):
                if said.get(name) is None and name not in self.errors:
                    self.add_error(name, _("A radius is about a place."))
        return said

    @property
    def place(self) -> tuple[Decimal, Decimal] | None:
        said = self.cleaned_data
        if said["latitude"] is None or said["longitude"] is None:
            return None
        return said["latitude"], said["longitude"]


def position_sent(request: HttpRequest) -> tuple[Decimal, Decimal] | None:
    """Where the phone says it is; None if it says nothing that makes sense."""
    form = PositionForm(request.POST)
    if not form.is_valid():
        return None
    return form.cleaned_data["latitude"], form.cleaned_data["longitude"]


def clock_sent(request: HttpRequest) -> datetime | None:
    """What time the phone has; None if it says nothing that makes sense."""
    form = ClockForm(request.POST)
    return moment(form.cleaned_data["sent_at"]) if form.is_valid() else None
