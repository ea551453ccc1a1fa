"""What somebody at a desk is asked, short enough to be typed while they stand there."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from volunteers.ages import OF_AGE, age_on
from volunteers.forms import DistrictField, PhoneField
from volunteers.guarding.forms import BesideForm
from volunteers.models import ConsentPurpose, District, Organization, Reception, Site
from volunteers.models.consent import NECESSARY
from volunteers.registering.person import PersonForm
from volunteers.rules import Registration, Visit


class ReceptionForm(PersonForm):
    """
    Somebody who has come to a desk and signs in nowhere.

    Once valid, ``visit`` is what ``rules.receive`` takes.
    """

    district = DistrictField(District.objects.all(), label=_("District"))
    phone = PhoneField(
        label=_("Phone number"),
        max_length=30,
        required=False,
        help_text=_("To reach them; nobody signs in with it."),
    )
    phone_is = forms.ChoiceField(
        label=_("Whose phone is it?"),
        choices=Reception.PhoneIs.choices,
        initial=Reception.PhoneIs.OWN,
        required=False,
        widget=forms.RadioSelect,
    )
    consented = forms.ChoiceField(
        label=_("How did they agree?"),
        choices=Reception.Consented.choices,
        widget=forms.RadioSelect,
    )
    document_seen = forms.BooleanField(
        label=_("I have seen the document, and it is theirs.")
    )

    def __init__(self, *args: Any, place: Organization | Site, **kwargs: Any) -> None:
        kwargs["initial"] = {"district": place.district_id}
        super().__init__(*args, **kwargs)
        self.place = place
        for name in ("name", "phone"):  # not the clerk's own
            self.fields[name].widget.attrs["autocomplete"] = "off"

        self.beside = BesideForm(self.data if self.is_bound else None)

    def clean(self) -> dict[str, Any]:
        """Under 18, the guardian beside them is asked for as well."""
        said = super().clean() or self.cleaned_data
        born = said.get("birth_date")
        self.is_of_minor = bool(
            born and age_on(timezone.localdate(), born=born) < OF_AGE
        )
        if self.is_of_minor and not self.beside.is_valid():
            self.add_error(
                None, _("Under 18: please fill in who the parent or guardian is.")
            )
        return said

    @property
    def visit(self) -> Visit:
        """What the rule takes; only of a valid form."""
        said, site = self.cleaned_data, self.place
        how = said["consented"]
        return Visit(
            registration=Registration(
                name=said["name"],
                document_type=said["document_type"],
                document_number=said["document_number"],
                birth_date=said["birth_date"],
                district=said["district"],
                home_site=site if isinstance(site, Site) else site.site,
                phone=said["phone"],
                consents={NECESSARY.value: f"{how} {self.necessary.version}"},
            ),
            organization=site if isinstance(site, Organization) else None,
            site=site if isinstance(site, Site) else None,
            phone_is=said["phone_is"] or "own" if said["phone"] else "",
            consented=how,
            guardian=self.beside.beside(self.texts[ConsentPurpose.GUARDIAN].version)
            if self.is_of_minor
            else None,
        )


class SightForm(forms.Form):
    """What a clerk found, the person's document in hand."""

    found = forms.ChoiceField(choices=[("matches", ""), ("differs", "")])
