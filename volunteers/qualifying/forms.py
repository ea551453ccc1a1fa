"""Is what somebody says of a paper well-formed?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from volunteers.application_form import PlainField
from volunteers.dates import DayField
from volunteers.models import CredentialKind


class KindField(forms.ModelChoiceField):
    """A kind of paper that is offered, by its name in the reader's language."""

    def __init__(self, **more: Any) -> None:
        super().__init__(CredentialKind.objects.offered(), **more)

    def label_from_instance(self, kind: Any) -> str:
        return str(kind.label)


class CredentialForm(forms.Form):
    kind = KindField(label=_("What it is"), empty_label=_("Please choose"))
    number = PlainField(
        label=_("Its number"),
        min_length=4,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Only the last four characters are kept."),
    )
    issuer = PlainField(label=_("Who issued it"), max_length=100)
    valid_from = DayField(label=_("Valid from"))
    valid_until = DayField(
        label=_("Valid until"),
        required=False,
        help_text=_("The last day. Leave it empty if it does not run out."),
    )
