"""The secret in the link by which whoever asked rates; it is kept nowhere."""

import hmac

from volunteers.sealing import fingerprint, fingerprints

LENGTH = 24


def rating_key(reference: str) -> str:
    """What only who was sent the message about this need knows."""
    return _short(fingerprint(_named(reference)))


def opens(reference: str, key: str) -> bool:
    """Whether that is the key of this need."""
    kept = (_short(one) for one in fingerprints(_named(reference)))
    return any(hmac.compare_digest(one, key) for one in kept)


def _named(reference: str) -> str:
    return f"need\0rate\0{reference}"


def _short(digest: bytes) -> str:
    return digest.hex()[:LENGTH]
