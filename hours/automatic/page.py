"""What the page of an organization's rules tells its reader."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hours.automatic.conditions import Conditions
from hours.automatic.deciding import works
from hours.automatic.dry_run import DryRun, dry_run, last_months
from hours.automatic.matching import Question, seed_of
from hours.automatic.rules import latest_of, next_version
from hours.automatic.told import facts, sentences
from hours.models import ApprovalRule, AutomaticDecision, RuleStop, RuleSwitch
from hours.permissions import name_of_actor, name_of_volunteer
from volunteers.models import Account, Organization
from volunteers.permissions import answered_organizations, is_staff

ON_A_PAGE = 50
SHOWN = 20  # versions


@dataclass(frozen=True, slots=True)
class Version:
    """One rule as it is shown."""

    rule: ApprovalRule
    by: str
    is_on: bool

    @property
    def sentences(self) -> list[str]:
        return sentences(Conditions.of(self.rule))


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How an organization's rules stand: the latest switch and by whom, if any.

    ``stop`` is the city's, while all rules are stopped.
    """

    switch: RuleSwitch | None
    by: str
    works: bool
    stop: RuleStop | None = None

    @property
    def is_on(self) -> bool:
        return self.switch is not None and self.switch.is_on

    def has_on(self, rule: ApprovalRule) -> bool:
        """Whether it is this very rule that is on."""
        return (
            self.switch is not None
            and self.switch.is_on
            and self.switch.rule_id == rule.pk
        )


@dataclass(frozen=True, slots=True)
class Decided:
    """A line of the list of what rules did."""

    decision: AutomaticDecision
    person: str
    by: str

    @property
    def facts(self) -> list[str]:
        return facts(self.decision)


def standing(organization: Organization, *, reader: Account, at: datetime) -> Standing:
    switch = RuleSwitch.objects.latest_of(organization)
    stop = RuleStop.objects.standing()
    if switch is None:
        return Standing(None, "", works=False, stop=stop)
    by = named(switch.by, organization, reader)
    return Standing(switch, by, works=works(switch, at=at), stop=stop)


def versions(
    organization: Organization, stands: Standing, *, reader: Account
) -> list[Version]:
    """The organization's rules, the latest first, at most twenty."""
    return [
        Version(
            rule=one,
            by=named(one.made_by, organization, reader),
            is_on=stands.has_on(one),
        )
        for one in rules_of(organization).order_by("-version")[:SHOWN]
    ]


def rules_of(organization: Organization) -> QuerySet[ApprovalRule]:
    """The organization's rules, with who made each."""
    made = ApprovalRule.objects.filter(organization=organization)
    return made.select_related("organization", "made_by__volunteer")


def tried(
    organization: Organization, conditions: Conditions, *, by: Account, at: datetime
) -> DryRun:
    """What a rule not made yet would have done, made and switched on by ``by``."""
    version = next_version(latest_of(organization))
    seed = seed_of(organization, version)
    return _run(organization, conditions, seed, (by,), at=at)


def tried_again(rule: ApprovalRule, *, by: Account, at: datetime) -> DryRun:
    """What a rule that was made would have done, if ``by`` switched it on."""
    conditions = Conditions.of(rule)
    deciders = (by, rule.made_by)
    return _run(rule.organization, conditions, rule.seed, deciders, at=at)


def _run(
    organization: Organization,
    conditions: Conditions,
    seed: str,
    deciders: tuple[Account, ...],
    *,
    at: datetime,
) -> DryRun:
    since, until = last_months(at)
    question = Question.within(
        organization=organization,
        conditions=conditions,
        seed=seed,
        deciders=deciders,
        at=at,
    )
    return dry_run(question, since=since, until=until)


def decided(
    organization: Organization, *, reader: Account, before: int | None = None
) -> tuple[list[Decided], int | None]:
    """What its rules did, the last first, and where the next page begins, if any."""
    made = decisions_of(organization)
    if before is not None:
        made = made.filter(pk__lt=before)
    rows = list(made.order_by("-pk")[: ON_A_PAGE + 1])
    shown = rows[:ON_A_PAGE]
    lines = [
        Decided(
            decision=one,
            person=name_of_volunteer(one.session, reader=reader),
            by=named(one.switch.by, organization, reader),
        )
        for one in shown
    ]
    return lines, shown[-1].pk if len(rows) > ON_A_PAGE else None


def decisions_of(organization: Organization) -> QuerySet[AutomaticDecision]:
    """What the organization's rules decided, with all that a line of it says."""
    made = AutomaticDecision.objects.filter(organization=organization)
    return made.select_related(
        "switch__rule",
        "switch__by__volunteer",
        "session__volunteer",
        "session__organization",
        "session__activity",
        "session__service_field",
    )


def named(actor: Account, organization: Organization, reader: Account) -> str:
    """Who did something about rules, as far as the reader may know the name."""
    here = is_staff(reader) or organization.pk in answered_organizations(reader)
    return name_of_actor(actor, reader=reader, in_office=here)
