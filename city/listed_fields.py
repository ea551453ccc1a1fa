"""Fields of what the city keeps lists of: a code that stays, a place in the list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def code_field(label: Any) -> forms.RegexField:
    return forms.RegexField(
        label=label,
        regex=r"^[a-z][a-z0-9_]*$",
        max_length=30,
        help_text=_("For other programs: small letters, digits and _. It stays."),
        error_messages={
            "invalid": _("Please use small letters, digits and _, a letter first.")
        },
        widget=forms.TextInput(attrs={"autocapitalize": "off", "autocomplete": "off"}),
    )


def place_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Place in the list"),
        help_text=_("The smaller the number, the further up."),
        min_value=1,
        max_value=999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
