"""Which two records are one person's, which goes on, and whose hours count."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from city.errors import OneRecord, SignInNeeded
from city.models import Side
from city.rules.overlaps import Overlap
from volunteers.application_form import PlainField
from volunteers.errors import NoSuchVolunteer
from volunteers.identifiers import fold
from volunteers.models import Volunteer

# Overlaps that are chosen one by one; what is beyond them is chosen as one.
SHOWN = 100


class NumberField(PlainField):
    """The number of somebody registered, however it is typed; cleaned, the person."""

    def __init__(self, **kwargs: Any) -> None:
        plain = {"autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=50, widget=forms.TextInput(attrs=plain), **kwargs)

    def clean(self, value: Any) -> Volunteer:
        text = super().clean(value)
        found = Volunteer.objects.filter(number=fold(text)).first()
        if found is None:
            raise forms.ValidationError(NoSuchVolunteer().detail, code="not_found")
        return found


class PairForm(forms.Form):
    """Two records by their numbers."""

    one = NumberField(label=_("One number"))
    other = NumberField(label=_("The other number"))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "one" in said and said["one"] == said.get("other"):
            self.add_error("other", OneRecord().detail)
        return said


class OverlapField(forms.ChoiceField):
    """Whose hours count at one time, by the number of the record."""

    widget = forms.RadioSelect
    default_error_messages = {"required": _("Please choose whose hours count here.")}


class OverlapsForm(forms.Form):
    """
    A choice for each overlap: on the first hundred one by one, on the rest as one.

    Fields are named by the overlap's key: a choice is never taken for another's.
    """

    def __init__(
        self,
        *args: Any,
        one: Volunteer,
        other: Volunteer,
        overlaps: Iterable[Overlap],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.one, self.other = one, other
        self.overlaps = list(overlaps)
        for overlap in self.overlaps[:SHOWN]:
            self.fields[f"overlap_{overlap.key}"] = OverlapField(choices=self.records)
        self.more = len(self.overlaps[SHOWN:])
        if self.more:
            self.fields["rest"] = OverlapField(
                label=_("At all other times"), choices=self.records
            )

    @property
    def records(self) -> list[tuple[str, str]]:
        return [
            (one.number, f"{one.masked_name} · {one.number}")
            for one in (self.one, self.other)
        ]

    @property
    def shown(self) -> list[tuple[Overlap, forms.BoundField]]:
        """The overlaps to choose one by one, each with its field."""
        few = self.overlaps[:SHOWN]
        return [(overlap, self[f"overlap_{overlap.key}"]) for overlap in few]

    def choices(self, *, kept: Volunteer) -> dict[str, str]:
        """For each overlap the ``Side`` whose hours count, as the rule wants it."""
        said = self.cleaned_data
        rest = said.get("rest")
        numbers = (
            (one.key, said.get(f"overlap_{one.key}", rest)) for one in self.overlaps
        )
        return {key: side_of(number, kept=kept) for key, number in numbers}


class MergeForm(OverlapsForm):
    """All that is said of two records before they are put together."""

    kept = forms.ChoiceField(label=_("Which record goes on?"), widget=forms.RadioSelect)
    sign_in = forms.ChoiceField(
        label=_("Whose sign-in stays?"),
        widget=forms.RadioSelect,
        help_text=_("The person chooses. The other sign-in ends at once."),
        error_messages={"required": SignInNeeded.sentence},
    )
    reason = PlainField(
        label=_("How do you know that they are one person?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Both records keep it, and the person reads it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].choices = self.records  # type: ignore[attr-defined]
        older = min(self.one, self.other, key=lambda record: record.registered_at)
        self.initial.setdefault("kept", older.number)
        if self.one.account_id and self.other.account_id:
            self.fields["sign_in"].choices = self.records  # type: ignore[attr-defined]
        else:
            del self.fields["sign_in"]

    @property
    def kept_record(self) -> Volunteer:
        return self._record(self.cleaned_data["kept"])

    @property
    def given_record(self) -> Volunteer:
        return self.other if self.kept_record == self.one else self.one

    @property
    def sign_in_side(self) -> str:
        number = self.cleaned_data.get("sign_in")
        return side_of(number, kept=self.kept_record) if number else ""

    def _record(self, number: str) -> Volunteer:
        return self.one if self.one.number == number else self.other


class ApartForm(forms.Form):
    """Why two records that seem alike are two people's."""

    prefix = "apart"
    reason = PlainField(
        label=_("How do you know that they are two people?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("City staff and auditors read it."),
    )


def side_of(number: Any, *, kept: Volunteer) -> str:
    """The ``Side`` of the record with the number, where ``kept`` is the one kept."""
    return Side.KEPT if number == kept.number else Side.GIVEN
