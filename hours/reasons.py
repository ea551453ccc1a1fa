"""Why hours are not accepted, asked about or corrected: codes with words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from config.held import Held
from hours.errors import UnknownReason
from hours.models.reasons import (
    AUTOMATIC,
    MERGED,
    NOT_CHECKED_OUT,
    OTHER,
    Occasion,
    Reason,
    ReasonWords,
)

__all__ = [
    "AUTOMATIC",
    "MERGED",
    "NOT_CHECKED_OUT",
    "OTHER",
    "Occasion",
    "offered",
    "reason_text",
    "why",
]

# What is said of hours without anybody choosing it from a list.
_GIVEN_BY_RULES: dict[str, str | Promise] = {
    MERGED: _("Two records of one person were put together"),
    AUTOMATIC: _("By the organization's rule"),
    NOT_CHECKED_OUT: _(
        "Nobody checked out, so it ends with the shift. It counts once it is confirmed"
        " how long it was."
    ),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What a reason says from a moment on, in both languages."""

    since: datetime
    zh: str
    en: str

    @property
    def label(self) -> str:
        """In the language of the moment."""
        return self.en if get_language() == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Known:
    """A reason with its words, the earliest first."""

    code: str
    occasions: frozenset[str]
    retired_on: date | None
    words: Sequence[Words]

    def is_offered(self, on: date) -> bool:
        return self.retired_on is None or on < self.retired_on

    def said_at(self, at: datetime) -> str:
        """Its words as they were at that moment."""
        before = [one for one in self.words if one.since <= at]
        return (before[-1] if before else self.words[0]).label


def _read() -> dict[str, Known]:
    rows = ReasonWords.objects.select_related("reason").order_by("since")
    words: dict[Reason, list[Words]] = {}
    for row in rows:
        words.setdefault(row.reason, []).append(Words(row.since, row.zh, row.en))
    return {
        one.code: Known(one.code, frozenset(one.occasions), one.retired_on, said)
        for one, said in sorted(words.items(), key=_in_order)
    }


def _in_order(known: tuple[Reason, Any]) -> tuple[int, str]:
    return known[0].place, known[0].code


# Every reason there is and was, in the order of the lists.
HELD = Held(_read)


def offered(occasion: str, *, at: datetime) -> dict[str, str]:
    """The reasons one may choose on such an occasion: their words by code."""
    return {
        one.code: one.said_at(at)
        for one in HELD().values()
        if occasion in one.occasions and one.is_offered(timezone.localdate(at))
    }


def choices(*, at: datetime) -> dict[str, Any]:
    """What the pages of the desk let choose: codes with words, by what is decided."""
    return {
        # Pairs: a template would find a reason called ``items`` first.
        "reasons": {one.value: [*offered(one, at=at).items()] for one in Occasion},
        "other": OTHER,
    }


def require_known(code: str) -> None:
    """
    :raises UnknownReason: if there is no such reason and never was
    """
    if code and code != OTHER and code not in HELD():
        raise UnknownReason


def require_offered(code: str, *, at: datetime) -> None:
    """
    See that the reason may still be chosen, on whatever occasion.

    :raises UnknownReason: if there is no such reason, or it was retired
    """
    if code and code != OTHER:
        known = HELD().get(code)
        if known is None or not known.is_offered(timezone.localdate(at)):
            raise UnknownReason


def reason_text(code: str, *, at: datetime | None) -> str:
    """
    The words for a code, in the language of the moment; the code if unknown.

    :param at: when it was said; None: now
    """
    if known := HELD().get(code):
        return known.said_at(at or timezone.now())
    return str(_GIVEN_BY_RULES.get(code, code))


def why(code: str, words: str, *, at: datetime | None) -> str:
    """
    The reason as people read it: somebody's own words, else those for the code as
    they were when it was said.
    """
    return words or (reason_text(code, at=at) if code else "")
