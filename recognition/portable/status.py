"""
Which certificates are good no more, in a list that tells nothing else.

A Bitstring Status List (W3C): a bit for each of 131,072 certificates, in the order in
which they were made. Who asks for a list does not say for whose certificate.
"""

import base64
import gzip
from typing import Any

from django.db.models import Q

from config.address import address_of
from recognition.certifying.signing import newest_key
from recognition.models import Certificate
from recognition.portable.issuer import CREDENTIALS, issuer
from recognition.portable.jose import signed

PURPOSE = "revocation"
LENGTH = 131_072  # certificates; the least that the standard allows


def place_of(certificate: Certificate) -> dict[str, Any]:
    """Where whoever holds the certificate finds its bit."""
    number, index = divmod(certificate.pk, LENGTH)
    link = address_of("recognition:status", number)
    return {
        "id": f"{link}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": PURPOSE,
        "statusListIndex": f"{index}",
        "statusListCredential": link,
    }


def as_list(number: int) -> str:
    """One list as a signed credential, as of now; there is a certificate on it."""
    link, by = address_of("recognition:status", number), issuer()
    credential = {
        "@context": [CREDENTIALS],
        "id": link,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": by,
        "credentialSubject": {
            "id": f"{link}#list",
            "type": "BitstringStatusList",
            "statusPurpose": PURPOSE,
            "encodedList": _bits_of(number),
        },
        "iss": by["id"],
        "jti": link,
    }
    return signed(credential, newest_key())


def _bits_of(number: int) -> str:
    """A bit is set where the certificate is good no more; the first stands leftmost."""
    first = number * LENGTH
    bits = bytearray(LENGTH // 8)
    ended = Certificate.objects.filter(pk__range=(first, first + LENGTH - 1)).exclude(
        Q(revoked_at=None, superseded_by=None)
    )
    for pk in ended.order_by().values_list("pk", flat=True).iterator():
        byte, bit = divmod(pk - first, 8)
        bits[byte] |= 0x80 >> bit
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def is_there(number: int) -> bool:
    """Whether a certificate was made that stands on that list, or on a later one."""
    return Certificate.objects.filter(pk__gte=number * LENGTH).exists()
