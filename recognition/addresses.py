"""How a certificate is addressed by programs."""

from django.urls import register_converter
from django.urls.converters import get_converters

from recognition.models.certificate import LENGTH, LETTERS

NAME = "certificate"


class CodeConverter:
    """The letters and digits that nobody guesses."""

    regex = f"[{LETTERS}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def register() -> None:
    """Let addresses name a certificate; again: the same."""
    if NAME not in get_converters():
        register_converter(CodeConverter, NAME)
