"""Is what is typed about guardians well-formed?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from volunteers.models import Guardian
from volunteers.registering.fields import MobileField, NameField
from volunteers.rules import Signature


class GuardianPhoneForm(forms.Form):
    """The phone of a parent or guardian, named by a young person."""

    phone = MobileField(
        label=_("Mobile number of your parent or guardian"), max_length=30
    )


class OwnPhoneForm(forms.Form):
    """The phone at which a guardian was named."""

    phone = MobileField(
        label=_("Your mobile number"),
        max_length=30,
        help_text=_("We send a code to it."),
    )


class AgreementForm(forms.Form):
    """Who agrees, and for whom."""

    ward_name = NameField(
        label=_("The young person's name"),
        help_text=_("Whole, as it stands in the document."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    name = NameField(label=_("Your own name"))
    relation = forms.ChoiceField(
        label=_("You are"),
        choices=[("", _("Please choose")), *Guardian.Relation.choices],
    )
    consent = forms.BooleanField(label=_("I have read this and agree."))

    @property
    def signature(self) -> Signature:
        """What the rule takes; only of a valid form."""
        said = self.cleaned_data
        return Signature(
            ward_name=said["ward_name"], name=said["name"], relation=said["relation"]
        )
