"""Secrets of an installation that sets none: made once and kept in one file."""

import base64
import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def load(path: Path) -> dict[str, str]:
    """
    The keys in ``path``, made first when the file is missing.

    Any number of processes may ask at once: the first file linked into place
    is everyone's.
    """
    if not path.exists():
        _create(path)
    try:
        lines = path.read_text().splitlines()
    except PermissionError as error:
        raise ImproperlyConfigured(
            f"{path} belongs to another user. Run as that user, or set your own keys."
        ) from error
    return dict(line.split("=", 1) for line in lines if line)


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w") as file:
            file.writelines(f"{name}={value}\n" for name, value in _fresh().items())
            file.flush()
            os.fsync(handle)
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first: its keys count
    finally:
        Path(draft).unlink()


def _fresh() -> dict[str, str]:
    return {
        "SECRET_KEY": secrets.token_urlsafe(48),
        "FIELD_KEYS": f"1:{_random_bytes()}",
        "FIELD_HASH_KEY": _random_bytes(),
    }


def _random_bytes() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def numbered(text: str) -> dict[int, str]:
    """``"2:key,1:key"`` as ``{2: "key", 1: "key"}``, order kept: newest first."""
    pairs = (part.split(":", 1) for part in text.split(",") if part)
    return {int(number): key for number, key in pairs}
