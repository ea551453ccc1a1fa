"""Is what somebody says about joining an organization well-formed?"""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.errors import RuleBroken
from volunteers.application_form import PlainField
from volunteers.forms import PhoneField
from volunteers.identifiers import fold
from volunteers.models import Account, Membership, Organization
from volunteers.rules import members as rules
from volunteers.rules.members.links import MOST

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


EARLIEST = date(1990, 1, 1)  # no paper is older


ON_PAPER_HINT = _(
    "Only if you keep the signed paper: then the person is a member at once,"
    " and reads that you entered it. Left empty, they are asked."
)


def earliest_paper(agreed_on: date) -> None:
    """:raises ValidationError: if no paper can be so old"""
    if agreed_on < EARLIEST:
        raise forms.ValidationError(
            _("There is nothing so long ago or so far ahead."), code="too_early"
        )


class InviteForm(forms.Form):
    """
    A volunteer by number and name, and the date of their yes if it is on paper.

    Once valid, ``cleaned_data["volunteer"]`` is the person.
    """

    number = forms.CharField(
        label=_("Volunteer number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("It begins with V; the person finds it under “My data”."),
    )
    name = PlainField(
        label=_("Name"),
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    words = PlainField(
        label=_("A word to the person"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    agreed_on = forms.DateField(
        label=_("Agreed on paper on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[earliest_paper],
        help_text=ON_PAPER_HINT,
    )

    def __init__(self, *args: Any, by: Account, **more: Any) -> None:
        super().__init__(*args, **more)
        self.by = by

    def clean(self) -> None:
        said = self.cleaned_data
        if self.errors or not said.get("number") or not said.get("name"):
            return
        try:
            said["volunteer"] = rules.named_person(
                number=said["number"], name=said["name"], by=self.by
            )
        except RuleBroken as refused:
            self.add_error("number", refused.detail)


class InvitePhoneForm(forms.Form):
    phone = PhoneField(
        label=_("Phone number"),
        max_length=30,
        help_text=_(
            "A message is sent. Whether somebody is registered with it, you are not"
            " told; you see their answer."
        ),
    )
    words = PlainField(
        label=_("A word to the person"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class LinkForm(forms.Form):
    name = PlainField(
        label=_("For whom"),
        max_length=50,
        help_text=_("Such as a class, a village or an event."),
    )
    most = forms.IntegerField(
        label=_("How many people at most"),
        min_value=1,
        max_value=MOST,
        initial=50,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class OneForm(forms.Form):
    """The id of one line."""

    one = forms.UUIDField()


class TeamForm(forms.Form):
    name = PlainField(label=_("Name of the team"), max_length=50)
    about = PlainField(
        label=_("What it does"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PlaceForm(forms.Form):
    """A present member by number; ``cleaned_data["membership"]`` once valid."""

    number = forms.CharField(
        label=_("Volunteer number of a member"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    leads = forms.BooleanField(label=_("Leads the team"), required=False)

    def __init__(self, *args: Any, organization: Organization, **more: Any) -> None:
        super().__init__(*args, **more)
        self.organization = organization

    def clean_number(self) -> str:
        number: str = fold(self.cleaned_data["number"])
        held = Membership.objects.current().filter(organization=self.organization)
        named = held.select_related("volunteer")
        membership = named.filter(volunteer__number=number).first()
        if membership is None:
            raise forms.ValidationError(
                _("No member of the organization has this number."), code="unknown"
            )
        self.cleaned_data["membership"] = membership
        return number
