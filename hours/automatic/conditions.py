"""What a rule asks, and what the city lets it ask."""

from dataclasses import dataclass, fields, replace
from datetime import date

from hours.automatic.errors import (
    LongerThanTheCityLets,
    RulesAreOff,
    ShareTooSmall,
    WordIsNotEnough,
)
from hours.models import GRADES, ApprovalRule, Evidence
from policies.reports import numbers
from policies.words import in_words


@dataclass(frozen=True, slots=True)
class Conditions:
    """The columns of a rule that say what it takes; see ``ApprovalRule``."""

    least_evidence: str
    most_minutes: int
    needs_activity: bool
    most_days_outside: int | None
    member_days: int | None
    share: int

    @classmethod
    def of(cls, rule: ApprovalRule) -> "Conditions":
        return cls(**{one.name: getattr(rule, one.name) for one in fields(cls)})

    @property
    def evidences(self) -> list[str]:
        """The grades that are enough."""
        strongest = [str(one) for one in GRADES]
        return strongest[: strongest.index(self.least_evidence) + 1]


@dataclass(frozen=True, slots=True)
class Guardrails:
    """What no organization's rule may pass, by the city's numbers of one day."""

    is_allowed: bool
    most_minutes: int
    least_share: int
    takes_declared: bool

    @classmethod
    def on(cls, day: date) -> "Guardrails":
        held = numbers(on=day)
        return cls(
            is_allowed=bool(held["automatic_approval"]),
            most_minutes=held["automatic_minutes"],
            least_share=held["automatic_share"],
            takes_declared=bool(held["automatic_declared"]),
        )

    @property
    def loosest(self) -> Conditions:
        """What the city lets a rule ask at the very least."""
        grade = Evidence.DECLARED if self.takes_declared else Evidence.WITNESSED
        return Conditions(
            least_evidence=str(grade),
            most_minutes=self.most_minutes,
            needs_activity=False,
            most_days_outside=None,
            member_days=None,
            share=self.least_share,
        )

    def check(self, conditions: Conditions) -> None:
        """
        :raises RulesAreOff: if the city wants no rules at all
        :raises WordIsNotEnough: if the volunteer's word would be enough, and may not be
        :raises LongerThanTheCityLets: if longer hours would be approved
        :raises ShareTooSmall: if people would look at fewer
        """
        if not self.is_allowed:
            raise RulesAreOff
        kept = self.keep(conditions)
        if kept.least_evidence != conditions.least_evidence:
            raise WordIsNotEnough
        if kept.most_minutes != conditions.most_minutes:
            most = in_words("automatic_minutes", self.most_minutes)
            raise LongerThanTheCityLets(most=most)
        if kept.share != conditions.share:
            raise ShareTooSmall(least=in_words("automatic_share", self.least_share))

    def keep(self, conditions: Conditions) -> Conditions:
        """
        The same conditions, no looser than the city lets them be.

        A rule made before the city asked for more is held to it as well.
        """
        declared = conditions.least_evidence == Evidence.DECLARED
        return replace(
            conditions,
            least_evidence=str(Evidence.WITNESSED)
            if declared and not self.takes_declared
            else conditions.least_evidence,
            most_minutes=min(conditions.most_minutes, self.most_minutes),
            share=max(conditions.share, self.least_share),
        )
