"""Is what somebody sends well-formed? Pages and the API ask the same forms."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from volunteers.identifiers import (
    FIRST_BIRTH_YEAR,
    LONGEST_DOCUMENT,
    SHORTEST_DOCUMENT,
    Malformed,
    fold,
    read_phone,
    read_resident_id,
)
from volunteers.models import District, DocumentType, Site
from volunteers.rules import Registration

LONGEST_PASSWORD = 128


class PhoneField(forms.CharField):
    """A phone number, cleaned to +86…"""

    widget = forms.TextInput(
        attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}
    )

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return read_phone(text)
        except Malformed:
            raise forms.ValidationError(
                _("This is not a phone number that can be called."), code="malformed"
            ) from None


class SitesByDistrict(forms.models.ModelChoiceIterator):
    """The sites in groups, one for each district; a script shows the chosen one's."""

    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label)
        sites = self.queryset.select_related("district").order_by("district", "code")
        for district, group in groupby(sites, key=lambda site: site.district):
            yield (district.label, [self.choice(site) for site in group])


class SiteField(forms.ModelChoiceField):
    """A practice site, by its code."""

    iterator = SitesByDistrict

    def label_from_instance(self, site: Any) -> str:
        return str(site.label)


class DistrictField(forms.ModelChoiceField):
    def label_from_instance(self, district: Any) -> str:
        return str(district.label)


class RegistrationForm(forms.Form):
    """
    What a person says of themselves to become a volunteer.

    The birth date is asked only where the document does not tell it. Once valid,
    ``registration`` is what ``rules.register`` takes.
    """

    name = forms.CharField(
        label=_("Name"),
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("As it stands in your document."),
    )
    document_type = forms.ChoiceField(
        label=_("Document"), choices=DocumentType.choices, initial="resident_id"
    )
    document_number = forms.CharField(
        label=_("Document number"),
        max_length=2 * LONGEST_DOCUMENT,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    birth_date = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
    )
    district = DistrictField(
        District.objects.all(), label=_("District"), empty_label=_("Please choose")
    )
    home_site = SiteField(
        Site.objects.all(),
        label=_("Practice station near you"),
        to_field_name="code",
        empty_label=_("Decide later"),
        required=False,
    )
    phone = PhoneField(label=_("Phone number"), max_length=30)
    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    consent = forms.BooleanField(label=_("I agree that my data is used as said here."))

    def clean_birth_date(self) -> date | None:
        born: date | None = self.cleaned_data["birth_date"]
        if born and not date(FIRST_BIRTH_YEAR, 1, 1) <= born <= timezone.localdate():
            raise forms.ValidationError(
                _("This is not a date somebody can be born on."), code="malformed"
            )
        return born

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, number = data.get("document_type"), data.get("document_number")
        if kind and number:
            if kind == DocumentType.RESIDENT_ID:
                self._clean_resident_id(number)
            else:
                self._clean_other_document(number)
        return self.cleaned_data

    def _clean_resident_id(self, number: str) -> None:
        try:
            resident = read_resident_id(number, today=timezone.localdate())
        except Malformed:
            self.add_error(
                "document_number",
                forms.ValidationError(
                    _("A digit seems to be wrong. Please compare it with the card."),
                    code="malformed",
                ),
            )
            return
        self.cleaned_data["document_number"] = resident.number
        # The card knows better than whoever types.
        self.cleaned_data["birth_date"] = resident.birth_date
        self.errors.pop("birth_date", None)

    def _clean_other_document(self, number: str) -> None:
        number = self.cleaned_data["document_number"] = fold(number)
        if not SHORTEST_DOCUMENT <= len(number) <= LONGEST_DOCUMENT:
            self.add_error(
                "document_number",
                forms.ValidationError(
                    _("This number cannot be right. Please check it."),
                    code="malformed",
                ),
            )
        if "birth_date" not in self.errors and not self.cleaned_data.get("birth_date"):
            self.add_error(
                "birth_date",
                forms.ValidationError(
                    _("This document does not tell it, so please give it."),
                    code="required",
                ),
            )

    @property
    def registration(self) -> Registration:
        """What the rule takes; only of a valid form."""
        said = {key: self.cleaned_data[key] for key in Registration.__annotations__}
        return Registration(**said)


class LoginForm(forms.Form):
    """Who signs in: by phone, e-mail or user name."""

    username = forms.CharField(
        label=_("Phone number, e-mail or user name"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none"}
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
