"""Who somebody is, by name and document: the same questions on every form."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from volunteers.identifiers import (
    LONGEST_DOCUMENT,
    Malformed,
    read_document,
    read_resident_id,
)
from volunteers.models import ConsentText, DocumentType
from volunteers.models.consent import NECESSARY
from volunteers.registering.fields import BirthDateField, NameField

RESIDENCE_PERMITS = ("81", "82", "83")  # of Hong Kong, Macau and Taiwan residents


class PersonForm(forms.Form):
    """Name and document; the birth date counts where the document does not tell it."""

    name = NameField(label=_("Name"), help_text=_("As it stands in your document."))
    document_type = forms.ChoiceField(
        label=_("Document"), choices=DocumentType.choices, initial="resident_id"
    )
    document_number = forms.CharField(
        label=_("Document number"),
        max_length=2 * LONGEST_DOCUMENT,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    birth_date = BirthDateField(label=_("Date of birth"), required=False, max_length=40)

    @cached_property
    def texts(self) -> dict[str, ConsentText]:
        """The wordings that hold today, by purpose."""
        current = ConsentText.objects.current(timezone.localdate())
        return {one.purpose: one for one in current}

    @property
    def necessary(self) -> ConsentText:
        return self.texts[NECESSARY]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, number = data.get("document_type"), data.get("document_number")
        if kind and number:
            if kind == DocumentType.RESIDENT_ID:
                self._clean_resident_id(number)
            else:
                self._clean_other_document(number, kind)
        return self.cleaned_data

    def _clean_resident_id(self, number: str) -> None:
        try:
            resident = read_resident_id(number, today=timezone.localdate())
        except Malformed:
            self._refuse(
                "document_number",
                _("A digit seems to be wrong. Please compare it with the card."),
            )
            return
        self.cleaned_data["document_number"] = resident.number
        # The card knows better than whoever types.
        self.cleaned_data["birth_date"] = resident.birth_date
        self.errors.pop("birth_date", None)

    def _clean_other_document(self, number: str, kind: str) -> None:
        try:
            self.cleaned_data["document_number"] = read_document(number, kind=kind)
        except Malformed:
            self._refuse("document_number", _why_not(number))
        if "birth_date" not in self.errors and not self.cleaned_data.get("birth_date"):
            self._refuse(
                "birth_date",
                _("This document does not tell it, so please give it."),
                code="required",
            )

    def _refuse(self, field: str, sentence: Any, *, code: str = "malformed") -> None:
        self.add_error(field, forms.ValidationError(sentence, code=code))


def _why_not(number: str) -> Any:
    """The sentence for a number that documents of its kind do not have."""
    try:
        resident = read_resident_id(number, today=timezone.localdate())
    except Malformed:
        return _("This number cannot be right. Please check it.")
    if resident.number.startswith(RESIDENCE_PERMITS):
        return _(
            "This is the number of a residence permit. Please choose “Resident"
            " identity card” above."
        )
    return _("This is the number of a resident identity card. Please choose it above.")
