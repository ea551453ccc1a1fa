"""Is what an organization says of itself well-formed? Pages and the API ask here."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from volunteers.forms import DistrictField, PhoneField, SiteField
from volunteers.identifiers import Malformed, read_credit_code
from volunteers.models import District, Organization, Site, UnitType
from volunteers.models.profile import SERVICE_FIELD_CODES
from volunteers.rules.organizations.application import Application
from volunteers.rules.organizations.describe import Description

MOST_FIELDS = 4  # as the national system counts them
# What a full statement must say, while the API once took less.
EXPECTED = (
    "unit_type",
    "purpose",
    "service_fields",
    "address",
    "person_in_charge",
    "contact_name",
    "contact_phone",
)
# What a step asks of one kind; of a whole statement ``clean`` looks at it.
NEEDED = {"registered": "uscc", "group": "sponsor", "site": "site"}
KINDS = {
    "registered": _("A social association, service agency or foundation."),
    "legal_person": _("A school, hospital, company or public institution."),
    "group": _("Not registered itself; a unit stands behind it as sponsor."),
    "site": _("A center, institute or station that organizes by itself."),
}


class PlainField(forms.CharField):
    """Words as everyone reads them: no hidden marks, no doubled spaces."""

    def to_python(self, value: Any) -> str:
        text = unicodedata.normalize("NFC", super().to_python(value) or "")
        # Cf: marks that turn the direction of writing or have no width.
        seen = (c for c in text if unicodedata.category(c) != "Cf")
        lines = "".join(seen).replace("\r\n", "\n").split("\n")
        return "\n".join(" ".join(line.split(" ")).strip() for line in lines).strip()


def _words(label: Any, length: int, **more: Any) -> PlainField:
    return PlainField(label=label, max_length=length, **more)


class OrganizationField(forms.ModelChoiceField):
    """An active organization, by its name in the reader's language."""

    def label_from_instance(self, organization: Any) -> str:
        return str(organization.label)


def active_organizations() -> Any:
    """Those one may choose from; practice sites stand in a list of their own."""
    active = Organization.objects.active()
    return active.exclude(kind=Organization.Kind.SITE)


class ApplicationForm(forms.Form):
    """
    What an organization says of itself: all of it, or the ``only`` fields of a step.

    Once whole and valid, ``application`` is what the rules take. ``kind`` is what an
    earlier step said; ``thorough`` wants what the API may leave out.
    """

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Organization.Kind.choices,
        widget=forms.RadioSelect,
    )
    site = SiteField(
        Site.objects.all(),
        label=_("Practice site"),
        to_field_name="code",
        empty_label=_("Please choose"),
        required=False,
    )
    name = _words(
        _("Name of the organization"),
        100,
        help_text=_("The full name, as on the seal."),
    )
    name_en = _words(_("English name"), 150, required=False)
    uscc = forms.CharField(
        label=_("Unified social credit code"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("18 characters, on the certificate of registration."),
    )
    sponsor = _words(
        _("Sponsor"),
        100,
        required=False,
        help_text=_("The unit, organization or practice site that stands behind it."),
    )
    unit_type = forms.ChoiceField(
        label=_("Kind of unit"),
        choices=[("", _("Please choose")), *UnitType.choices],
        required=False,
    )
    purpose = _words(
        _("What it is for"),
        500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Whom it serves and how, in a few sentences. Anyone may read it."),
    )
    service_fields = forms.MultipleChoiceField(
        label=_("Fields of service"),
        choices=[(code, code) for code in SERVICE_FIELD_CODES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Four at most."),
    )
    district = DistrictField(
        District.objects.all(), label=_("District"), empty_label=_("Please choose")
    )
    address = _words(_("Address"), 200, required=False)
    parent = OrganizationField(
        active_organizations(),
        label=_("Belongs to"),
        empty_label=_("None"),
        required=False,
    )
    person_in_charge = _words(_("Person in charge"), 50, required=False)
    contact_name = _words(
        _("Whom to ask"), 50, required=False, help_text=_("Name of the contact.")
    )
    contact_phone = PhoneField(
        label=_("Phone of the contact"),
        max_length=30,
        required=False,
        help_text=_("Kept encrypted. The city calls this number about questions."),
    )
    shows_person = forms.BooleanField(
        label=_("Show the person in charge to everyone"), required=False
    )
    shows_contact = forms.BooleanField(
        label=_("Show contact and phone to everyone"), required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        only: Iterable[str] | None = None,
        kind: str = "",
        thorough: bool = False,
        service_fields: Sequence[tuple[str, str]] = (),
        organization: Organization | None = None,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self._kind = kind
        self._organization = organization
        self.sponsor_organization: Organization | None = None
        self.sponsor_site: Site | None = None
        fields: dict[str, Any] = self.fields
        if service_fields:
            fields["service_fields"].choices = service_fields
        for name in EXPECTED if thorough else ():
            fields[name].required = True
        for needing, name in NEEDED.items():
            fields[name].required = kind == needing
        if organization:
            own = active_organizations().exclude(pk=organization.pk)
            fields["parent"].queryset = own
        if only is not None:
            for name in set(fields) - set(only):
                del fields[name]
            self.order_fields(list(only))

    def clean_uscc(self) -> str | None:
        text: str = self.cleaned_data["uscc"]
        if not text:
            return None
        try:
            return read_credit_code(text)
        except Malformed:
            raise forms.ValidationError(
                _("This is not a unified social credit code."), code="malformed"
            ) from None

    def clean_sponsor(self) -> str:
        name: str = self.cleaned_data["sponsor"]
        if not name:
            return ""
        known = Organization.objects.public().filter(name__iexact=name)
        if self._organization:
            known = known.exclude(pk=self._organization.pk)
        found = list(known.order_by("pk")[:10])
        active = [one for one in found if one.is_active]
        if found and not active:
            raise forms.ValidationError(
                _("This organization does not serve at present. Please name another."),
                code="not_active",
            )
        if active:
            self.sponsor_organization = active[0]
        else:
            self.sponsor_site = Site.objects.filter(name__iexact=name).first()
        return name

    def clean_service_fields(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["service_fields"]
        if len(chosen) > MOST_FIELDS:
            raise forms.ValidationError(
                _("Please choose four at most."), code="too_many"
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        super().clean()
        kind = self.cleaned_data.get("kind") or self._kind
        self._need(
            "uscc", kind == "registered", _("A registered organization has one.")
        )
        self._need(
            "sponsor",
            kind == "group" and not self.cleaned_data.get("uscc"),
            _("A group without credit code names its sponsor."),
        )
        self._need("site", kind == "site", _("Please choose the site that organizes."))
        return self.cleaned_data

    def _need(self, name: str, needed: object, sentence: Any) -> None:
        missing = name in self.cleaned_data and not self.cleaned_data[name]
        if needed and missing:
            self.add_error(name, forms.ValidationError(sentence, code="required"))

    @property
    def application(self) -> Application:
        """What the rules take; only of a whole and valid form."""
        said: dict[str, Any] = {"uscc": None, "sponsor": "", "kind": self._kind}
        said |= {name: self.cleaned_data[name] for name in self.fields}
        return Application(
            **said
            | {
                "service_fields": tuple(said["service_fields"]),
                "sponsor_organization": self.sponsor_organization,
                "sponsor_site": self.sponsor_site,
            }
        )

    @property
    def description(self) -> Description:
        """What ``rules.describe`` takes; only of a valid form with those fields."""
        said = {name: self.cleaned_data[name] for name in DESCRIBED}
        return Description(**said | {"service_fields": tuple(said["service_fields"])})


DESCRIBED = tuple(Description.__annotations__)


def initial_of(application: Application) -> dict[str, Any]:
    """What a form shows of what was said before."""
    return {
        "kind": application.kind,
        "site": application.site.code if application.site else "",
        "district": application.district.pk,
        "parent": application.parent.pk if application.parent else "",
        "uscc": application.uscc or "",
        "service_fields": list(application.service_fields),
        "contact_phone": application.contact_phone.removeprefix("+86"),
    } | {
        name: getattr(application, name)
        for name in (
            "name",
            "name_en",
            "sponsor",
            "unit_type",
            "purpose",
            "address",
            "person_in_charge",
            "contact_name",
            "shows_person",
            "shows_contact",
        )
    }
