"""Every act of recognition. One verb, one function, one transaction."""

from recognition.rules.certify import certify, certify_for
from recognition.rules.renew_key import renew_key

__all__ = ["certify", "certify_for", "renew_key"]
