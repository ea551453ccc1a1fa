"""
Is somebody who they say they are? What can be told without meeting them.

``IDENTITY_VERIFIER`` names a function such as ``number_fits``. A city that may ask a
register gives its own, which answers ``CONFIRMED`` or ``FAILED``; one that cannot be
reached answers ``UNVERIFIED``, and a desk looks at the document.
"""

from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from volunteers.identifiers import Malformed, read_resident_id
from volunteers.models import DocumentType, Identity, Volunteer

Verifier = Callable[[Volunteer], Identity]


def number_fits(volunteer: Volunteer) -> Identity:
    """By check digit and birth date of a resident card, which prove its form alone."""
    if volunteer.document_type != DocumentType.RESIDENT_ID:
        return Identity.UNVERIFIED
    try:
        card = read_resident_id(volunteer.document_number, today=timezone.localdate())
    except Malformed:
        return Identity.FAILED
    fits = card.birth_date == volunteer.birth_date
    return Identity.NUMBER_FITS if fits else Identity.FAILED


@cache
def _named(path: str) -> Verifier:
    verifier: Verifier = import_string(path)
    return verifier


def verifier() -> Verifier:
    """The one the city has chosen."""
    return _named(settings.IDENTITY_VERIFIER)
