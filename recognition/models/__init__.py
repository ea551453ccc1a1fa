from recognition.models.certificate import (
    Certificate,
    CertificateLine,
    CertificateSerial,
)
from recognition.models.key import SigningKey
from recognition.models.stars import StarLevel, StarLevelEvent

__all__ = [
    "Certificate",
    "CertificateLine",
    "CertificateSerial",
    "SigningKey",
    "StarLevel",
    "StarLevelEvent",
]
