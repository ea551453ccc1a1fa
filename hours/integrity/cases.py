"""Work a case: a person of the city decides each step, in words that stay."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hours.integrity.errors import CaseIsOnesOwn, CaseMoved
from hours.integrity.telling import ASKED, CLOSED, REPLIED
from hours.models import Finding, FindingState, FindingStep
from notices import rules as notices
from volunteers.models import Account, Appointment, Role
from volunteers.permissions import answered_organizations, is_staff


def may_answer(account: Account, finding: Finding) -> bool:
    """Who answers for the organization in question, while it is asked."""
    return finding.is_asked and (
        finding.organization_id in answered_organizations(account)
    )


@transaction.atomic
def decide(
    *, finding: Finding, new: FindingState, words: str, by: Account, at: datetime
) -> Finding:
    """
    Let the case stand at ``new``; the same again, with the same words, changes nothing.

    Nothing follows from it by itself: hours are taken back and offices ended by acts
    of their own (个人信息保护法 art. 24). The heads of an organization that is asked
    hear of it, and of what came of it.

    :raises CaseIsOnesOwn: if it is about whoever decides
    :raises CaseMoved: if it stands where this cannot follow, as somebody was faster
    """
    case = _lock(finding)
    if not is_staff(by) or is_about(case, by):
        raise CaseIsOnesOwn
    last = case.steps.order_by("-pk").first()
    if last and (last.new, last.words, last.by_id) == (new, words, by.pk):
        return case
    if new not in case.next_states:
        raise CaseMoved(state=case.get_state_display())
    _step(case, new=new, words=words, by=by, at=at)
    if new == FindingState.ASKED or case.is_asked:
        _tell_heads(case, ASKED if new == FindingState.ASKED else CLOSED, at=at)
    case.state = new
    case.save(update_fields=["state"])
    return case


@transaction.atomic
def answer(*, finding: Finding, words: str, by: Account, at: datetime) -> Finding:
    """
    Say for the organization what there is to say; it stays asked until the city looks.

    Whoever asked hears of it; the same again changes nothing.

    :raises CaseMoved: if the city asks no more
    """
    case = _lock(finding)
    if not may_answer(by, case):
        raise CaseMoved(state=case.get_state_display())
    last = case.steps.order_by("-pk").first()
    if last is None or (last.words, last.by_id) != (words, by.pk):
        _step(case, new=FindingState(case.state), words=words, by=by, at=at)
        _tell_who_asked(case, at=at)
    return case


def _lock(finding: Finding) -> Finding:
    return Finding.objects.select_for_update(no_key=True).get(pk=finding.pk)


def is_about(case: Finding, by: Account) -> bool:
    """Whether the case is about the account, or about hours of the person behind it."""
    person = by.as_volunteer
    return by.pk in (case.account_id, case.other_account_id) or (
        person is not None and person.pk in (case.volunteer_id, *case.people)
    )


def _tell_heads(case: Finding, event: str, *, at: datetime) -> None:
    if case.organization_id:
        told = heads_of(case.organization_id, at=at)
        notices.tell(event=event, whom=[(one, case.pk) for one in told], at=at)


def heads_of(organization: UUID, *, at: datetime) -> list[int]:
    """The accounts that run an organization; where nobody does, who approves for it."""
    held = Appointment.objects.in_force(timezone.localdate(at))
    answering = held.answering_for(organization).filter(
        account__is_active=True, role__in=[Role.ADMIN, Role.APPROVER]
    )
    people = list(answering.values_list("role", "account"))
    heads = [account for role, account in people if role == Role.ADMIN]
    return heads or [account for _role, account in people]


def _tell_who_asked(case: Finding, *, at: datetime) -> None:
    asked = case.steps.filter(new=FindingState.ASKED).exclude(old=FindingState.ASKED)
    asker = asked.order_by("-pk").values_list("by", flat=True).first()
    if asker:
        notices.tell(event=REPLIED, whom=[(asker, case.pk)], at=at)


def _step(
    case: Finding, *, new: FindingState, words: str, by: Account, at: datetime
) -> None:
    FindingStep.objects.create(
        finding=case, old=case.state, new=new, words=words, by=by, at=at
    )
