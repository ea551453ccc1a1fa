"""Names of people as they stand in their documents: are they well-formed?"""

import re
import unicodedata

LONGEST_NAME = 50  # characters
# As nearly everybody is called; the rest is looked at character by character.
PLAIN = re.compile(r"[\u4e00-\u9fff]{1,50}")
# The dots people type between the parts of a name, in one form: 阿依努尔·买买提.
DOTS = dict.fromkeys(map(ord, "•‧・･∙⋅᛫●"), "·")
# Beside letters and their marks: 玛丽·居里, Jean-Luc, O'Neil, J. R. Smith
BETWEEN = frozenset("·-'’. ")
# Planes of rare characters, where new ones are still being added.
RARE = range(0x20000, 0x3FFFE)


class NotAName(ValueError):
    """There is something in the text that no name has."""


def read_name(text: str) -> str:
    """
    The name in ``text``, in one form, so that the same name is equal.

    Marks of writing direction and of no width, which come along when text is
    copied, are left out; so are spaces between Chinese characters.

    :raises NotAName: if it is empty, too long, or has what no name has
    """
    if PLAIN.fullmatch(text):
        return text
    text = "".join(map(_narrow, text)).translate(DOTS)
    text = "".join(c for c in text if not _is_invisible(c))
    text = unicodedata.normalize("NFC", re.sub(r"\s+", " ", text).strip())
    closed = text.replace(" ", "")
    name = closed if closed and all(map(_is_chinese, closed)) else text
    if not 0 < len(name) <= LONGEST_NAME:
        raise NotAName(name)
    if not all(map(_may_stand_in_a_name, name)) or not any(map(_is_letter, name)):
        raise NotAName(name)
    return name


def _narrow(character: str) -> str:
    """Full-width Latin letters and signs in their usual form; the rest as it is."""
    code = ord(character)
    return chr(code - 0xFEE0) if 0xFF01 <= code <= 0xFF5E else character


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf"


def _is_letter(character: str) -> bool:
    is_letter = unicodedata.category(character)[0] == "L"
    return is_letter or character == "〇" or ord(character) in RARE


def _may_stand_in_a_name(character: str) -> bool:
    is_mark = unicodedata.category(character)[0] == "M"
    return character in BETWEEN or is_mark or _is_letter(character)


def _is_chinese(character: str) -> bool:
    named = unicodedata.name(character, "")
    return (
        character == "·"
        or character == "〇"
        or ord(character) in RARE
        or named.startswith("CJK")
    )
