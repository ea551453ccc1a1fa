"""
The code of a line on a printed roster: whose it is only the sheet's organization finds.

It is made of the sign-up's id alone, says nothing of a person, and does nothing by
itself: it finds the line again, for who enters the sheet.
"""

import base64
import hashlib
import re
from uuid import UUID

BYTES = 5  # eight letters: enough for the lines of one sheet
CODE = re.compile(r"(?<![A-Z0-9])([A-Z2-7]{4})[-–— ]?([A-Z2-7]{4})(?![A-Z0-9])")
MISREAD = str.maketrans("018", "OIB")  # what these letters are easily taken for


def code_of(sign_up: UUID) -> str:
    """Two groups of four letters and digits, to be scanned or typed."""
    digest = hashlib.sha256(b"hours.sheet" + sign_up.bytes).digest()
    letters = base64.b32encode(digest[:BYTES]).decode()
    return f"{letters[:4]}-{letters[4:]}"


def read(text: str) -> tuple[list[str], list[str]]:
    """
    The codes in what was scanned or typed, each once and in its order; and what is
    none, as it was typed.
    """
    typed = text.upper()
    folded = typed.translate(MISREAD)
    found = (f"{first}-{second}" for first, second in CODE.findall(folded))
    # What is folded is as long as what was typed: one letter for another.
    rest = list(typed)
    for one in CODE.finditer(folded):
        rest[one.start() : one.end()] = " " * len(one[0])
    left = re.split(r"[\s,;，；、]+", "".join(rest))
    return list(dict.fromkeys(found)), [one for one in left if one]
