"""
Sealed personal data: AES-GCM with a key outside the database, and a keyed hash.

``FIELD_KEYS`` holds the keys, newest first: the first seals, all of them open.
A sealed value begins with the number of its key, so keys can be changed while
older values stay readable (PIPL art. 51).
"""

import base64
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


@cache
def _ciphers() -> dict[int, AESGCM]:
    return {
        number: AESGCM(base64.urlsafe_b64decode(key))
        for number, key in settings.FIELD_KEYS.items()
    }


def seal(text: str) -> bytes:
    """``text`` encrypted with the newest key; never the same bytes twice."""
    number, cipher = next(iter(_ciphers().items()))
    nonce = os.urandom(NONCE_BYTES)
    return bytes([number]) + nonce + cipher.encrypt(nonce, text.encode(), None)


def unseal(sealed: bytes | memoryview) -> str:
    """
    The text that ``seal`` was given.

    :raises KeyError: if its key is no longer among ``FIELD_KEYS``
    :raises cryptography.exceptions.InvalidTag: if the bytes were tampered with
    """
    sealed = bytes(sealed)
    nonce, content = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    return _ciphers()[sealed[0]].decrypt(nonce, content, None).decode()


def can_unseal(sealed: bytes | memoryview) -> bool:
    """Whether ``sealed`` was sealed with one of today's keys."""
    try:
        unseal(sealed)
    except (KeyError, InvalidTag):
        return False
    return True


def fingerprint(text: str) -> bytes:
    """A keyed hash of ``text``, equal for equal texts: for uniqueness and look-up."""
    return hmac.digest(_hash_key(settings.FIELD_HASH_KEY), text.encode(), "sha256")


@cache
def _hash_key(text: str) -> bytes:
    return base64.urlsafe_b64decode(text)
