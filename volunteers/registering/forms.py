"""Is what somebody says of themselves well-formed? The page and the API ask this."""

from typing import Any

from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from volunteers.forms import LONGEST_PASSWORD, DistrictField, SiteField
from volunteers.models import ConsentPurpose, ConsentText, District, Site
from volunteers.models.consent import NECESSARY
from volunteers.registering.fields import (
    CodeField,
    MobileField,
    OwnEmailField,
)
from volunteers.registering.person import PersonForm
from volunteers.rules import Registration

# Of what is free to choose, what is asked at once; the rest is asked when it is used.
OFFERED = (ConsentPurpose.HONOURS, ConsentPurpose.PROVINCE)


class ContactForm(forms.Form):
    """The phone, or in its place the e-mail, that a code is sent to."""

    phone = MobileField(
        label=_("Mobile number"),
        max_length=30,
        required=False,
        help_text=_("We send a code to it."),
    )
    email = OwnEmailField(label=_("E-mail"), max_length=254, required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        self._clean_contact()
        return self.cleaned_data

    def _clean_contact(self) -> None:
        if "phone" in self.errors:
            return
        if self.cleaned_data["phone"]:
            # Of the two only one is proved, and nothing unproved is kept.
            self.cleaned_data["email"] = ""
            self.errors.pop("email", None)
        elif "email" not in self.errors and not self.cleaned_data["email"]:
            self._refuse(
                "phone",
                _("Please give your mobile number, or your e-mail in its place."),
                code="required",
            )

    def _refuse(self, field: str, sentence: Any, *, code: str = "malformed") -> None:
        self.add_error(field, forms.ValidationError(sentence, code=code))


class RegistrationForm(PersonForm, ContactForm):
    """
    What a person says of themselves to become a volunteer.

    The birth date is asked only where the document does not tell it; the e-mail
    counts only where no phone is given. Once valid, ``registration`` is what
    ``rules.ask_to_register`` takes. A ``kept_password``, hashed, holds as long as no
    other is typed.
    """

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
    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    consent = forms.BooleanField(label=_("I agree that my data is used as said here."))
    consents = forms.MultipleChoiceField(
        choices=[(one.value, one.label) for one in OFFERED], required=False
    )

    def __init__(self, *args: Any, kept_password: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept_password = kept_password
        if kept_password:
            self.fields["password"].required = False
            self.fields["password"].help_text = _(
                "Leave it empty to keep the one you have chosen."
            )

    @property
    def offered(self) -> list[tuple[ConsentText, bool]]:
        """What may be agreed to besides, and whether it was ticked."""
        ticked = self["consents"].value() or []
        return [(self.texts[one], one.value in ticked) for one in OFFERED]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password

    @property
    def registration(self) -> Registration:
        """What the rule takes; only of a valid form."""
        said = self.cleaned_data
        agreed = [NECESSARY.value, *said["consents"]]
        typed = said["password"]
        return Registration(
            name=said["name"],
            document_type=said["document_type"],
            document_number=said["document_number"],
            birth_date=said["birth_date"],
            district=said["district"],
            home_site=said["home_site"],
            phone=said["phone"],
            email=said["email"],
            password=make_password(typed) if typed else self.kept_password,
            consents={one: self.texts[one].version for one in agreed},
        )


class ProofForm(forms.Form):
    code = CodeField(label=_("The six digits"))
