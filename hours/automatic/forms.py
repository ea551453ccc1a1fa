"""What somebody in office asks of hours that need no look."""

from dataclasses import asdict, fields
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken
from config.refusals import say_in
from hours.automatic.conditions import Conditions, Guardrails
from hours.automatic.errors import (
    WordIsNotEnough,
)
from hours.models import GRADES, ApprovalRule, Evidence
from policies.words import in_words

ENOUGH = {
    Evidence.TIMED: _("Timed"),
    Evidence.WITNESSED: _("Timed or witnessed"),
    Evidence.DECLARED: _("Timed, witnessed or self-reported"),
}
MOST_DAYS = 3660


class RuleForm(forms.Form):
    """Well-formed, and within what the city lets rules do."""

    least_evidence = forms.ChoiceField(
        label=_("Evidence"),
        choices=[(one.value, ENOUGH[one]) for one in GRADES],
        widget=forms.RadioSelect,
    )
    most_minutes = forms.IntegerField(label=_("At most so many minutes"), min_value=1)
    needs_activity = forms.BooleanField(
        label=_("Only hours of an activity"), required=False
    )
    most_days_outside = forms.IntegerField(
        label=_("Days before or after the activity's own"),
        min_value=0,
        max_value=365,
        required=False,
        help_text=_("0: on the activity's days only. Left empty, it does not matter."),
    )
    member_days = forms.IntegerField(
        label=_("Member for so many days"),
        min_value=0,
        max_value=MOST_DAYS,
        required=False,
        help_text=_("Left empty, hours of people who are no members count as well."),
    )
    share = forms.IntegerField(
        label=_("Of a hundred, so many go to a person"), min_value=1, max_value=100
    )

    def __init__(
        self,
        data: Any = None,
        *,
        guardrails: Guardrails,
        latest: ApprovalRule | None = None,
    ) -> None:
        start = Conditions.of(latest) if latest else guardrails.loosest
        super().__init__(data, initial=asdict(guardrails.keep(start)))
        self.guardrails = guardrails
        if not guardrails.takes_declared:
            self._leave_out_declared()
        for name, said in self._bounds().items():
            self.fields[name].help_text = said
        for field in self.fields.values():
            if isinstance(field, forms.IntegerField):
                field.widget.attrs["inputmode"] = "numeric"

    def _leave_out_declared(self) -> None:
        evidence = cast(forms.ChoiceField, self.fields["least_evidence"])
        evidence.choices = [
            (one.value, ENOUGH[one]) for one in GRADES if one != Evidence.DECLARED
        ]
        evidence.error_messages["invalid_choice"] = WordIsNotEnough.sentence

    def _bounds(self) -> dict[str, str]:
        most = in_words("automatic_minutes", self.guardrails.most_minutes)
        least = in_words("automatic_share", self.guardrails.least_share)
        return {
            "most_minutes": gettext("The city lets at most %(most)s.") % {"most": most},
            "share": gettext("Drawn by chance. The city asks for %(least)s or more.")
            % {"least": least},
        }

    @property
    def conditions(self) -> Conditions:
        """What was asked, once it is valid."""
        names = (one.name for one in fields(Conditions))
        return Conditions(**{name: self.cleaned_data[name] for name in names})

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.guardrails.check(self.conditions)
            except RuleBroken as broken:
                say_in(self, broken)
        return said
