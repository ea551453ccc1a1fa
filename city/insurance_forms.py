"""Is what an organization says of its insurance well-formed?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from volunteers.application_form import PlainField
from volunteers.dates import DayField


class InsuranceForm(forms.Form):
    insurer = PlainField(label=_("Insurer"), max_length=100)
    number = PlainField(
        label=_("Policy number"),
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    covers_from = DayField(label=_("Covers from"))
    covers_until = DayField(label=_("Covers until"), help_text=_("The last day."))
    people = forms.IntegerField(
        label=_("How many people it covers"),
        min_value=1,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    hazard = forms.BooleanField(
        label=_("It also covers service that may be dangerous"), required=False
    )
