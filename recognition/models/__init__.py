from recognition.models.certificate import (
    Certificate,
    CertificateLine,
    CertificateSerial,
)
from recognition.models.key import SigningKey
from recognition.models.star_review import ReviewOutcome, ReviewReason, StarReview
from recognition.models.stars import StarAward, StarNotice, StarState

__all__ = [
    "Certificate",
    "CertificateLine",
    "CertificateSerial",
    "ReviewOutcome",
    "ReviewReason",
    "SigningKey",
    "StarAward",
    "StarNotice",
    "StarReview",
    "StarState",
]
