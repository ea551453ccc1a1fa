"""Is what an organizer writes of an activity well-formed?"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from activities.fields import (
    OFFERED,
    FieldField,
    FurtherFields,
    PointField,
    day,
    moment,
    number,
    sites_named,
    words,
)
from activities.models import Activity, Audience, Guarantee, Recipient, ServiceField
from activities.rules import Words
from activities.rules.plan import MOST_GIVE_UP_HOURS, own_district
from volunteers.application_form import PlainField
from volunteers.forms import DistrictField
from volunteers.insurance import Terms
from volunteers.models import District, InsurancePolicy, Organization, Site
from volunteers.models.point import Point

MOST_PEOPLE = 1_000_000  # that a policy covers
MOST_HOURS = 10_000  # of service, that an activity may ask for
CALLABLE = re.compile(r"\+?[0-9][0-9 ()-]{4,18}")  # a line of an office as well


class WordsForm(forms.Form):
    """
    What is said of an activity, but for its times; once valid, ``said`` is that.

    Only the title and the field are needed to keep a draft. What people must read
    before it is published, the rules ask for then.
    """

    title = PlainField(
        label=_("Title of the activity"),
        max_length=50,
        help_text=_("What is done, in a few words: “Beach clean-up at Liandao”."),
    )
    service_field = FieldField(
        ServiceField.objects.all(),
        label=_("Field of service"),
        empty_label=_("Please choose"),
    )
    further_fields = FurtherFields(
        ServiceField.objects.all(),
        label=_("Also of these fields"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Up to three more, by which people find it too. Hours count in the first."
        ),
    )
    place = words(
        _("Where to meet"),
        200,
        help_text=_(
            "So that a stranger finds it, such as “South gate, visitor centre”."
        ),
    )
    risks = words(
        _("Risks to know of"),
        1000,
        rows=2,
        help_text=_(
            "What can be dangerous or hard, and for whom. If nothing is, say so: the"
            " law wants people to know."
        ),
    )
    contact_name = words(_("Whom to ask"), 50, help_text=_("Such as “Teacher Wang”."))
    contact_phone = words(
        _("Phone for questions"),
        20,
        help_text=_("A work number. Who has signed up sees it."),
    )
    contact_name_is_public = forms.BooleanField(
        label=_("Show the name to everyone"), required=False
    )
    contact_phone_is_public = forms.BooleanField(
        label=_("Show the phone to everyone"), required=False
    )
    summary = words(
        _("What people do there"),
        2000,
        rows=4,
        help_text=_("What it is for, what to bring, how to get there."),
    )
    recipients = forms.MultipleChoiceField(
        label=_("Whom it is for"),
        choices=Recipient.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    guarantees = forms.MultipleChoiceField(
        label=_("What volunteers are given"),
        choices=Guarantee.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    accessible = forms.BooleanField(
        label=_("Step-free: a wheelchair gets everywhere"), required=False
    )
    district = DistrictField(
        District.objects.all(),
        label=_("District"),
        required=False,
        empty_label=_("Where the site or the organization is"),
    )
    site_name = words(
        _("Practice site"),
        150,
        help_text=_("If it is held at one: its name or code."),
    )
    point = PointField(
        label=_("Point on the map"),
        max_length=60,
        required=False,
        help_text=_(
            "If it is not at the site: latitude and longitude as a map shows them, such"
            " as 34.5967, 119.1788. So people near there find it."
        ),
    )
    title_en = words(_("English title"), 100)
    audience = forms.ChoiceField(
        label=_("Who may sign up"), choices=Audience.choices, widget=forms.RadioSelect
    )
    recruits_from = moment(_("Sign-up begins"))
    recruits_until = moment(_("Sign-up ends"))
    min_hours = number(
        _("Hours of service needed"),
        0,
        MOST_HOURS,
        required=False,
        help_text=_("Only people who have served so many hours may sign up."),
    )
    give_up_hours = number(
        _("Hours before, until when a place is given back"),
        0,
        MOST_GIVE_UP_HOURS,
        required=False,
        help_text=_(
            "Later than that people still need not come, but say why, and you are told"
            " at once. Left empty, they may until it begins."
        ),
    )
    hazard = forms.BooleanField(
        label=_("It can be dangerous"),
        required=False,
        help_text=_(
            "Such as rescue, work at heights, in water or in traffic. Then nobody under"
            " 18 may come, and everybody must be insured."
        ),
    )
    emergency = forms.BooleanField(
        label=_("It is help in an emergency"),
        required=False,
        help_text=_(
            "Such as after a flood, under the command of the authority that leads it."
            " Everybody who looks for activities sees it marked so."
        ),
    )
    policy = forms.ChoiceField(
        label=_("Insured by"),
        required=False,
        help_text=_("The policies that your organization has on file."),
    )
    insurer = words(_("Insurer"), 100)
    policy_number = words(_("Number of the policy"), 50)
    covered_from = day(_("Covers from"), required=False)
    covered_until = day(_("Covers until"), required=False, help_text=_("The last day."))
    people_covered = number(
        _("How many people it covers"), 1, MOST_PEOPLE, required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        organization: Organization,
        activity: Activity | None = None,
    ) -> None:
        super().__init__(data, initial=initial_of(activity) if activity else FIRST)
        self.organization = organization
        self.activity = activity
        self.on_file = {str(one.pk): one for one in _policies(organization, activity)}
        if self.on_file:
            none = ("", _("None, or the one entered below"))
            policy = cast(forms.ChoiceField, self.fields["policy"])
            policy.choices = [none, *map(_choice, self.on_file.values())]
        else:
            del self.fields["policy"]

    def clean_contact_phone(self) -> str:
        phone: str = self.cleaned_data["contact_phone"]
        if phone and not CALLABLE.fullmatch(phone):
            raise forms.ValidationError(
                _("This is not a phone number that can be called."), code="malformed"
            )
        return phone

    def clean_site_name(self) -> str:
        self.site: Site | None = None
        name: str = self.cleaned_data["site_name"]
        if not name:
            return ""
        found = sites_named(name)
        if len(found) == 1:
            self.site = found[0]
            return name
        if not found:
            raise forms.ValidationError(_("There is none of this name."))
        several = "、".join(one.label for one in found[:OFFERED])
        raise forms.ValidationError(
            _("Several have this in their name: %(names)s. Please type more of it.")
            % {"names": several}
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        begins, ends = said.get("recruits_from"), said.get("recruits_until")
        if begins and ends and ends <= begins:
            self.add_error("recruits_until", _("This lies before sign-up begins."))
        self._check_terms(said)
        return said

    def _check_terms(self, said: Mapping[str, Any]) -> None:
        """A policy is chosen, or entered as a whole."""
        if not any(said.get(name) for name in TERMS):
            return
        if said.get("policy"):
            self.add_error(
                "policy",
                _("Please either choose a policy, or enter another one below."),
            )
        for name in TERMS:
            if name in said and not said[name]:
                self.add_error(name, self.fields[name].error_messages["required"])

    @property
    def said(self) -> Words:
        """What the rules take; only of a valid form."""
        typed = self.cleaned_data
        plain = {
            name: typed[name]
            for name in Words.__dataclass_fields__.keys() & typed.keys() - ELSEWHERE
        }
        point: Point | None = typed["point"]
        return Words(
            **plain,
            further_fields=[field.pk for field in typed["further_fields"]],
            policy=self._policy,
            site=self.site,
            latitude=point.latitude if point else None,
            longitude=point.longitude if point else None,
            min_minutes=60 * (typed["min_hours"] or 0),
            give_up_hours=typed["give_up_hours"] or 0,
        )

    @property
    def _policy(self) -> InsurancePolicy | Terms | None:
        typed = self.cleaned_data
        if not typed["insurer"]:
            return self.on_file.get(typed.get("policy", ""))
        said = {column: typed[name] for name, column in TERMS.items()}
        return Terms(**said, hazard=typed["hazard"])


def _policies(
    organization: Organization, activity: Activity | None
) -> Iterable[InsurancePolicy]:
    """What is on file and has not run out; and what the activity names already."""
    stands = Q(covers_until__gte=timezone.localdate())
    if activity:
        stands |= Q(pk=activity.policy_id)
    return organization.insurance_policies.all().kept().filter(stands).in_order()


def _choice(policy: InsurancePolicy) -> tuple[str, str]:
    days = f"{policy.covers_from} – {policy.covers_until}"
    said = f"{policy.insurer} {policy.number}, {days}"
    if not policy.hazard:
        said += " · " + gettext("not dangerous service")
    return str(policy.pk), said


# What of a policy that is entered is called in the form, and on file.
TERMS = {
    "insurer": "insurer",
    "policy_number": "number",
    "covered_from": "covers_from",
    "covered_until": "covers_until",
    "people_covered": "people",
}
# What the form takes otherwise than the rules.
ELSEWHERE = {"further_fields", "give_up_hours", "policy"}
FIRST = {"audience": Audience.PUBLIC, "contact_name_is_public": True}
COPIED = tuple(
    name
    for name in WordsForm.base_fields
    if name not in ("site_name", "min_hours", "district", "point", "policy", *TERMS)
)


def initial_of(activity: Activity) -> dict[str, Any]:
    """What the form shows of an activity."""
    said = {name: getattr(activity, name) for name in COPIED}
    return said | {
        "site_name": activity.site.name if activity.site else "",
        "district": own_district(activity) or "",
        "min_hours": activity.min_minutes // 60 or None,
        "give_up_hours": activity.give_up_hours or None,
        "policy": str(activity.policy_id or ""),
        "point": activity.point,
    }
