"""Days the city works or does not: one, or those of a year as lines."""

import csv
import unicodedata
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from policies.marking import Marked
from policies.models import CalendarDay
from volunteers.dates import DayField, read_date

LONGEST = 50  # characters of a name
MOST = 366  # lines
WORKED = {"班", "上班", "补班", "调休", "调休上班", "working", "work", "worked"}
OFF = {"休", "放假", "休息", "节假日", "off", "holiday"}
KINDS = [("off", _("Nobody works")), ("working", _("Worked instead"))]


class DayForm(forms.Form):
    day = DayField(label=_("Day"))
    kind = forms.ChoiceField(
        label=_("Off or worked"), choices=KINDS, initial="off", widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Holiday"), max_length=LONGEST)

    @property
    def said(self) -> dict[str, Any]:
        """What the rule is told."""
        return {
            "day": self.cleaned_data["day"],
            "is_working": self.cleaned_data["kind"] == "working",
            "name": self.cleaned_data["name"],
        }


class LinesForm(forms.Form):
    """A year as the State Council announces it, from a table or typed."""

    lines = forms.CharField(
        label=_("Days, one a line"),
        help_text=_("Day, off (休) or working (班), holiday: 2027-01-01,休,元旦"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_lines(self) -> list[Marked]:
        text: str = self.cleaned_data["lines"]
        days: dict[date, Marked] = {}
        wrong: list[str] = []
        for number, cells in enumerate(_table(text), start=1):
            if not any(cells) or (number == 1 and _is_head(cells)):
                continue
            try:
                one = _read(cells)
            except ValueError:
                wrong.append(gettext("Line %(n)s cannot be read.") % {"n": number})
            else:
                if days.setdefault(one.day, one) != one:
                    said = gettext("Line %(n)s says otherwise of a day above.")
                    wrong.append(said % {"n": number})
        if len(days) > MOST:
            wrong.append(gettext("These are more days than a year has."))
        if wrong or not days:
            raise forms.ValidationError(wrong[:10] or [gettext("No line tells a day.")])
        return list(days.values())


def _table(text: str) -> list[list[str]]:
    lines = unicodedata.normalize("NFKC", text).lstrip("\ufeff").splitlines()
    comma = "\t" if any("\t" in one for one in lines) else ","
    rows = (next(csv.reader([line], delimiter=comma), []) for line in lines)
    return [[cell.strip() for cell in row] for row in rows]


def _is_head(cells: list[str]) -> bool:
    return not any(one.isdigit() for one in cells[0])


def _read(cells: list[str]) -> Marked:
    """:raises ValueError: if these are no day, kind and name"""
    day, kind, name = cells[:3]
    kind = kind.lower()
    if kind not in WORKED | OFF or not 0 < len(name) <= LONGEST:
        raise ValueError(kind)
    return Marked(read_date(day), kind in WORKED, name)


def years_of(today: date) -> list[int]:
    """The years to choose, the latest first: this one, the next, and those kept."""
    kept = CalendarDay.objects.dates("day", "year")
    return sorted({today.year, today.year + 1, *(one.year for one in kept)})[::-1]
