"""Fields that the forms about activities are made of."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from volunteers.application_form import PlainField

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2200, 1, 1)
MINUTE = "%Y-%m-%dT%H:%M"


def words(label: Any, length: int, *, rows: int = 0, **more: Any) -> PlainField:
    if rows:
        more["widget"] = forms.Textarea(attrs={"rows": rows})
    more.setdefault("required", False)
    return PlainField(label=label, max_length=length, **more)


def day(label: Any, **more: Any) -> forms.DateField:
    this_is_none = _("This is not a day.")
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[
            MinValueValidator(FIRST_DAY, this_is_none),
            MaxValueValidator(LAST_DAY, this_is_none),
        ],
        **more,
    )


def moment(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
    )


def number(label: Any, least: int, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        **more,
    )


def clock(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
