"""What a cell of a file may hold."""

from typing import Any

# First in a file, so that spreadsheets read Chinese as it is meant.
BOM = "\ufeff"
# A text that begins with one of these is a formula to a spreadsheet.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def plain(value: Any) -> Any:
    """Text that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value


def unplain(text: str) -> str:
    """The text without the mark that ``plain`` has put before it."""
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_SIGNS else text
