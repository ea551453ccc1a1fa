"""What a person of the city lets follow from a proved case (rule L34)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from hours.integrity.cases import heads_of, is_about
from hours.integrity.errors import CaseIsOnesOwn, NotProved, RestrictionTooShort
from hours.integrity.telling import LIFTED, RESTRICTED
from hours.models import Finding, FindingState, Session, Status
from hours.rules import reverse
from hours.rules.judging import Outcome
from notices import rules as notices
from volunteers import rules as volunteers
from volunteers.answering import who_answers
from volunteers.models import (
    Account,
    Organization,
    Restriction,
    RestrictionKind,
    Volunteer,
)
from volunteers.permissions import is_staff


@transaction.atomic
def take_back(*, finding: Finding, words: str, by: Account, at: datetime) -> Outcome:
    """
    Reverse the counted sessions that show a proved case; their volunteers are told.

    :raises CaseIsOnesOwn: if it is about whoever decides, or they are not of the city
    :raises NotProved: if the case is not confirmed
    """
    _lock(finding, by)
    counted = Session.objects.filter(pk__in=finding.shown, status=Status.APPROVED)
    ids = list(counted.values_list("pk", flat=True))
    return reverse(sessions=ids, by=by, at=at, reason=words)


@transaction.atomic
def restrict(
    *,
    finding: Finding,
    kind: RestrictionKind,
    whom: Iterable[Volunteer] | Organization,
    until: date,
    words: str,
    by: Account,
    at: datetime,
) -> int:
    """
    Withhold something from people, or from an organization, until the end of a day.

    Nothing here follows by itself: a person of the city decides, says why, and they
    are told (个人信息保护法 art. 24). The same again changes nothing.

    :returns: how many restrictions are new
    :raises CaseIsOnesOwn: if it is about whoever decides, or they are not of the city
    :raises NotProved: if the case is not confirmed
    :raises RestrictionTooShort: if the day is over
    """
    _lock(finding, by)
    if until < timezone.localdate(at):
        raise RestrictionTooShort
    made = [
        volunteers.restrict(
            kind=kind,
            whom=one,
            because_of=finding.pk,
            until=until,
            words=words,
            by=by,
            at=at,
        )
        for one in ([whom] if isinstance(whom, Organization) else whom)
    ]
    new = [restriction for restriction, is_new in made if is_new]
    for restriction in new:
        _tell(RESTRICTED, restriction, at=at)
    return len(new)


@transaction.atomic
def lift(*, restriction: Restriction, words: str, by: Account, at: datetime) -> None:
    """
    End a restriction before its time; whom it was about is told. Again: the same.

    :raises CaseIsOnesOwn: if it is about whoever decides, or they are not of the city
    """
    person = by.as_volunteer
    if not is_staff(by) or (person and person.pk == restriction.volunteer_id):
        raise CaseIsOnesOwn
    if volunteers.lift(restriction=restriction, words=words, by=by, at=at):
        _tell(LIFTED, restriction, at=at)


def _lock(finding: Finding, by: Account) -> None:
    case = Finding.objects.select_for_update(no_key=True).get(pk=finding.pk)
    if not is_staff(by) or is_about(case, by):
        raise CaseIsOnesOwn
    if case.state != FindingState.CONFIRMED:
        raise NotProved


def _tell(event: str, restriction: Restriction, *, at: datetime) -> None:
    whom = who_answers(Restriction.objects.filter(pk=restriction.pk), at=at)
    if restriction.organization_id:
        heads = heads_of(restriction.organization_id, at=at)
        whom += [(one, restriction.pk) for one in heads]
    notices.tell(event=event, whom=whom, at=at)
