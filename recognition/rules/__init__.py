"""Every act of recognition. One verb, one function, one transaction."""

from recognition.rules.certify import certify
from recognition.rules.renew_key import renew_key

__all__ = ["certify", "renew_key"]
