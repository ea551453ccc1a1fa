"""
What a certificate says in short, signed: to be verified without asking anybody.

The text is ``HH1.`` and the statement and its signature, both in base64url. What is
signed is the statement as it stands there, byte for byte; Ed25519 (RFC 8032).
"""

import base64
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.db import IntegrityError, transaction
from django.utils import timezone

from recognition.models import Certificate, SigningKey
from volunteers.sealing import seal, unseal

VERSION = "HH1"
LONGEST = 2_000  # characters


class NotSigned(Exception):
    """The text is no statement of ours, or somebody changed it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is certified, in short names: the text must fit into a code to scan."""

    key: int
    number: str
    code: str
    name: str  # masked
    issuer: str
    first: str
    last: str
    minutes: int
    issued: str

    @property
    def period(self) -> tuple[date, date]:
        return date.fromisoformat(self.first), date.fromisoformat(self.last)


def statement_of(certificate: Certificate) -> Statement:
    """What the certificate says; it never changes, so neither does this."""
    issuer = certificate.organization
    return Statement(
        key=certificate.key_id,
        number=certificate.number,
        code=certificate.code,
        name=certificate.masked_name,
        issuer=issuer.name if issuer else "",
        first=f"{certificate.first_day}",
        last=f"{certificate.last_day}",
        minutes=certificate.minutes,
        issued=f"{certificate.issued_on}",
    )


def sign(statement: Statement, key: SigningKey) -> bytes:
    """The signature of 64 bytes."""
    private = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex(unseal(key.private_sealed))
    )
    return private.sign(_bytes(statement))


def signed_text(certificate: Certificate) -> str:
    """The text of a certificate's second code, and of the file within its PDF."""
    parts = (_bytes(statement_of(certificate)), bytes(certificate.signature))
    return ".".join([VERSION, *map(_encoded, parts)])


def read_signed(text: str, *, keys: dict[int, bytes]) -> Statement:
    """
    The statement in the text, which may stand after an address and ``#``.

    :param keys: the public keys (32 bytes each) by their number
    :raises NotSigned: if it is malformed, of no key of these, or was changed
    """
    try:
        signed = text.strip()[:LONGEST].rpartition("#")[2]
        version, said, signature = signed.split(".")
        if version != VERSION:
            raise NotSigned
        content = _decoded(said)
        statement = _statement(json.loads(content))
        public = Ed25519PublicKey.from_public_bytes(keys[statement.key])
        public.verify(_decoded(signature), content)
    except (ValueError, TypeError, KeyError, InvalidSignature) as error:
        raise NotSigned from error
    return statement


def public_keys() -> dict[int, bytes]:
    """Every key that ever signed, by its number."""
    return {one.number: bytes(one.public) for one in SigningKey.objects.all()}


def newest_key() -> SigningKey:
    """The key that signs; the first time it is made."""
    newest = SigningKey.objects.order_by("number").last()
    return newest or new_key(after=0, at=timezone.now())


def new_key(*, after: int, at: datetime) -> SigningKey:
    """
    The key that follows the one of that number, made unless somebody just made it.
    """
    private = Ed25519PrivateKey.generate()
    try:
        with transaction.atomic():
            return SigningKey.objects.create(
                number=after + 1,
                public=private.public_key().public_bytes_raw(),
                private_sealed=seal(private.private_bytes_raw().hex()),
                made_at=at,
            )
    except IntegrityError:
        return SigningKey.objects.get(number=after + 1)


def _bytes(statement: Statement) -> bytes:
    said = json.dumps(
        asdict(statement), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return said.encode()


def _statement(said: Any) -> Statement:
    if not isinstance(said, dict):
        raise NotSigned
    statement = Statement(**said)
    _ = statement.period, date.fromisoformat(statement.issued)
    return statement


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    padding = "=" * (-len(text) % 4)
    return base64.b64decode((text + padding).encode("ascii"), b"-_", validate=True)
