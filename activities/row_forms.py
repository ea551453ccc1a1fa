"""Are times, tasks, and what else is done with an activity, well-formed?"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.fields import clock, day, number, words
from activities.models import Activity
from activities.rules import Times
from activities.rules.plan import MOST_SEATS
from config.templatetags.ui import short_day
from volunteers.application_form import PlainField
from volunteers.models import CredentialKind
from volunteers.qualifying.forms import KindField

OLDEST = 100  # years, that a post may ask for
MOST_OTHERS = 40  # activities to choose from, the next ones


class ShiftForm(forms.Form):
    """A time at which people are needed; ``times`` once it is valid."""

    date = day(_("Day"))
    start = clock(_("Start"))
    end = clock(_("End"))
    seats = number(_("People needed"), 1, MOST_SEATS)
    # The number of the post in the form, from 0.
    post = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        # An end at midnight is the end of the day.
        if {"start", "end"} <= said.keys() and time.min != said["end"] <= said["start"]:
            self.add_error(
                "end",
                _(
                    "The end must be later than the start. What goes past midnight is"
                    " another time, from 0:00 on."
                ),
            )
        return said

    @property
    def times(self) -> Times:
        said = self.cleaned_data
        on, end = said["date"], said["end"]
        last = on + timedelta(days=1) if end == time.min else on
        return Times(
            starts_at=timezone.make_aware(datetime.combine(on, said["start"])),
            ends_at=timezone.make_aware(datetime.combine(last, end)),
            seats=said["seats"],
        )


class PostForm(forms.Form):
    """What somebody does there, and who can; where all do the same, without a name."""

    name = words(_("Name of the task"), 50)
    description = words(_("What one does"), 500, rows=2)
    min_age = number(_("From how many years on"), 0, OLDEST, required=False)
    skill = words(
        _("What one must be able to do"),
        50,
        help_text=_("Take pictures, drive, sign language: who signs up says so."),
    )
    credential = KindField(
        label=_("Licence or paper needed"),
        required=False,
        empty_label=_("None"),
        help_text=_(
            "Only who holds it on that day signs up; your organization or the city has"
            " seen it."
        ),
    )

    @property
    def said(self) -> Mapping[str, Any]:
        return self.cleaned_data | {"min_age": self.cleaned_data["min_age"] or 0}


def kind_choices() -> list[tuple[str, str]]:
    """What ``PostForm`` offers as papers, read at once for many of them."""
    kinds = CredentialKind.objects.offered()
    return [("", str(_("None"))), *((one.pk, one.label) for one in kinds)]


class CancelForm(forms.Form):
    reason = PlainField(
        label=_("Why it does not take place"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Everybody who signed up reads it."),
    )


class InviteForm(forms.Form):
    """A volunteer whom the organizer knows, by number and name."""

    number = forms.CharField(
        label=_("Volunteer number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = PlainField(
        label=_("Name"),
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class OthersField(forms.ModelMultipleChoiceField):
    """Activities by their title and first day, in the reader's language."""

    def label_from_instance(self, one: Any) -> str:
        return f"{one.label} · {short_day(one.starts_on)}"


class ExcludeForm(forms.Form):
    """What nobody comes to who comes to this one: of the same organization."""

    others = OthersField(
        Activity.objects.none(),
        label=_("Who comes to this one cannot come to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, activity: Activity, on: date) -> None:
        excluded = list(activity.excludes.all())
        super().__init__(data, initial={"others": excluded})
        ahead = Q(ends_on__gte=on) & ~Q(state=Activity.State.CANCELLED)
        some = activity.organization.activities.filter(ahead).exclude(pk=activity.pk)
        nearest = list(
            some.order_by("starts_on", "pk").values_list("pk", flat=True)[:MOST_OTHERS]
        )
        known = {*nearest, *(one.pk for one in excluded)}
        self.fields["others"].queryset = Activity.objects.filter(  # type: ignore[attr-defined]
            pk__in=known
        ).order_by("starts_on", "pk")


class UntilForm(forms.Form):
    """Up to which day the last week comes again."""

    until = day(_("Every week, up to"))


class CopyForm(forms.Form):
    first_day = day(_("First day of the new one"))


class SeatsForm(forms.Form):
    """How many people a time that is there needs."""

    seats = number(_("People needed"), 1, MOST_SEATS)

    def __init__(self, data: Any = None, **more: Any) -> None:
        # Beside it stands the form of another time, which has seats too.
        super().__init__(data, auto_id="now_%s", **more)
