"""How often one may look whether certificates are good."""

from django.http import HttpRequest

from config.limits import address_of, spend
from recognition.errors import TooManyLooks

A_MINUTE = 60
LOOKS_A_MINUTE = 30  # from one address; guessing 130 bits is hopeless anyway


def limit_looks(request: HttpRequest) -> None:
    """:raises TooManyLooks: after thirty in a minute from one address"""
    subject = f"verify:{address_of(request)}"
    if spend(subject, limit=LOOKS_A_MINUTE, seconds=A_MINUTE):
        raise TooManyLooks
