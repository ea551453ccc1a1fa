"""Our keys and signatures as other programs read them (RFC 7515, 7517, 8037)."""

import base64
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from config.address import address_of
from recognition.models import SigningKey
from volunteers.sealing import unseal


def jwk(number: int, public: bytes) -> dict[str, str]:
    """A public key; ``public`` are its 32 bytes."""
    return {
        "kty": "OKP",
        "crv": "Ed25519",
        "kid": f"{number}",
        "use": "sig",
        "x": base64.urlsafe_b64encode(public).decode().rstrip("="),
    }


def signed(credential: dict[str, Any], key: SigningKey) -> str:
    """The credential as it travels; its header says where the public key is found."""
    private = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex(unseal(key.private_sealed))
    )
    header = {"typ": "vc+jwt", "kid": address_of("recognition:key", key.number)}
    return jwt.encode(credential, private, algorithm="EdDSA", headers=header)
