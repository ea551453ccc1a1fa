"""Is a question to the totals well-formed?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import BooleanField, ExpressionWrapper, Model, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from activities.models import ServiceField
from city.reports import By, Question
from config.templatetags.ui import clock, full_day, month_name
from hours.models import Evidence
from hours.watermark import watermark
from volunteers.models import District, Organization, Site

FIRST_YEAR, LAST_YEAR = 1900, 2200
OFFERED = 6  # names, where several fit
ONLY_THE_SUM = "sum"

BY = [
    (By.MONTH, _("Month")),
    (By.DAY, _("Day")),
    (By.DISTRICT, _("District")),
    (By.ORGANIZATION, _("Organization")),
    (By.SITE, _("Practice site")),
    (By.SERVICE_FIELD, _("Field of service")),
    (By.EVIDENCE, _("Evidence")),
    (ONLY_THE_SUM, _("Only the sum")),
]
NARROWED = (
    *("district", "field", "evidence", "as_of"),
    *("organization", "organization_name", "site", "site_name"),
)
# Within one organization.
BY_OF_ITS_OWN = [choice for choice in BY if choice[0] != By.ORGANIZATION]


def _parts_of_a_year() -> list[tuple[str, Any]]:
    """The whole year, four quarters (q1 …) and twelve months (m1 …)."""
    quarters = [(f"q{n}", _now("Quarter %(n)s") % {"n": n}) for n in range(1, 5)]
    months = [(f"m{n}", month_name(n)) for n in range(1, 13)]
    return [("", _("Whole year")), *quarters, *months]


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of several that fit a name, and the address that chooses it."""

    label: str
    url: str


class QuestionForm(forms.Form):
    """
    What a report is asked, out of the address of its page.

    An organization (by its id) and a site (by its code) are chosen by a link, or by a
    name; where several have it, ``candidates`` offers them.
    """

    year = forms.IntegerField(
        label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    part = forms.ChoiceField(
        label=_("Part of the year"), required=False, choices=_parts_of_a_year
    )
    first = forms.DateField(label=_("Or from"), required=False, widget=_day())
    last = forms.DateField(label=_("To"), required=False, widget=_day())
    by = forms.ChoiceField(label=_("One line for each"), required=False, choices=BY)
    district = forms.ModelChoiceField(
        District.objects.all(),
        label=_("District"),
        required=False,
        empty_label=_("All districts"),
    )
    field = forms.ModelChoiceField(
        ServiceField.objects.all(),
        label=_("Field of service"),
        required=False,
        empty_label=_("All fields"),
    )
    evidence = forms.ChoiceField(
        label=_("Evidence"),
        required=False,
        choices=[("", _("All evidence")), *Evidence.choices],
    )
    organization = forms.UUIDField(required=False, widget=forms.HiddenInput)
    organization_name = forms.CharField(
        label=_("Organization"), required=False, max_length=50
    )
    site = forms.SlugField(required=False, widget=forms.HiddenInput)
    site_name = forms.CharField(label=_("Practice site"), required=False, max_length=50)
    as_of = forms.DateTimeField(
        label=_("As of"),
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        help_text=_("What was counted later is left out. Leave it empty for now."),
    )

    def __init__(
        self, asked: QueryDict, *, year: int, own: Organization | None = None
    ) -> None:
        """``year`` unless another is asked for; ``own`` is the only one asked about."""
        data = asked.copy()
        data["year"] = data.get("year") or str(year)
        data.setdefault("by", By.MONTH)
        super().__init__(data)
        self.own = own
        self.candidates: dict[str, list[Candidate]] = {}
        self.chosen: dict[str, Any] = {}
        if own:
            del self.fields["organization"], self.fields["organization_name"]
            self.fields["by"].choices = BY_OF_ITS_OWN  # type: ignore[attr-defined]

    # What is asked

    def question(self) -> Question:
        """The question, once the form is valid."""
        asked = self.cleaned_data
        by = asked["by"] or By.MONTH
        one = self.own or self.chosen.get("organization")
        site = self.chosen.get("site")
        others = {
            "by": None if by == ONLY_THE_SUM else By(by),
            "district": asked["district"].pk if asked["district"] else None,
            "service_field": asked["field"].pk if asked["field"] else None,
            "evidence": asked["evidence"] or None,
            "organizations": (one.pk,) if one else None,
            "sites": (site.pk,) if site else None,
            "as_of": asked["as_of"],
        }
        if asked["first"]:
            return Question(first=asked["first"], last=asked["last"], **others)
        part, year = asked["part"], asked["year"]
        if part.startswith("q"):
            return Question.of_quarter(year, int(part[1:]), **others)
        if part.startswith("m"):
            return Question.of_month(year, int(part[1:]), **others)
        return Question.of_year(year, **others)

    def address(self, **changes: Any) -> str:
        """The same question as a query string, some parts changed; None leaves out."""
        asked = self.cleaned_data
        period = ("first", "last") if asked.get("first") else ("year", "part")
        kept = {name: asked.get(name) for name in (*period, "by", "evidence")}
        for name in ("district", "field"):
            kept[name] = asked[name].pk if asked.get(name) else None
        kept["organization"] = getattr(self.chosen.get("organization"), "pk", None)
        kept["site"] = getattr(self.chosen.get("site"), "code", None)
        if asked.get("as_of"):
            local = timezone.localtime(asked["as_of"])
            kept["as_of"] = local.replace(tzinfo=None).isoformat()
        return "?" + urlencode(
            {name: value for name, value in (kept | changes).items() if value}
        )

    def has_more(self) -> bool:
        """Whether it is narrowed down, or something is wrong with that."""
        return any(self.data.get(name) or name in self.errors for name in NARROWED)

    # What is wrong

    def clean(self) -> None:
        self._check_days()
        self._check_as_of()
        if not self.own:
            self._choose("organization", Organization, "pk")
        self._choose("site", Site, "code")

    def _check_days(self) -> None:
        first, last = (self.cleaned_data.get(name) for name in ("first", "last"))
        for name, day in (("first", first), ("last", last)):
            if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                self._wrong(name, _("There is nothing so long ago or so far ahead."))
        if {"first", "last"} & self.errors.keys():
            return
        if first and not last:
            self._wrong("last", _("Please say up to which day."))
        elif last and not first:
            self._wrong("first", _("Please say from which day on."))
        elif first and first > last:
            self._wrong("last", _("This day lies before the first one."))

    def _check_as_of(self) -> None:
        as_of: datetime | None = self.cleaned_data.get("as_of")
        if as_of is None:
            return
        if not FIRST_YEAR <= as_of.year <= LAST_YEAR:
            self._wrong("as_of", _("There is nothing so long ago or so far ahead."))
            return
        limit = watermark()
        if as_of > limit:
            self._wrong(
                "as_of",
                _(
                    "So far the figures are settled up to %(day)s, %(time)s. Choose"
                    " that moment or an earlier one, or leave it empty for now."
                )
                % {"day": full_day(limit), "time": clock(limit)},
            )

    def _choose(self, name: str, model: type[Model], key: str) -> None:
        """The one that an id or code, or else a name, stands for."""
        typed = f"{name}_name"
        known = self.cleaned_data.get(name)
        words = (self.cleaned_data.get(typed) or "").replace("\0", "")
        objects = model._default_manager
        if known:
            one = objects.filter(**{key: known}).first()
            if one is None:
                self._wrong(typed, _("There is none of this name."))
            else:
                self.chosen[name] = one
        elif words:
            self._choose_by_name(name, typed, list(_named(objects, words)))

    def _choose_by_name(self, name: str, typed: str, found: list[Any]) -> None:
        words = self.cleaned_data[typed]
        exactly = [one for one in found if words in (one.name, one.name_en)]
        if len(found) == 1 or len(exactly) == 1:
            self.chosen[name] = (exactly or found)[0]
        elif not found:
            self._wrong(typed, _("There is none of this name."))
        else:
            several = _(
                "Several have this in their name. Which one? Or type more of it."
            )
            self._wrong(typed, several)
            key = "code" if name == "site" else "pk"
            self.candidates[typed] = [
                Candidate(one.label, self.address(**{name: getattr(one, key)}))
                for one in found
            ]

    def _wrong(self, name: str, sentence: Any) -> None:
        self.add_error(name, sentence)


def _named(objects: Any, words: str) -> Iterable[Any]:
    """Those with the words in their name; whose name it is comes first."""
    fits = Q(name__icontains=words) | Q(name_en__icontains=words)
    exactly = Q(name__iexact=words) | Q(name_en__iexact=words)
    first = ExpressionWrapper(exactly, output_field=BooleanField()).desc()
    return objects.filter(fits).order_by(first, "name")[:OFFERED]
