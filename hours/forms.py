"""Is what somebody types about service well-formed?"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, ServiceField
from config.file_forms import FileForm
from hours.models import Session
from hours.rules import Claim
from notices.attaching.field import AttachmentsField
from volunteers.models import Organization, Volunteer

MOST_DAYS = 31
LONGEST = 960  # minutes, what a city may accept of one day
NEXT_DAY_WITHIN = 720  # an end before the start is the next day's, so many minutes on
FIRST_YEAR, LAST_YEAR = 1900, 2200
OTHER = "other"


def read_day(text: str) -> date:
    """
    A local date somebody alive can have served on.

    :raises ValueError: if it is none
    """
    day = date.fromisoformat(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day


class DaysField(forms.Field):
    """Some local dates, each once, in order."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: list[str] | None) -> list[date]:
        try:
            days = {read_day(text) for text in value or [] if text}
        except ValueError:
            raise forms.ValidationError(_("This is not a day.")) from None
        if len(days) > MOST_DAYS:
            raise forms.ValidationError(_("Please log at most a month at once."))
        return sorted(days)


class MovedField(forms.Field):
    """Days whose time is another: ``2026-11-22 12:00 150``, day, start, minutes."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: list[str] | None) -> dict[date, tuple[time, int]]:
        moved = {}
        for text in value or []:
            try:
                day, start, minutes = text.split()
                length = min(int(minutes), LONGEST)
                moved[read_day(day)] = time.fromisoformat(start), length
            except ValueError:
                raise forms.ValidationError(_("This is not a day.")) from None
        return moved


class AnswerForm(FileForm):
    """What somebody says about a session, with pictures of it."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    attached = AttachmentsField()

    def __init__(self, *args: Any, label: str | Promise = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["text"].label = str(label)


class LogForm(forms.Form):
    """
    What one has done: for whom, on which days, from when and for how long.

    Once valid, ``claims`` is one claim a day. The hidden ``form`` names the form
    that was filled in, so that sending it twice claims the same thing twice.
    """

    form = forms.UUIDField(widget=forms.HiddenInput)
    replaces = forms.UUIDField(widget=forms.HiddenInput, required=False)
    organization = forms.CharField(
        error_messages={"required": _("Please choose the organization.")}
    )
    other = forms.ModelChoiceField(Organization.objects.active(), required=False)
    activity = forms.ModelChoiceField(
        Activity.objects.taking_hours().select_related("service_field"), required=False
    )
    service_field = forms.ModelChoiceField(ServiceField.objects.all(), required=False)
    days = DaysField(required=False)
    earlier = forms.DateField(
        required=False,
        validators=[
            MinValueValidator(date(FIRST_YEAR, 1, 1), _("This is not a day.")),
            MaxValueValidator(date(LAST_YEAR, 1, 1), _("This is not a day.")),
        ],
    )
    moved = MovedField(required=False)
    split = forms.BooleanField(required=False)
    start = forms.TimeField()
    how = forms.ChoiceField(choices=[("length", ""), ("end", "")])
    length = forms.IntegerField(min_value=1, max_value=LONGEST, required=False)
    end = forms.TimeField(required=False)
    break_minutes = forms.IntegerField(min_value=0, max_value=LONGEST, required=False)
    note = forms.CharField(max_length=500, required=False)

    def __init__(self, data: QueryDict, *, volunteer: Volunteer) -> None:
        super().__init__(data)
        self.volunteer = volunteer

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        self._clean_organization(said)
        self._clean_days(said)
        chosen = said.get(said.get("how", ""))
        if chosen is None and not {"how", "length", "end"} & self.errors.keys():
            self.add_error(said["how"], _("Please say how long it took."))
        if replaced := said.get("replaces"):
            own = Session.objects.filter(volunteer=self.volunteer)
            said["replaces"] = own.filter(pk=replaced).first()
        return said

    def _clean_organization(self, said: dict[str, Any]) -> None:
        chosen = said.get("organization")
        if not chosen:
            return
        if chosen == OTHER:
            said["organization"] = said.get("other")
        else:
            said["organization"] = organization_named(chosen)
        if said["organization"] is None:
            self.add_error("organization", _("Please choose the organization."))
            return
        activity = said.get("activity")
        if activity and activity.organization_id != said["organization"].pk:
            said["activity"] = activity = None
        if not activity and not said.get("service_field"):
            self.add_error(
                "service_field", _("Please choose a field of service, or an activity.")
            )

    def _clean_days(self, said: dict[str, Any]) -> None:
        days = set(said.get("days") or [])
        if said.get("earlier"):
            days.add(said["earlier"])
        if not days and not {"days", "earlier"} & self.errors.keys():
            self.add_error("days", _("Please choose at least one day."))
        said["days"] = sorted(days)

    def claims(self) -> list[Claim]:
        """One claim a day; only of a valid form."""
        return [self._claim(day) for day in self.cleaned_data["days"]]

    def _claim(self, day: date) -> Claim:
        said = self.cleaned_data
        start, minutes = said["moved"].get(day) or (said["start"], self.minutes)
        started_at = timezone.make_aware(datetime.combine(day, start))
        claim = Claim(
            volunteer=self.volunteer,
            organization=said["organization"],
            activity=said["activity"],
            service_field=None if said["activity"] else said["service_field"],
            started_at=started_at,
            ended_at=started_at + timedelta(minutes=minutes),
            break_minutes=said["break_minutes"] or 0,
            note=said["note"],
            replaces=said["replaces"],
        )
        return named_by(claim, said["form"])

    @property
    def minutes(self) -> int:
        """From start to end; nought or less where the end is not later."""
        said = self.cleaned_data
        if said["how"] == "length":
            return int(said["length"])
        start, end = minute_of(said["start"]), minute_of(said["end"])
        past_midnight = end + 1440 - start
        if end < start and past_midnight <= NEXT_DAY_WITHIN:
            return past_midnight
        return end - start


def minute_of(clock: time) -> int:
    """The minute of the day: 9:30 is 570."""
    return clock.hour * 60 + clock.minute


def named_by(claim: Claim, form: UUID) -> Claim:
    """The claim under an id that is the same for the same claim of the same form."""
    what = (
        claim.organization.pk,
        claim.activity and claim.activity.pk,
        claim.service_field and claim.service_field.pk,
        claim.started_at.isoformat(),
        claim.ended_at.isoformat(),
        claim.break_minutes,
        claim.note,
    )
    return replace(claim, id=uuid5(form, "\n".join(map(str, what))))


def organization_named(text: str) -> Organization | None:
    """The organization with that id; the rules say whether it takes hours."""
    try:
        return Organization.objects.public().filter(pk=UUID(text)).first()
    except ValueError:
        return None
