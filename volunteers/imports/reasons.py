"""What stands against a row, cell by cell, in words for whoever brought the file."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOT_A_NAME = _(
    "A name has letters only, with · - ' or spaces between them. Please write it as it"
    " stands in the document."
)
# By code; with %(name)s for the details.
SENTENCES: dict[str, str | Promise] = {
    "empty": _("This must be filled in."),
    "too_long": _("This is longer than %(most)s characters."),
    "not_a_name": NOT_A_NAME,
    "spilled": _(
        "This row has more cells than there are headings. A text with a comma needs"
        " quotation marks around it."
    ),
    "unknown_document_type": _(
        "There is no such kind of document. Please write one of: %(known)s."
    ),
    "wrong_digit": _("A digit seems to be wrong. Please compare it with the card."),
    "digits_lost": _(
        "The spreadsheet has lost the last digits. Please format the column as text"
        " and enter the number again."
    ),
    "not_a_document": _("This number cannot be right. Please check it."),
    "not_a_phone": _("This is not a phone number that can be called."),
    "unknown_district": _(
        "There is no such district. Please give its code (320706) or its name."
    ),
    "unknown_site": _(
        "There is no such practice site. Please give its code or its name."
    ),
    "several_sites": _("Several practice sites have this name. Please give the code."),
    "not_a_date": _("Please write a date, such as 1990-05-01."),
    "not_a_birth_date": _("This is not a date somebody can be born on."),
    "birth_date_needed": _("This document does not tell it, so please give it."),
    "too_young": _("Children under %(age)s cannot be registered yet."),
    "guardian_needed": _(
        "Under %(age)s, people are registered with their parent's or guardian's"
        " consent: please give that person's phone."
    ),
    "document_of_another_row": _(
        "Row %(line)s has the same document and another name."
    ),
    "other_document": _(
        "Somebody of this name, birth date and phone is registered with another"
        " document. Please let a station look at both."
    ),
    # No reasons against the row: it adds nothing, for the person is there already.
    "repeats_row": _("This is the same person as in row %(line)s."),
    "registered": _("This person is registered already."),
    "registered_otherwise": _(
        "This document is registered already, under another name. Nothing is changed."
    ),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: the ``column`` of the cell it is about, its code and details."""

    column: str
    code: str
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """In the language of the moment."""
        return str(SENTENCES[self.code]) % self.details


def in_words(reasons: list[Reason], *, language: str) -> str:
    """All that is to be said about a row, each with the heading of its cell."""
    with translation.override(language):
        return " ".join(f"{one.column}: {one.sentence}" for one in reasons)
