"""A second net under the logs: what looks like a personal number is masked."""

import logging
import re

# Bounded by what is no letter or digit: a volunteer number (V…) stays readable.
DOCUMENT = re.compile(r"(?<![0-9A-Za-z])\d{17}[0-9Xx](?![0-9A-Za-z])")
MOBILE = re.compile(
    r"(?<![0-9A-Za-z])((?:\+?86[ -]?)?1[3-9]\d)\d{4}(\d{4})(?![0-9A-Za-z])"
)
# Chinese passports since 1997: a letter, a letter or a digit, seven digits.
PASSPORT = re.compile(r"(?<![0-9A-Za-z])[EG][0-9A-Z]\d{7}(?![0-9A-Za-z])")
# The database quotes whole rows in these lines of an error.
QUOTED = re.compile(r"^(DETAIL|CONTEXT|QUERY|LINE \d+):.*$", re.MULTILINE)
ADDRESS = re.compile(r"[^\s<>()\[\]\"'=,;:]+@(?=[\w-]+\.[\w.-]+)")


def mask_numbers(text: str) -> str:
    """The text with numbers of identity cards, passports and mobiles masked."""
    documents_masked = PASSPORT.sub("*" * 9, DOCUMENT.sub("*" * 18, text))
    return MOBILE.sub(r"\1****\2", documents_masked)


def mask(text: str) -> str:
    """The same, and without mail addresses and the rows that a database quotes."""
    return mask_numbers(ADDRESS.sub("***@", QUOTED.sub(r"\1: ***", text)))


class MaskingFormatter(logging.Formatter):
    """
    Masks the finished line, so arguments and tracebacks are looked through as well.

    The first net is not to write such numbers at all.
    """

    def format(self, record: logging.LogRecord) -> str:
        return mask(super().format(record))
