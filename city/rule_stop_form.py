"""Why the city stops all rules, or lets them go on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hours.models.rule_stop import LONGEST
from volunteers.application_form import PlainField


class StopForm(forms.Form):
    words = PlainField(
        label=_("Why"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Organizations read it; please name nobody."),
    )
