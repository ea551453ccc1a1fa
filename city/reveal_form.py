"""What somebody asks to see unmasked, and what for."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from volunteers.application_form import PlainField
from volunteers.errors import SayWhy
from volunteers.models import Kind, Reason, Volunteer
from volunteers.reveals import Right
from volunteers.rules import needs_words

LONGEST_PAGE = 200


class RevealForm(forms.Form):
    """Some of what the reader's right allows, with a reason."""

    kinds = forms.MultipleChoiceField(
        label=_("What you need"), widget=forms.CheckboxSelectMultiple
    )
    reason = forms.ChoiceField(
        label=_("What for"), choices=[("", _("Please choose")), *Reason.choices]
    )
    words = PlainField(
        label=_("In some words"),
        max_length=200,
        required=False,
        help_text=_(
            "The person reads this. Needed for document numbers, for minors and for"
            " any other reason."
        ),
    )
    page = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, volunteer: Volunteer, right: Right, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.volunteer = volunteer
        self.fields["kinds"].choices = [  # type: ignore[attr-defined]
            (kind, Kind(kind).label) for kind in right.kinds
        ]

    def clean_page(self) -> str:
        """The path alone: an address may say more than one wants to keep."""
        path = urlsplit(self.cleaned_data["page"]).path
        return path[:LONGEST_PAGE] if path.startswith("/") else ""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if {"kinds", "reason", "words"} <= said.keys() and not said["words"]:
            needed = needs_words(
                self.volunteer,
                kinds=said["kinds"],
                reason=said["reason"],
                at=timezone.now(),
            )
            if needed:
                self.add_error("words", SayWhy().detail)
        return said


def came_from(request: HttpRequest) -> str:
    """The path of the page that led here, where it is one of ours."""
    source = urlsplit(request.headers.get("Referer", ""))
    return source.path if source.netloc == request.get_host() else ""
