"""One's own certificates, and what another would say."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hours.models import VolunteerOrganizationYear, VolunteerYear
from recognition.certifying.certifiable import Found, certifiable
from volunteers.models import Organization, Volunteer


class PeriodForm(forms.Form):
    """Whose service is certified, from when to when, and by whom."""

    person = forms.ChoiceField(label=_("For"), required=False)
    first = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=_("To"), widget=forms.DateInput(attrs={"type": "date"})
    )
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Recording organization"),
        required=False,
        empty_label=_("All organizations, a line for each"),
    )

    def __init__(self, asked: QueryDict | dict[str, Any], page: "OwnPage") -> None:
        super().__init__(asked)
        fields: dict[str, Any] = self.fields
        fields["person"].choices = [(one.number, one.name) for one in page.people]
        fields["organization"].queryset = page.organizations
        for name in ("first", "last"):
            self.fields[name].widget.attrs.update(
                min=f"{page.first_year}-01-01", max=f"{page.today}"
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day must not be before the first one."))
        return said


@dataclass(frozen=True, slots=True)
class Period:
    """A period to be chosen by one touch; ``year`` is None for all of them."""

    year: int | None
    first: date
    last: date


@dataclass
class OwnPage:
    """What somebody has been given, and what could be certified for them."""

    people: list[Volunteer]
    asked: QueryDict
    today: date

    @cached_property
    def person(self) -> Volunteer:
        """Whom it is about: oneself unless a child is named."""
        named = self.asked.get("person")
        return next((one for one in self.people if one.number == named), self.people[0])

    @cached_property
    def years(self) -> list[int]:
        """The years with hours that count, the newest first."""
        counted = VolunteerYear.objects.filter(volunteer=self.person, minutes__gt=0)
        return list(counted.order_by("-year").values_list("year", flat=True))

    @property
    def first_year(self) -> int:
        return self.years[-1] if self.years else self.today.year

    @cached_property
    def organizations(self) -> Any:
        """Those with hours that count."""
        counted = VolunteerOrganizationYear.objects.filter(
            volunteer=self.person, minutes__gt=0
        )
        named = Organization.objects.filter(pk__in=counted.values("organization"))
        return named.order_by("name")

    @property
    def periods(self) -> list[Period]:
        """Each year with hours, and all of them together."""
        years = [self._period(year, year) for year in self.years[:5]]
        if len(self.years) > 1:
            years.append(self._period(self.first_year, self.years[0], name=None))
        return years

    def _period(self, first: int, last: int, name: int | None = 0) -> Period:
        end = min(date(last, 12, 31), self.today)
        return Period(first if name == 0 else name, date(first, 1, 1), end)

    @cached_property
    def form(self) -> PeriodForm:
        """Filled with the newest year with hours, until something else is asked."""
        if "first" in self.asked or "last" in self.asked:
            return PeriodForm(self.asked, self)
        newest = self._period(*[self.years[0] if self.years else self.today.year] * 2)
        filled = {"person": self.person.number, "organization": ""}
        days = {"first": f"{newest.first}", "last": f"{newest.last}"}
        return PeriodForm(filled | days, self)

    @cached_property
    def found(self) -> Found | None:
        """What the certificate would say; None while the period is not one."""
        if not self.form.is_valid():
            return None
        said = self.form.cleaned_data
        return certifiable(
            volunteer=self.person,
            first=said["first"],
            last=said["last"],
            organization=said["organization"],
        )
