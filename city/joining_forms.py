"""Is what somebody says about joining an organization well-formed?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from volunteers.application_form import PlainField
from volunteers.models import Organization

LONGEST = 300


class JoinForm(forms.Form):
    words = PlainField(
        label=_("A word to the organization"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Such as when you have time, or what you can do."),
    )


class ReasonForm(forms.Form):
    """Why somebody is not let in, or has to go: they read it."""

    words = PlainField(
        label=_("The reason, as the person reads it"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class JoiningForm(forms.Form):
    joining = forms.ChoiceField(
        label=_("How people join"),
        choices=Organization.Joining.choices,
        widget=forms.RadioSelect,
    )


class OwnActForm(forms.Form):
    """What somebody does about one line of their own page."""

    act = forms.ChoiceField(
        choices=[(act, act) for act in ("leave", "take_back", "accept", "decline")]
    )
    one = forms.UUIDField()
