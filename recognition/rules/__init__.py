"""Every act of recognition. One verb, one function, one transaction."""

from recognition.rules.announce_stars import announce_stars
from recognition.rules.certify import certify, certify_for
from recognition.rules.hand_over_stars import hand_over_stars
from recognition.rules.hold_stars import hold_due
from recognition.rules.renew_key import renew_key
from recognition.rules.review_star import decide_star, object_to_star

__all__ = [
    "announce_stars",
    "certify",
    "certify_for",
    "decide_star",
    "hand_over_stars",
    "hold_due",
    "object_to_star",
    "renew_key",
]
