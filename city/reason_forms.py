"""What a reason says, and where it is offered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from city.listed_fields import code_field, place_field
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
    place = place_field()


class NewReasonForm(ReasonForm):
    """The same, and the code that other programs know it by."""

    code = code_field(_("Code of the reason"))

    field_order = ("code", "zh", "en", "occasions", "place")
