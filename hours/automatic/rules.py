"""Write a rule, switch it on, switch it off."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hours.automatic.conditions import Conditions, Guardrails
from hours.automatic.errors import NotYourRules, OrganizationRests, RulesAreOff
from hours.automatic.matching import seed_of
from hours.models import ApprovalRule, RuleSwitch
from hours.permissions import may_make_rules, may_stop_rules
from volunteers.models import Account, Organization


@transaction.atomic
def make(
    *, organization: Organization, conditions: Conditions, by: Account, at: datetime
) -> tuple[ApprovalRule, bool]:
    """
    Write the organization's next rule, and say whether it is new; the same: the latest.

    Nothing is approved by it until somebody switches it on.

    :raises NotYourRules: if the account does not approve for the organization
    :raises RulesAreOff: if the city wants no rules at all
    :raises WordIsNotEnough: if it takes self-reported hours and may not
    :raises LongerThanTheCityLets: if it takes longer hours than it may
    :raises ShareTooSmall: if it leaves fewer to people than it must
    """
    if not may_make_rules(by, organization):
        raise NotYourRules
    Guardrails.on(timezone.localdate(at)).check(conditions)
    lock(organization)
    latest = latest_of(organization)
    if latest and Conditions.of(latest) == conditions:
        return latest, False
    version = next_version(latest)
    made = ApprovalRule.objects.create(
        organization=organization,
        version=version,
        seed=seed_of(organization, version),
        made_by=by,
        made_at=at,
        **asdict(conditions),
    )
    return made, True


@transaction.atomic
def switch_on(*, rule: ApprovalRule, by: Account, at: datetime) -> RuleSwitch:
    """
    Let the rule approve from now on, instead of the one before; again: the same.

    Whoever does so decides by it, so it never takes their own hours, and rests once
    they approve for the organization no more.

    :raises NotYourRules: if the account does not approve for the organization
    :raises OrganizationRests: if the organization does not serve
    :raises RulesAreOff: if the city wants no rules at all
    """
    if not may_make_rules(by, rule.organization):
        raise NotYourRules
    organization = lock(rule.organization)
    if not organization.is_active:
        raise OrganizationRests
    if not Guardrails.on(timezone.localdate(at)).is_allowed:
        raise RulesAreOff
    stands = RuleSwitch.objects.latest_of(organization)
    if stands and stands.is_on and (stands.rule, stands.by) == (rule, by):
        return stands
    return RuleSwitch.objects.create(
        organization=organization, rule=rule, is_on=True, by=by, at=at
    )


@transaction.atomic
def switch_off(
    *, organization: Organization, by: Account, at: datetime
) -> RuleSwitch | None:
    """
    Let people decide everything again; None if no rule was ever on.

    What a rule has approved stays; it is undone and corrected like anything else.

    :raises NotYourRules: if the account neither answers for the organization nor is
        of the city's staff
    """
    if not may_stop_rules(by, organization):
        raise NotYourRules
    lock(organization)
    stands = RuleSwitch.objects.latest_of(organization)
    if stands is None or not stands.is_on:
        return stands
    return RuleSwitch.objects.create(
        organization=organization, rule=stands.rule, is_on=False, by=by, at=at
    )


def lock(organization: Organization) -> Organization:
    """The organization as it stands; its rules are switched and work one at a time."""
    locked = Organization.objects.select_for_update(no_key=True, of=("self",))
    return locked.get(pk=organization.pk)


def latest_of(organization: Organization) -> ApprovalRule | None:
    """The organization's latest rule, on or off."""
    of_it = ApprovalRule.objects.filter(organization=organization)
    return of_it.order_by("-version").first()


def next_version(latest: ApprovalRule | None) -> int:
    return latest.version + 1 if latest else 1
