"""How the number of a need stands in an address."""

import re

from django.urls import register_converter
from django.urls.converters import get_converters

from needs.models.need import LETTERS
from volunteers.identifiers import fold

NAME = "need"
REFERENCE = re.compile(rf"[0-9]{{8}}[{LETTERS}]{{8}}")
FOUR = f"[{LETTERS}{LETTERS.lower()}]{{4}}"


class ReferenceConverter:
    """A day and eight letters; however they are typed, in one form."""

    regex = rf"[0-9]{{8}}-?{FOUR}-?{FOUR}"

    def to_python(self, value: str) -> str:
        return fold(value)

    def to_url(self, value: str) -> str:
        return value


def read_reference(text: str) -> str:
    """The number in ``text`` in one form; empty where it cannot be one."""
    reference = fold(text)
    return reference if REFERENCE.fullmatch(reference) else ""


def register() -> None:
    """Let addresses hold ``<need:reference>``."""
    if NAME not in get_converters():
        register_converter(ReferenceConverter, NAME)
