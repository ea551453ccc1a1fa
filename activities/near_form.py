"""Is what somebody says of where they are well-formed?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.fields import words
from activities.models import ServiceField
from volunteers.models.point import Point

MOST_PAGES = 50


def _degrees(most: int) -> forms.FloatField:
    return forms.FloatField(required=False, min_value=-most, max_value=most)


class NearForm(forms.Form):
    """
    Near which site, or near where the browser says one is.

    ``refused`` is sent where somebody did not want to say, or the browser cannot.
    """

    place = words(_("Near which site"), 150)
    latitude = _degrees(85)
    longitude = _degrees(180)
    refused = forms.BooleanField(required=False)
    service_field = forms.ModelChoiceField(ServiceField.objects.all(), required=False)
    free_seats = forms.BooleanField(required=False)
    accessible = forms.BooleanField(required=False)
    page = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)

    @property
    def point(self) -> Point | None:
        """Where the browser says one is, to about a kilometre; no better is kept."""
        said: dict[str, Any] = self.cleaned_data
        latitude, longitude = said.get("latitude"), said.get("longitude")
        if latitude is None or longitude is None:
            return None
        return Point(latitude, longitude).rounded()
