"""The steps of an application to be an organization, and what was typed so far."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from city.organization_file import field_choices
from volunteers.application_form import ApplicationForm
from volunteers.models import Account, Organization
from volunteers.rules.organizations import read_draft

PROOF = {
    Organization.Kind.REGISTERED: ("name", "name_en", "uscc"),
    Organization.Kind.LEGAL_PERSON: ("name", "name_en", "uscc"),
    Organization.Kind.GROUP: ("name", "name_en", "sponsor", "uscc"),
    Organization.Kind.SITE: ("site", "name", "name_en"),
}
WORK = ("unit_type", "purpose", "service_fields", "district", "address", "parent")
PEOPLE = (
    "person_in_charge",
    "contact_name",
    "contact_phone",
    "shows_person",
    "shows_contact",
)
TITLES: dict[int, Promise] = {
    1: _("What kind of organization"),
    2: _("Its name"),
    3: _("What it does, and where"),
    4: _("Who answers for it"),
    5: _("Check and send"),
}
LAST = 5


@dataclass(frozen=True, slots=True)
class Typed:
    """All that an account has typed of its application."""

    said: dict[str, list[str]]

    @property
    def kind(self) -> str:
        kind = (self.said.get("kind") or [""])[0]
        return kind if kind in Organization.Kind.values else ""

    def fields_of(self, step: int) -> tuple[str, ...]:
        """The fields a step asks for; those of the last are all."""
        if step == 1:
            return ("kind",)
        proof = PROOF.get(Organization.Kind(self.kind), ()) if self.kind else ("name",)
        if step == LAST:
            return ("kind", *proof, *WORK, *PEOPLE)
        return {2: proof, 3: WORK, 4: PEOPLE}[step]

    def form(self, step: int, *, checked: bool = False) -> ApplicationForm:
        """The step's form with what was typed; ``checked`` says what is wrong."""
        only = self.fields_of(step)
        more: dict[str, Any] = {
            "only": only,
            "kind": self.kind,
            "thorough": True,
            "service_fields": field_choices(),
        }
        if checked:
            return ApplicationForm(MultiValueDict(self.said), **more)
        return ApplicationForm(initial=self._initial(only), **more)

    def _initial(self, only: tuple[str, ...]) -> dict[str, Any]:
        several = ("service_fields",)
        return {
            name: values if name in several else values[0]
            for name, values in self.said.items()
            if name in only and values
        }

    def first_wrong(self) -> int | None:
        """The first step that is not well answered, None if all are."""
        for step in range(1, LAST):
            if not self.form(step, checked=True).is_valid():
                return step
        return None


def typed_by(account: Account) -> Typed:
    """What the account has typed; at first, what is known of it anyway."""
    said = read_draft(account=account)
    if not said:
        phone = account.phone.removeprefix("+86")
        said = {
            "person_in_charge": [account.display_name] if account.as_volunteer else [],
            "contact_name": [account.display_name] if account.as_volunteer else [],
            "contact_phone": [phone] if phone else [],
        }
    return Typed(said)


def sent(typed: Typed, step: int, data: QueryDict) -> dict[str, list[str]]:
    """What a step's form sends: also that nothing was ticked."""
    return {name: data.getlist(name) for name in typed.fields_of(step)}
