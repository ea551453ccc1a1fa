"""Stars as the city's pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from city.office_lines import Names
from policies.calendar import add_working_days
from recognition.models import ReviewOutcome, StarAward, StarReview, StarState
from recognition.models.stars import LEVELS
from recognition.rating.scheme import Scheme
from recognition.reports import LevelLine, levels
from recognition.rules.review_star import minutes_now
from volunteers.application_form import PlainField
from volunteers.models import Account

REVIEW = "review"
HIGHEST = "highest"
ANNOUNCED = StarState.ANNOUNCED.value
# In the order of the page; the highest are of whom the table counts, and under review
# is what stands and is looked at again.
STATES: list[tuple[str, str | Promise]] = [
    (StarState.FOUND.value, StarState.FOUND.label),
    (StarState.WITHHELD.value, StarState.WITHHELD.label),
    (StarState.ANNOUNCED.value, StarState.ANNOUNCED.label),
    (StarState.HELD.value, StarState.HELD.label),
    (HIGHEST, _("Highest of each")),
    (REVIEW, _("Under review")),
    (StarState.WITHDRAWN.value, StarState.WITHDRAWN.label),
]


class ListForm(forms.Form):
    """What the list is narrowed by; what nobody offers is as if it were not said."""

    level = forms.TypedChoiceField(
        choices=[(level, level) for level in LEVELS], coerce=int, required=False
    )
    state = forms.ChoiceField(choices=STATES, required=False)

    @property
    def narrowed(self) -> dict[str, Any]:
        self.is_valid()
        said = self.cleaned_data
        return {
            "level": said.get("level") or None,
            "state": said.get("state") or StarState.FOUND.value,
        }

    @property
    def asks_who_waits(self) -> bool:
        return bool(self.narrowed["state"] == StarState.FOUND)


class DecideForm(forms.Form):
    """Whether a star that is looked at again stays, and why."""

    outcome = forms.ChoiceField(
        label=_("The star is"),
        choices=ReviewOutcome.choices,
        widget=forms.RadioSelect,
    )
    words = PlainField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("If it is withdrawn, its person reads this."),
    )


@dataclass(frozen=True, slots=True)
class Overview:
    """The five stars, how many are looked at again, and by what they are given."""

    levels: list[LevelLine]
    reviews: int
    scheme: Scheme

    @property
    def people(self) -> int:
        """How many have a star at all."""
        return sum(one.held for one in self.levels)


def overview() -> Overview:
    """Two queries, however many people have stars."""
    today = timezone.localdate()
    return Overview(
        levels=levels(on=today),
        reviews=StarAward.objects.under_review().count(),
        scheme=Scheme.on(today),
    )


def listed(*, level: int | None, state: str) -> QuerySet[StarAward]:
    """Those of a state, of one star or of all, most minutes first."""
    if state == REVIEW:
        found = StarAward.objects.under_review()
    elif state == HIGHEST:
        found = StarAward.objects.highest(Scheme.on(timezone.localdate()).of_year)
    else:
        found = StarAward.objects.filter(state=state)
    if level:
        found = found.filter(level=level)
    return found.with_names().order_by("-level", "-minutes", "pk")


Way = tuple[str | Promise, str, bool]


def states(chosen: dict[str, Any]) -> list[Way]:
    """What else the list could be of: its name, its address, and whether it is."""
    return [
        (label, _address(chosen | {"state": state}), state == chosen["state"])
        for state, label in STATES
    ]


def levels_to_choose(chosen: dict[str, Any]) -> list[tuple[int | None, str, bool]]:
    """All stars together, or one of them."""
    return [
        (level, _address(chosen | {"level": level}), level == chosen["level"])
        for level in (None, *LEVELS)
    ]


def _address(parts: dict[str, Any]) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in parts.items() if value)


def last_day_of_notice() -> date:
    """Of what is announced today."""
    today = timezone.localdate()
    return add_working_days(today, Scheme.on(today).notice_working_days)


@dataclass(frozen=True, slots=True)
class Said:
    """One look again, and by whom it was asked for and decided."""

    review: StarReview
    raised_by: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class OneStar:
    award: StarAward
    announced_by: str
    minutes_now: int
    reviews: list[Said]

    @property
    def differs_now(self) -> bool:
        return self.minutes_now != self.award.minutes

    @property
    def falls_short(self) -> bool:
        return self.minutes_now < self.award.needed

    @property
    def is_under_review(self) -> bool:
        return self.award.stands and any(one.review.is_open for one in self.reviews)


def star_of(award: StarAward, *, reader: Account) -> OneStar:
    """An award with all that was ever said of it."""
    reviews = list(
        award.reviews.select_related("raised_by__volunteer", "decided_by__volunteer")
    )
    by = award.notice.by if award.notice else None
    names = Names(reader, _accounts(reviews, by))
    return OneStar(
        award=award,
        announced_by=names.of(by) if by else "",
        minutes_now=minutes_now(award),
        reviews=[
            Said(
                one,
                names.of(one.raised_by) if one.raised_by else "",
                names.of(one.decided_by) if one.decided_by else "",
            )
            for one in reviews
        ],
    )


def _accounts(reviews: Iterable[StarReview], by: Account | None) -> list[Account]:
    said = [account for one in reviews for account in (one.raised_by, one.decided_by)]
    return [account for account in (by, *said) if account]
