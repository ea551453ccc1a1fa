"""
Answers kept a day for whoever sends the same again.

The key is stored hashed and the answer sealed with the key itself, for an answer may
be a token: only who knows the key can read it.
"""

import hashlib
import json
import os
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils import timezone

from config.models import IdempotencyKey

KEPT = timedelta(hours=24)
NONCE_BYTES = 12


def known(digest: bytes) -> IdempotencyKey | None:
    """What is kept under the digest; None if it is unknown or too old."""
    fresh = IdempotencyKey.objects.filter(created_at__gt=timezone.now() - KEPT)
    return fresh.filter(digest=digest).first()


def keep(
    digest: bytes, content: bytes, *, key: str, body_digest: bytes, status: int
) -> None:
    """Keep the JSON in ``content`` under the digest, in place of what was there."""
    IdempotencyKey.objects.update_or_create(
        digest=digest,
        defaults={
            "body_digest": body_digest,
            "status": status,
            "sealed_answer": _seal(content, key),
            "created_at": timezone.now(),
        },
    )


def read(kept: IdempotencyKey, *, key: str) -> Any:
    """The answer itself; None if it was empty."""
    sealed = bytes(kept.sealed_answer)
    nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    content = _cipher(key).decrypt(nonce, rest, None)
    return json.loads(content) if content else None


def lock_number(digest: bytes) -> int:
    """The number of the advisory lock under which that answer is made."""
    return int.from_bytes(digest[:8], signed=True)


def _cipher(key: str) -> AESGCM:
    return AESGCM(hashlib.sha256(b"answer\0" + key.encode()).digest())


def _seal(content: bytes, key: str) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, content, None)
