"""What city staff may do with an organization at this moment, and the forms for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from volunteers.application_form import OrganizationField, PlainField
from volunteers.models import Account, Filing, Organization
from volunteers.rules import organizations as rules

LONGEST = 1000


class WordsForm(forms.Form):
    words = PlainField(
        label=_("In words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, organization: Organization, **more: Any) -> None:
        super().__init__(*args, **more)
        self.organization = organization


class FreeForm(WordsForm):
    words = PlainField(
        label=_("A word to the organization"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PlainForm(WordsForm):
    words = None  # type: ignore[assignment]


class SuccessorForm(WordsForm):
    successor = OrganizationField(
        Organization.objects.active(),
        label=_("Who carries on"),
        empty_label=_("Please choose"),
        help_text=_("It decides what waits, and answers for what was recorded."),
    )

    field_order = ("successor", "words")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        others = Organization.objects.active().exclude(pk=self.organization.pk)
        self.fields["successor"].queryset = others  # type: ignore[attr-defined]
        self.initial.setdefault("successor", self.organization.parent_id)


class ParentForm(PlainForm):
    parent = OrganizationField(
        Organization.objects.active(),
        label=_("Belongs to"),
        empty_label=_("None"),
        required=False,
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        others = Organization.objects.active().exclude(pk=self.organization.pk)
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]
        self.initial.setdefault("parent", self.organization.parent_id)


@dataclass(frozen=True, slots=True)
class OfficeAct:
    """One thing staff may do: its words, the form it needs, the rule it calls."""

    label: Promise
    form: type[WordsForm]
    rule: Callable[..., Any]
    done: Promise
    style: str = ""
    filing: bool = False  # whether the rule is about the filing that waits


ACTS = {
    "approve": OfficeAct(
        _("Accept the application"),
        FreeForm,
        rules.approve,
        _("Accepted. It serves from now on."),
        "hh-btn-primary",
    ),
    "ask": OfficeAct(
        _("Ask back"),
        WordsForm,
        rules.ask,
        _("The question is sent."),
    ),
    "take_back": OfficeAct(
        _("Take the question back"),
        PlainForm,
        rules.take_back,
        _("The question is taken back."),
    ),
    "refuse": OfficeAct(
        _("Do not accept the application"),
        WordsForm,
        rules.refuse,
        _("Not accepted. The applicant reads why."),
        "hh-btn-kill",
    ),
    "accept_filing": OfficeAct(
        _("Accept the data"),
        FreeForm,
        rules.accept_filing,
        _("Accepted. The data holds from now on."),
        "hh-btn-primary",
        filing=True,
    ),
    "refuse_filing": OfficeAct(
        _("Do not accept the data"),
        WordsForm,
        rules.refuse_filing,
        _("Not accepted. The organization reads why."),
        "hh-btn-kill",
        filing=True,
    ),
    "lift": OfficeAct(
        _("Lift the suspension"),
        FreeForm,
        rules.lift,
        _("It serves again."),
        "hh-btn-primary",
    ),
    "place": OfficeAct(
        _("Change the organization above"),
        ParentForm,
        rules.place_under,
        _("The organization above is set."),
    ),
    "suspend": OfficeAct(
        _("Suspend"),
        WordsForm,
        rules.suspend,
        _("Suspended. Nothing new begins there, and nothing is lost."),
        "hh-btn-kill",
    ),
    "dissolve": OfficeAct(
        _("Dissolve"),
        SuccessorForm,
        rules.dissolve,
        _("Dissolved. Its successor carries on."),
        "hh-btn-kill",
    ),
}


def possible(organization: Organization, filing: Filing | None) -> list[str]:
    """The acts that make sense now, in the order in which a page shows them."""
    if organization.is_queried:
        return ["approve", "take_back", "refuse"]
    if organization.is_applying:
        return ["approve", "ask", "refuse"]
    if not organization.may_restate:
        return []
    decided = ["accept_filing", "refuse_filing"] if filing else []
    return [
        *decided,
        *(["place", "suspend"] if organization.is_active else ["lift", "place"]),
        "dissolve",
    ]


def forms_for(
    organization: Organization, filing: Filing | None, *, sent: Any = None
) -> Iterator[tuple[str, OfficeAct, WordsForm]]:
    """Each possible act with its form; the one that was sent holds what was typed."""
    for name in possible(organization, filing):
        act = ACTS[name]
        data = sent if sent and sent.get("act") == name else None
        form = act.form(data, organization=organization, auto_id=f"{name}-%s")
        yield name, act, form


def carry_out(
    act: OfficeAct,
    form: WordsForm,
    *,
    filing: Filing | None,
    by: Account,
    at: datetime,
) -> None:
    """
    Call the rule with what the valid form says.

    :raises RuleBroken: whatever the rule refuses
    """
    about = {"filing": filing} if act.filing else {"organization": form.organization}
    act.rule(**about, **form.cleaned_data, by=by, at=at)
