"""A number and the day from which it is to hold."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken
from config.refusals import say_in
from hours.rules import check_limit
from policies import rules
from volunteers.dates import DayField

MOST = 1_000_000


class NumberForm(forms.Form):
    """Well-formed, and such that the rules would take it."""

    value = forms.IntegerField(
        label=_("New value"),
        min_value=0,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    holds_from = DayField(
        label=_("From"),
        help_text=_("A day to come. What was decided before stays as it was."),
    )

    check = staticmethod(rules.check_number)

    def __init__(self, *args: Any, code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code = code
        tomorrow = timezone.localdate() + timedelta(days=1)
        self.initial.setdefault("holds_from", tomorrow)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.check(code=self.code, at=timezone.now(), **said)
            except RuleBroken as broken:
                say_in(self, broken)
        return said


class LimitForm(NumberForm):
    """The same of a number that an organization sets for itself."""

    check = staticmethod(check_limit)
