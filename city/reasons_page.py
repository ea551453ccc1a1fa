"""The reasons deciders choose: what they say and said, where they are offered."""

from dataclasses import dataclass
from datetime import datetime

from hours.models import Occasion, Reason, ReasonWords
from hours.reference import SINCE_EVER


@dataclass(frozen=True, slots=True)
class Said:
    """What a reason says in both languages, ``since`` None: from the beginning."""

    zh: str
    en: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One reason; what it says ``now`` and said ``before``, the latest first."""

    reason: Reason
    now: Said
    before: list[Said]

    @property
    def code(self) -> str:
        return self.reason.code

    @property
    def is_retired(self) -> bool:
        return self.reason.retired_on is not None

    @property
    def occasions(self) -> list[str]:
        """Where it is offered, in words."""
        said = {one.value: str(one.label) for one in Occasion}
        return [said[one] for one in Occasion.values if one in self.reason.occasions]

    @property
    def values(self) -> dict[str, object]:
        """What the form of it begins with."""
        return {
            "zh": self.now.zh,
            "en": self.now.en,
            "occasions": self.reason.occasions,
            "place": self.reason.place,
        }


def lines(code: str = "") -> list[ReasonLine]:
    """
    All reasons in the order of the lists, those retired last; two queries.

    :param code: that one alone
    """
    reasons = Reason.objects.prefetch_related("words")
    if code:
        reasons = reasons.filter(code=code)
    found = [_line(one) for one in reasons]
    return sorted(found, key=lambda line: line.is_retired)


def next_place(known: list[ReasonLine]) -> int:
    """A place after all that there are."""
    return min(999, max((one.reason.place for one in known), default=0) + 10)


def _line(reason: Reason) -> ReasonLine:
    words = sorted(reason.words.all(), key=lambda one: one.since, reverse=True)
    now, *before = map(_said, words)
    return ReasonLine(reason, now, before)


def _said(words: ReasonWords) -> Said:
    since = None if words.since == SINCE_EVER else words.since
    return Said(words.zh, words.en, since)
