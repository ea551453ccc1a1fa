"""The first letters of a name in pinyin, by which people are looked for."""

import re
import unicodedata
from functools import cache

LONGEST = 50  # characters, as a name

# Surnames that a dictionary of characters misreads (现代汉语词典, 中国姓氏大辞典).
SURNAMES = {
    "单": "s", "單": "s", "仇": "q", "曾": "z", "解": "x", "区": "o", "區": "o",
    "查": "z", "翟": "z", "种": "c", "乐": "y", "樂": "y", "乜": "n", "覃": "q",
    "召": "s", "折": "s", "繁": "p", "秘": "b", "祭": "z", "句": "g", "阚": "k",
    "闞": "k", "佴": "n", "洗": "x", "圈": "j", "隗": "w", "员": "y", "粘": "n",
    "贲": "b", "盖": "g", "朴": "p", "澹": "t", "逄": "p", "蕃": "f", "幺": "y",
    "尉迟": "yc", "尉遲": "yc", "万俟": "mq", "萬俟": "mq", "长孙": "zs",
    "長孫": "zs", "澹台": "tt", "澹臺": "tt",
}  # fmt: skip

# Characters that given names read otherwise than a dictionary's first reading.
GIVEN = {
    "长": "c", "長": "c", "晟": "s", "焘": "t", "燾": "t", "靓": "l", "靚": "l",
    "峤": "q", "嶠": "q", "厦": "x", "廈": "x", "伽": "j", "茄": "q",
}  # fmt: skip

# A word in Latin letters, or any one character.
_PARTS = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’][A-Za-zÀ-ɏ]+)*|.")


def initials(name: str) -> str:
    """
    The first letters of a name, lower case: lxg for 林小港, jlp for Jean-Luc Picard.

    A surname is read as a surname: syx for 单雨欣. What cannot be read is left out;
    empty where nothing can be.
    """
    name = unicodedata.normalize("NFKC", name)
    for length in (2, 1):
        if surname := SURNAMES.get(name[:length]):
            return (surname + _letters(name[length:]))[:LONGEST]
    return _letters(name)[:LONGEST]


def _letters(text: str) -> str:
    return "".join([_letter(part[0]) for part in _PARTS.findall(text)])


@cache
def _letter(character: str) -> str:
    if character in GIVEN:
        return GIVEN[character]
    # Loaded only where somebody registers: its dictionary takes 12 MB.
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin(character, style=Style.NORMAL, errors="ignore")
    spelled = unicodedata.normalize("NFKD", read[0] if read else character).lower()
    return spelled[0] if "a" <= spelled[0] <= "z" else ""
