"""Dates as people write them."""

import re
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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


class DayField(forms.CharField):
    """A local date however it is written; the browser offers a calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=30, **kwargs)

    def clean(self, value: Any) -> date | None:
        text = super().clean(value.isoformat() if isinstance(value, date) else value)
        if not text:
            return None
        try:
            return read_date(text)
        except ValueError:
            raise forms.ValidationError(
                _("Please write a date, such as 2026-12-01."), code="malformed"
            ) from None
