"""Is what is typed about guardians well-formed?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from volunteers.forms import DistrictField, PhoneField, SiteField
from volunteers.models import ConsentPurpose, District, DocumentType, Guardian, Site
from volunteers.models.consent import NECESSARY
from volunteers.registering.fields import MobileField, NameField
from volunteers.registering.person import PersonForm
from volunteers.rules import Beside, Registration, Signature, Ward

RELATIONS = [("", _("Please choose")), *Guardian.Relation.choices]


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
        choices=RELATIONS,
    )
    consent = forms.BooleanField(label=_("I have read this and agree."))

    @property
    def signature(self) -> Signature:
        """What the rule takes; only of a valid form."""
        said = self.cleaned_data
        return Signature(
            ward_name=said["ward_name"], name=said["name"], relation=said["relation"]
        )


class WardForm(PersonForm):
    """A child to be registered; once valid, ``ward`` is what the rule takes."""

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
    relation = forms.ChoiceField(label=_("You are"), choices=RELATIONS)
    consent = forms.BooleanField(
        label=_("I agree that my child's data is used as said here.")
    )
    guardian_consent = forms.BooleanField(
        label=_("As parent or guardian I agree that my child volunteers.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("The child's name")
        self.fields["name"].help_text = _("As it stands in the document.")
        for name in ("name", "document_number"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    @property
    def special(self) -> Any:
        """What a guardian agrees to."""
        return self.texts[ConsentPurpose.GUARDIAN]

    @property
    def tells_the_age(self) -> str:
        """The field that a wrong age is said at."""
        by_card = self.cleaned_data.get("document_type") == DocumentType.RESIDENT_ID
        return "document_number" if by_card else "birth_date"

    @property
    def ward(self) -> Ward:
        said = self.cleaned_data
        return Ward(
            registration=Registration(
                name=said["name"],
                document_type=said["document_type"],
                document_number=said["document_number"],
                birth_date=said["birth_date"],
                district=said["district"],
                home_site=said["home_site"],
                consents={NECESSARY.value: self.necessary.version},
            ),
            relation=said["relation"],
            version=self.special.version,
        )


class BesideForm(forms.Form):
    """The guardian who has come to the desk and signs."""

    guardian_name = NameField(
        label=_("The guardian's name"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    relation = forms.ChoiceField(label=_("Who they are"), choices=RELATIONS)
    guardian_phone = PhoneField(
        label=_("The guardian's phone"),
        max_length=30,
        required=False,
        help_text=_("With it they can act for the child and take their consent back."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    signed = forms.BooleanField(
        label=_("I have seen their document, and they have signed.")
    )

    def beside(self, version: str) -> Beside:
        """What the rule takes; only of a valid form."""
        said = self.cleaned_data
        return Beside(
            name=said["guardian_name"],
            relation=said["relation"],
            phone=said["guardian_phone"],
            version=version,
        )
