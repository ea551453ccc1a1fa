"""Is what somebody sends well-formed? Pages and the API ask the same forms."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from volunteers.identifiers import Malformed, read_phone

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
