"""Let the rules that are on decide what waits."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hours.automatic.conditions import Conditions, Guardrails
from hours.automatic.matching import Match, Question, matches_of, waiting
from hours.automatic.rules import lock
from hours.automatic.stopping import hold_off_stopping
from hours.models import AutomaticDecision, RuleStop, RuleSwitch, Session
from hours.reasons import AUTOMATIC
from hours.rules.approve import approve
from volunteers.models import Organization
from volunteers.permissions import approves

AT_ONCE = 1_000
MOST_STEPS = 20  # of one organization, before the next one has its turn

logger = logging.getLogger(__name__)


def decide_if_due(*, at: datetime) -> None:
    """Let each organization's rule decide what waits, 1,000 sessions in each step."""
    if not Guardrails.on(timezone.localdate(at)).is_allowed:
        return
    if RuleStop.objects.standing():
        return
    for switch in RuleSwitch.objects.on().select_related("organization"):
        try:
            _decide(switch.organization, at=at)
        except Exception:  # one organization's trouble leaves the others their turn
            logger.exception("The rule of %s failed", switch.organization_id)


def _decide(organization: Organization, *, at: datetime) -> None:
    for _step in range(MOST_STEPS):
        if decide_next(organization=organization, at=at) < AT_ONCE:
            return


@transaction.atomic
def decide_next(*, organization: Organization, at: datetime) -> int:
    """
    Let the organization's rule decide the next 1,000 that wait and that it matches.

    Those chance draws are left to a person, for good. Each decision is written down
    with what the rule saw. Whoever decides or asks at the same time comes first or
    waits: no session is decided twice.

    :return: how many it judged
    """
    hold_off_stopping()
    lock(organization)
    switch = RuleSwitch.objects.latest_of(organization)
    if switch is None or not works(switch, at=at):
        return 0
    question = question_of(switch, at=at)
    found = _lock_sessions(waiting(question, most=AT_ONCE))
    # Looked at again: somebody may have asked or objected before they were locked.
    matched = matches_of(question, found)
    share = question.conditions.share
    approved = {one.id for one in matched if one.chance >= share}
    outcome = approve(sessions=approved, by=switch.by, at=at, reason_code=AUTOMATIC)
    refused = {one.session for one in outcome.refused}
    judged = [one for one in matched if one.id not in refused]
    _note(judged, switch=switch, share=share, at=at)
    return len(judged)


def works(switch: RuleSwitch, *, at: datetime) -> bool:
    """
    Whether the rule decides: it is on, allowed, not stopped by the city, and its
    decider has the office.
    """
    return (
        switch.is_on
        and switch.organization.is_active
        and switch.by.is_active
        and approves(switch.by, switch.organization)
        and Guardrails.on(timezone.localdate(at)).is_allowed
        and not RuleStop.objects.standing()
    )


def question_of(switch: RuleSwitch, *, at: datetime) -> Question:
    """What the rule asks once it is on."""
    return Question.within(
        organization=switch.organization,
        conditions=Conditions.of(switch.rule),
        seed=switch.rule.seed,
        deciders=(switch.by, switch.rule.made_by),
        at=at,
    )


def _lock_sessions(ids: list[UUID]) -> list[UUID]:
    found = Session.objects.filter(pk__any_of=ids).select_for_update(
        no_key=True, of=("self",)
    )
    return list(found.order_by("pk").values_list("pk", flat=True))


def _note(judged: list[Match], *, switch: RuleSwitch, share: int, at: datetime) -> None:
    outcomes = AutomaticDecision.Outcome
    AutomaticDecision.objects.bulk_create(
        AutomaticDecision(
            volunteer_id=one.volunteer_id,
            session_id=one.id,
            organization=switch.organization,
            switch=switch,
            outcome=outcomes.HELD if one.chance < share else outcomes.APPROVED,
            evidence=one.evidence,
            minutes=one.minutes,
            chance=one.chance,
            share=share,
            facts=one.facts,
            decided_at=at,
        )
        for one in judged
    )
