"""Which year is told, as of which day, and of where."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from city import reports
from volunteers.models import District


class AnnualForm(forms.Form):
    """The year before, as of today, of the whole city, unless it says otherwise."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)
    on = forms.DateField(
        label=_("As of the end of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    district = forms.ModelChoiceField(
        District.objects.all(),
        label=_("District"),
        required=False,
        empty_label=_("The whole city"),
    )

    def __init__(self, data: Any, *, today: date) -> None:
        known = reports.years(today=today)
        ended = [year for year in known if year < today.year]
        first = {"year": str((ended or known)[0]), "on": f"{today}", "district": ""}
        super().__init__({**first, **{k: v for k, v in data.items() if v}})
        self._today = today
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            (year, str(year)) for year in known
        ]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self._today:
            raise forms.ValidationError(_("That day has not come yet."))
        return on

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if {"year", "on"} <= said.keys() and said["on"] < date(said["year"], 1, 1):
            self.add_error("on", _("The year had not begun then."))
        return said
