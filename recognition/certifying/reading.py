"""The signed statement in what somebody holds: a PDF of ours, or its text."""

import base64
import json
from io import BytesIO

import pikepdf

from recognition.certifying.signing import LONGEST

ATTACHED = "certificate.hh1"


class NoStatement(Exception):
    """There is none in the file."""


def signed_in(content: bytes) -> str:
    """
    The signed text of a certificate's PDF, or of a file with nothing else.

    :raises NoStatement: if it holds none
    """
    if content.startswith(b"%PDF-"):
        content = _attached(content)
    try:
        return content[: 4 * LONGEST].decode("ascii").strip()
    except UnicodeDecodeError:
        raise NoStatement from None


def _attached(content: bytes) -> bytes:
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            return pdf.attachments[ATTACHED].get_file().read_bytes()
    except (pikepdf.PdfError, KeyError):
        raise NoStatement from None


def keys_in(content: bytes) -> dict[int, bytes]:
    """
    The public keys of a file saved from the page that publishes them.

    :raises json.JSONDecodeError: if it is no such file
    """
    return {
        int(one["kid"]): base64.urlsafe_b64decode(one["x"] + "=")
        for one in json.loads(content)["keys"]
    }
