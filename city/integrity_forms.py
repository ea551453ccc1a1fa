"""What the city asks of the integrity centre, and says about a case."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hours.models import FindingState, Reply
from volunteers.application_form import PlainField
from volunteers.models import Organization, RestrictionKind, Volunteer

LONGEST = 1000


class LookForm(forms.Form):
    """The local dates whose service the detectors look at, both included."""

    most_days = 366
    too_many = _("Please choose at most a year.")

    since = forms.DateField(
        label=_("From"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("To"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until > timezone.localdate():
            raise forms.ValidationError(_("Please choose a day up to today."))
        since = self.cleaned_data.get("since")
        if since and until < since:
            raise forms.ValidationError(_("The end comes before the beginning."))
        if since and (until - since).days >= self.most_days:
            raise forms.ValidationError(self.too_many)
        return until


class CaseForm(forms.Form):
    """Where the case goes, and why."""

    state = forms.ChoiceField(label=_("The case is"), widget=forms.RadioSelect)
    words = PlainField(
        label=_("In words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "What was looked at and found. It stays with the case; an organization that"
            " was asked reads it."
        ),
    )

    def __init__(self, *args: Any, following: list[FindingState], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["state"]
        field.choices = [  # type: ignore[attr-defined]
            (one.value, WORDS[one]) for one in following
        ]

    @property
    def chosen(self) -> FindingState:
        return FindingState(self.cleaned_data["state"])


WORDS = {
    FindingState.OPEN: _("open again"),
    FindingState.ASKED: _("asked: somebody is to explain it"),
    FindingState.EXPLAINED: _("explained: there is a good reason"),
    FindingState.CONFIRMED: _("confirmed: these hours are not right"),
}


class TakeBackForm(forms.Form):
    """Why the hours that show a case are taken back: their volunteers read it."""

    words = PlainField(
        label=_("Why"),
        max_length=LONGEST // 2,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whose hours they are, and the organization, read it."),
    )


class RestrictionForm(forms.Form):
    """What is withheld, from whom, until the end of which day, and why."""

    kind = forms.ChoiceField(label=_("What is withheld"), widget=forms.RadioSelect)
    people = forms.MultipleChoiceField(
        label=_("Who"), widget=forms.CheckboxSelectMultiple, required=False
    )
    until = forms.DateField(
        label=_("Up to and with"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    words = PlainField(
        label=_("Why"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who it is about reads it, and may say that it is not right."),
    )

    def __init__(
        self,
        *args: Any,
        people: Sequence[Volunteer],
        organization: Organization | None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        kinds = [one for one in RestrictionKind if one.is_of_people and people]
        kinds += [RestrictionKind.PUBLISHING] if organization else []
        self._choose("kind", [(one.value, one.label) for one in kinds])
        self._choose(
            "people",
            [(one.number, f"{one.masked_name} {one.number}") for one in people],
        )
        self.named = {one.number: one for one in people}
        self.organization = organization

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("Please choose a day from today on."))
        return until

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        kind = said.get("kind")
        is_of_people = kind is not None and RestrictionKind(kind).is_of_people
        if is_of_people and not said.get("people") and "people" not in self.errors:
            self.add_error("people", _("Please choose whom it is about."))
        return said

    @property
    def whom(self) -> list[Volunteer] | Organization:
        """Whom the chosen kind is withheld from."""
        if self.cleaned_data["kind"] == RestrictionKind.PUBLISHING:
            return cast("Organization", self.organization)
        return [self.named[number] for number in self.cleaned_data["people"]]


class LiftForm(forms.Form):
    """Why something is withheld no longer."""

    words = PlainField(
        label=_("Why it ends now"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Who it was about reads it."),
    )


class AnswerForm(forms.Form):
    """What the organization says."""

    words = PlainField(
        label=_("Your answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DrawForm(LookForm):
    """How many counted sessions of which days are drawn, perhaps by a known seed."""

    # All sessions of these days are put in order while somebody waits.
    most_days = 31
    too_many = _("Please choose at most 31 days.")

    size = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        max_value=5_000,
        initial=200,
        help_text=_("Every organization gives at least one, the rest by its share."),
    )
    seed = PlainField(
        label=_("Seed"),
        max_length=40,
        required=False,
        help_text=_("Left empty, chance gives one. The same draws the same again."),
    )


NO_ANSWER = dict.fromkeys(
    ("required", "invalid_choice"), _("Please choose one of the answers.")
)


class ReplyForm(forms.Form):
    """What somebody says about hours that were drawn."""

    drawn = forms.UUIDField(widget=forms.HiddenInput)
    reply = forms.ChoiceField(
        choices=[(Reply.CONFIRMED, ""), (Reply.DENIED, "")],
        error_messages=NO_ANSWER,
    )
    words = PlainField(label=_("A word on it"), max_length=LONGEST // 2, required=False)


class NoteForm(ReplyForm):
    """What city staff heard, or that they reached nobody."""

    reply = forms.ChoiceField(
        choices=[one for one in Reply.choices if one[0]], error_messages=NO_ANSWER
    )
