"""Fields that the forms about activities are made of."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from volunteers.application_form import PlainField
from volunteers.models import Site
from volunteers.models.point import Point

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2200, 1, 1)
MINUTE = "%Y-%m-%dT%H:%M"
OFFERED = 5  # names, where several sites fit
# Degrees of latitude and longitude as maps show them, with any mark in between.
DEGREES = re.compile(r"(-?\d{1,3}(?:\.\d+)?)\s*[,，、;\s]\s*(-?\d{1,3}(?:\.\d+)?)")
NORTHMOST = 60  # of the country, and well west of it: what is larger is a longitude


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


def sites_named(name: str) -> list[Site]:
    """
    The sites that may be meant by a code or a part of a name, a few of them; one alone
    if it is called exactly so.
    """
    fits = Q(name__icontains=name) | Q(name_en__icontains=name) | Q(code=name)
    sites = Site.objects.filter(fits).select_related("district").order_by("code")
    found = list(sites[: OFFERED + 1])
    exactly = [one for one in found if name in (one.name, one.name_en, one.code)]
    return exactly if len(exactly) == 1 else found


class FieldField(forms.ModelChoiceField):
    """A field of service, by its name in the reader's language."""

    def label_from_instance(self, field: Any) -> str:
        return str(field.label)


class FurtherFields(forms.ModelMultipleChoiceField):
    """Several of them."""

    def label_from_instance(self, field: Any) -> str:
        return str(field.label)


class PointField(PlainField):
    """Where something is, in degrees; None if nothing is said."""

    def to_python(self, value: Any) -> Any:
        said = super().to_python(value)
        if not said:
            return None
        match = DEGREES.fullmatch(said)
        first, second = map(float, match.groups()) if match else (999.0, 999.0)
        # Some maps say it the other way round.
        if abs(first) > NORTHMOST >= abs(second):
            first, second = second, first
        if abs(first) > NORTHMOST or abs(second) > 180:
            raise forms.ValidationError(
                _("Please write two numbers, such as 34.5967, 119.1788.")
            )
        return Point(first, second)

    def run_validators(self, value: Any) -> None:
        """It is a point already."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Point):
            return f"{value.latitude}, {value.longitude}"
        return value
