"""Is what is typed well-formed, where a record becomes the person's own?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from volunteers.guarding.forms import BesideForm
from volunteers.models.consent import NECESSARY
from volunteers.registering.forms import ContactForm, ProofForm
from volunteers.registering.person import PersonForm
from volunteers.rules import Beside, Claimant

AGREE = _("I agree that my data is used as said here.")


class ClaimForm(PersonForm):
    """Who says that a record is theirs, the phone proved."""

    consent = forms.BooleanField(label=AGREE)

    def claimant(self, phone: str) -> Claimant:
        """What the rule takes; only of a valid form."""
        said = self.cleaned_data
        return Claimant(
            name=said["name"],
            document_type=said["document_type"],
            document_number=said["document_number"],
            birth_date=said["birth_date"],
            phone=phone,
            consents={NECESSARY.value: self.necessary.version},
        )


class OfferForm(ContactForm):
    """The phone or e-mail of somebody beside one, and at a desk their document."""

    document_seen = forms.BooleanField(
        label=_("I have seen the document, and it is theirs.")
    )

    def __init__(self, *args: Any, at_desk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("phone", "email"):  # not the clerk's own
            self.fields[name].widget.attrs["autocomplete"] = "off"
        self.fields["phone"].label = _("Their mobile number")
        if not at_desk:
            del self.fields["document_seen"]

    @property
    def to(self) -> str:
        """Where the code goes; only of a valid form."""
        said = self.cleaned_data
        return str(said["phone"] or said["email"])


class LetForm(ProofForm):
    """The code they have read, and their own yes; under 18 a guardian's as well."""

    consent = forms.BooleanField(label=AGREE)

    def __init__(self, *args: Any, needs_guardian: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        data = self.data if self.is_bound else None
        self.beside = BesideForm(data) if needs_guardian else None

    def is_valid(self) -> bool:
        """Both forms are looked at, so that all is said at once."""
        signed = self.beside is None or self.beside.is_valid()
        return super().is_valid() and signed

    def guardian(self, version: str) -> Beside | None:
        """Who has signed, in that wording; only of a valid form."""
        return self.beside.beside(version) if self.beside else None
