"""The lot that decides whom to call: whoever draws again finds the same."""

from collections.abc import Iterable
from hashlib import sha256


def lot(seed: str, reference: str) -> str:
    """The lot of a need; the lowest are drawn."""
    return sha256(f"{seed}:{reference}".encode()).hexdigest()


def drawn(references: Iterable[str], *, seed: str, percent: int) -> list[str]:
    """
    So many in a hundred of them, and at least one, by lot.

    :param percent: 0 for none
    """
    known = sorted(references, key=lambda one: lot(seed, one))
    return known[: -(-len(known) * percent // 100)]
