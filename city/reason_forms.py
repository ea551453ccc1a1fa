"""What a reason says, and where it is offered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hours.models import Occasion


class ReasonForm(forms.Form):
    """The words in both languages, on which occasions, and where in the list."""

    zh = forms.CharField(label=_("In Chinese"), max_length=100)
    en = forms.CharField(label=_("In English"), max_length=100)
    occasions = forms.MultipleChoiceField(
        label=_("Offered when"),
        choices=Occasion.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    place = forms.IntegerField(
        label=_("Place in the list"),
        help_text=_("The smaller the number, the further up."),
        min_value=1,
        max_value=999,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class NewReasonForm(ReasonForm):
    """The same, and the code that other programs know it by."""

    code = forms.RegexField(
        label=_("Code of the reason"),
        regex=r"^[a-z][a-z0-9_]*$",
        max_length=30,
        help_text=_("For other programs: small letters, digits and _. It stays."),
        error_messages={
            "invalid": _("Please use small letters, digits and _, a letter first.")
        },
        widget=forms.TextInput(attrs={"autocapitalize": "off", "autocomplete": "off"}),
    )

    field_order = ("code", "zh", "en", "occasions", "place")
