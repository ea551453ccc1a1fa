"""Whom somebody appoints to what, and for which days."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from volunteers.application_form import PlainField
from volunteers.dates import DayField
from volunteers.models import Account, Appointment, Role
from volunteers.office_errors import NoSuchAppointee, TooManyNames
from volunteers.offices import account_named


class WhoForm(forms.Form):
    """Somebody by number or login; once valid, ``account`` is who it is."""

    who = PlainField(
        label=_("Volunteer number or login"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("The number begins with V. A login is a user name or phone."),
    )
    account: Account

    def __init__(self, *args: Any, by: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        # Nobody is looked for while anything else is wrong.
        if not self.errors:
            try:
                self.account = account_named(said["who"], by=self.by)
            except (NoSuchAppointee, TooManyNames) as refused:
                self.add_error("who", refused.detail)
        return said


class AppointForm(WhoForm):
    role = forms.ChoiceField(label=_("Office"))
    starts_on = DayField(label=_("From"))
    ends_on = DayField(
        label=_("Until"),
        required=False,
        help_text=_("The last day. Without one, until it is ended."),
    )

    field_order = ("role", "who", "starts_on", "ends_on")

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role.value, role.label) for role in roles]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]
        self.initial.setdefault("starts_on", timezone.localdate())


class DeputyForm(WhoForm):
    """Who stands in for which of one's offices, from when to when."""

    office = forms.ChoiceField(label=_("Office"))
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Until"), help_text=_("The last day you are away."))

    field_order = ("office", "who", "starts_on", "ends_on")

    def __init__(self, *args: Any, offices: list[Appointment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {str(one.pk): one for one in offices}
        self.fields["office"].choices = [  # type: ignore[attr-defined]
            (pk, in_words(one)) for pk, one in self.offices.items()
        ]
        self.initial.setdefault("starts_on", timezone.localdate())

    @property
    def appointment(self) -> Appointment:
        return self.offices[self.cleaned_data["office"]]


class EndForm(forms.Form):
    """At once, or after a last day."""

    when = forms.ChoiceField(
        label=_("When does it end?"),
        choices=[("now", _("At once")), ("day", _("After a last day"))],
        widget=forms.RadioSelect,
        initial="now",
    )
    last_day = DayField(label=_("Last day"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("when") == "day" and "last_day" in said and not said["last_day"]:
            self.add_error("last_day", _("Please write the last day."))
        return said

    @property
    def last(self) -> date | None:
        said = self.cleaned_data
        return said["last_day"] if said["when"] == "day" else None


def in_words(one: Appointment) -> str:
    """An office with its place: Approver · Haizhou Youth Volunteers."""
    role = str(Role(one.role).label)
    return f"{role} · {one.place.label}" if one.place else role
