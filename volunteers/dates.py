"""Dates as people write them."""

import re
import unicodedata
from datetime import date

# 1990-05-01, 1990/5/1, 1990年5月1日, 19900501, and as a spreadsheet keeps a day
DATE = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))"
    r"(?:[T ]00:00(?::00)?)?",
    re.ASCII,
)


def read_date(text: str) -> date:
    """
    The date in ``text``, in the order year, month, day.

    :raises ValueError: if it is none
    """
    found = DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        raise ValueError(text)
    year, month, day, month_too, day_too = found.groups()
    return date(int(year), int(month or month_too), int(day or day_too))
