"""
Sealed personal data: AES-GCM with a key outside the database, and a keyed hash.

``FIELD_KEYS`` holds the keys, newest first: the first seals, all of them open.
A sealed value begins with the number of its key, so keys can be changed while
older values stay readable (PIPL art. 51).

``FIELD_HASH_KEY`` makes the hashes. While it is changed, ``FIELD_HASH_KEY_NEXT`` makes
a second one of what must be unique, and ``FIELD_HASH_KEYS_OLD`` made those that are
still to be found. ``manage.py rotate_keys`` brings what is kept to today's keys.
"""

import base64
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12
# What is raised of a value whose key is gone, or that never was one.
LOST = (KeyError, IndexError, InvalidTag)


@cache
def _cipher(key: str) -> AESGCM:
    return AESGCM(base64.urlsafe_b64decode(key))


def newest_key() -> int:
    """The number of the key that seals."""
    return next(iter(settings.FIELD_KEYS))


def seal(text: str) -> bytes:
    """``text`` encrypted with the newest key; never the same bytes twice."""
    number = newest_key()
    nonce = os.urandom(NONCE_BYTES)
    cipher = _cipher(settings.FIELD_KEYS[number])
    return bytes([number]) + nonce + cipher.encrypt(nonce, text.encode(), None)


def unseal(sealed: bytes | memoryview) -> str:
    """
    The text that ``seal`` was given.

    :raises KeyError: if its key is no longer among ``FIELD_KEYS``
    :raises cryptography.exceptions.InvalidTag: if the bytes were tampered with
    """
    sealed = bytes(sealed)
    nonce, content = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    cipher = _cipher(settings.FIELD_KEYS[sealed[0]])
    return cipher.decrypt(nonce, content, None).decode()


def can_unseal(sealed: bytes | memoryview) -> bool:
    """Whether ``sealed`` was sealed with one of today's keys."""
    try:
        unseal(sealed)
    except LOST:
        return False
    return True


def seal_for_browser(text: str) -> str:
    """``text`` sealed, for the session of a browser."""
    return seal(text).hex()


def unseal_from_browser(kept: str) -> str:
    """The text, or none if its key went while the browser was away."""
    try:
        return unseal(bytes.fromhex(kept))
    except LOST:
        return ""


def fingerprint(text: str, *, key: str = "") -> bytes:
    """
    A keyed hash of ``text``, equal for equal texts: for uniqueness and counting.

    :param key: another than today's
    """
    made_by = _hash_key(key or settings.FIELD_HASH_KEY)
    return hmac.digest(made_by, text.encode(), "sha256")


def hash_keys() -> list[str]:
    """Every key whose hashes may be kept: today's, the next, then older ones."""
    later = settings.FIELD_HASH_KEY_NEXT
    every = (settings.FIELD_HASH_KEY, later, *settings.FIELD_HASH_KEYS_OLD)
    return list(dict.fromkeys(key for key in every if key))


def fingerprints(text: str) -> list[bytes]:
    """All hashes ``text`` may be kept by, today's first: for every look-up."""
    return [fingerprint(text, key=key) for key in hash_keys()]


def next_fingerprint(text: str) -> bytes | None:
    """
    The hash for the second unique column, while there is a next key.

    Programs with the settings of before and after share it: what both write at the
    same moment is refused as the same.
    """
    later = settings.FIELD_HASH_KEY_NEXT
    return fingerprint(text, key=later) if later else None


@cache
def _hash_key(text: str) -> bytes:
    return base64.urlsafe_b64decode(text)
