"""Is what is typed about a need well-formed?"""

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from activities.fields import day, number, words
from config.file_forms import FileForm
from needs.models import CallResult, Category, Channel, Kind, Proxy, ServesAt
from needs.photos import PhotosField
from needs.rules import Asked, Result
from volunteers.application_form import PlainField
from volunteers.forms import PhoneField, SiteField
from volunteers.models import Site
from volunteers.registering.fields import NameField

MOST_AT_ONCE = 500
MOST_PROBLEMS = 3  # rows of the form; more are told over the API
NUMBERS = re.compile(r"[0-9]{7,}")
STARS = [(n, str(n)) for n in range(5, 0, -1)]


class CategoryField(forms.ModelChoiceField):
    """A kind of need, by its name in the reader's language."""

    def label_from_instance(self, category: Any) -> str:
        return str(category.label)


class CapacityForm(forms.Form):
    """What an organization can take on."""

    at_once = number(
        _("Needs at once"),
        1,
        MOST_AT_ONCE,
        required=False,
        help_text=_("How many you can have in hand. Left empty, nothing is said."),
    )
    times = forms.MultipleChoiceField(
        label=_("When you have people"),
        choices=ServesAt.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class AskForm(FileForm):
    """
    What somebody needs; once valid, ``asked`` is what the rule takes.

    The words are read by those who may help, so they hold no number of anybody.
    """

    category = CategoryField(
        Category.objects.all(),
        label=_("What is it about?"),
        empty_label=_("Please choose"),
    )
    text = PlainField(
        label=_("What is needed"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Organizations read this. Please no names, phone numbers or illnesses."
        ),
    )
    name = NameField(label=_("Your name"))
    area = words(
        _("Roughly where"),
        100,
        help_text=_("Such as a street or a village, as far as you want to say."),
    )
    address = words(
        _("Exact address"),
        200,
        help_text=_("Only who takes it on sees this."),
    )
    site = SiteField(
        Site.objects.all(),
        label=_("Practice site near you"),
        to_field_name="code",
        empty_label=_("Please choose"),
    )
    proxy = forms.ChoiceField(
        label=_("For whom is it?"),
        choices=[("", _("For myself")), *Proxy.choices],
        required=False,
    )
    beneficiary = words(
        _("Their name"), 50, help_text=_("Where you ask for somebody else.")
    )
    wished_on = day(_("By when, if there is a day"), required=False)
    kind = forms.ChoiceField(
        label=_("How large is it?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    urgent = forms.BooleanField(
        label=_("It is urgent"),
        required=False,
        help_text=_("In danger please call 110, 119 or 120."),
    )
    photos = PhotosField()

    def clean_text(self) -> str:
        said: str = self.cleaned_data["text"]
        if NUMBERS.search(said):
            raise forms.ValidationError(
                _("Please leave long numbers out: they have their own fields."),
                code="number",
            )
        return said

    def asked_by(self, phone: str, channel: str) -> Asked:
        """What the rule takes; only of a valid form."""
        said = self.cleaned_data
        return Asked(
            category=said["category"],
            text=said["text"],
            site=said["site"],
            name=said["name"],
            phone=phone,
            channel=channel,
            kind=said["kind"] or Kind.NEED,
            area=said["area"],
            address=said["address"],
            urgent=said["urgent"],
            wished_on=said["wished_on"],
            proxy=said["proxy"],
            beneficiary=said["beneficiary"],
            photos=said["photos"],
        )


class CounterForm(AskForm):
    """The same at a site's counter, where a clerk types what somebody says."""

    phone = PhoneField(
        label=_("Their phone"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    channel = forms.ChoiceField(
        label=_("How it came"),
        choices=[one for one in Channel.choices if one[0] != Channel.ONLINE],
        widget=forms.RadioSelect,
        initial=Channel.COUNTER,
    )
    # Names the form that was filled in: the same sent twice is one need.
    form = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid4)
    field_order = ("category", "text", "name", "phone", "area", "address")

    def __init__(self, *args: Any, sites: "QuerySet[Site]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Their name")
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        self.fields["proxy"] = forms.ChoiceField(
            label=_("For whom is it?"),
            choices=[("", _("For themselves")), *Proxy.choices],
            required=False,
        )
        self.fields["beneficiary"].help_text = _("Where they ask for somebody else.")
        self.fields["site"] = SiteField(
            sites, label=_("Site"), to_field_name="code", empty_label=_("Please choose")
        )

    @property
    def asked(self) -> Asked:
        return self.asked_by(self.cleaned_data["phone"], self.cleaned_data["channel"])


class FollowForm(forms.Form):
    """The number somebody was given."""

    number = forms.CharField(label=_("Number of your need"), max_length=30)


class ReasonForm(forms.Form):
    """Why: whoever it is about reads it."""

    reason = PlainField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class TransferForm(forms.Form):
    """To which office, and what whoever asked is told."""

    to = PlainField(
        label=_("To which office"),
        max_length=50,
        help_text=_("Such as “12345” or the office for housing."),
    )
    answer = PlainField(
        label=_("Answer to the person"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MergeForm(forms.Form):
    """The other one, which goes on."""

    into = forms.CharField(label=_("Number of the other need"), max_length=30)


class SendForm(forms.Form):
    """To which organization: one of those that fit, or another by its name."""

    organization = forms.UUIDField(required=False)
    name = words(_("Another organization, by its name"), 100)


class ClaimForm(forms.Form):
    """For which organization, by which of its teams, and until when."""

    organization = forms.UUIDField(required=False)
    team = forms.UUIDField(required=False)
    agreed_on = day(_("Done by, if you know"), required=False)


class ScheduleForm(forms.Form):
    activity = forms.UUIDField()


class DeliverForm(FileForm):
    """What was found and solved, in a few rows, with photos of it."""

    photos = PhotosField(label=_("Photos of what was done"))

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        for n in range(MOST_PROBLEMS):
            self.fields[f"problem{n}"] = words(_("Problem or task"), 100)
            self.fields[f"count{n}"] = number(
                _("How many"), 1, 9999, required=False, initial=1
            )
            self.fields[f"unsolved{n}"] = forms.BooleanField(
                label=_("Not solved"), required=False
            )

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        return [
            (self[f"problem{n}"], self[f"count{n}"], self[f"unsolved{n}"])
            for n in range(MOST_PROBLEMS)
        ]

    @property
    def results(self) -> list[Result]:
        """What the rule takes; only of a valid form."""
        said = self.cleaned_data
        return [
            Result(
                problem=said[f"problem{n}"],
                solved=not said[f"unsolved{n}"],
                count=said[f"count{n}"] or 1,
            )
            for n in range(MOST_PROBLEMS)
            if said[f"problem{n}"]
        ]


class CallForm(forms.Form):
    """What came of a call."""

    result = forms.ChoiceField(
        label=_("What came of the call"),
        choices=CallResult.choices,
        widget=forms.RadioSelect,
    )
    words = PlainField(
        label=_("What they said"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RateForm(forms.Form):
    """How it was."""

    stars = forms.TypedChoiceField(
        label=_("How was it?"),
        choices=STARS,
        coerce=int,
        widget=forms.RadioSelect,
    )
    words = PlainField(
        label=_("In your words"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
