"""What a person of the city lets follow from a proved case (rule L34)."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from config import jobs
from config.jobs import Progress
from config.models import Job
from hours.integrity.cases import heads_of, is_about
from hours.integrity.errors import CaseIsOnesOwn, NotProved, RestrictionTooShort
from hours.integrity.telling import LIFTED, RESTRICTED
from hours.jobs import AT_ONCE, added, summary
from hours.models import Finding, FindingState
from hours.rules import reverse
from hours.rules.judging import Outcome, require_reason
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
def take_back(
    *, finding: Finding, words: str, by: Account, at: datetime
) -> Outcome | Job:
    """
    Reverse all counted sessions of a proved case; their volunteers are told.

    Up to 1,000 at once; of more, about as many in each step of a job. While that is at
    work, taking back again is the same job.

    :raises CaseIsOnesOwn: if it is about whoever decides, or they are not of the city
    :raises NotProved: if the case is not confirmed
    :raises ReasonNeeded: without words
    """
    case = _lock(finding, by)
    if case.job and case.job.finished_at is None:
        return case.job
    counted = case.counted()
    size = counted.count()
    if size <= AT_ONCE:
        ids = list(counted.values_list("pk", flat=True))
        return reverse(sessions=ids, by=by, at=at, reason=words)
    require_reason("", words)
    case.job = jobs.start(
        kind="take_back",
        by=by,
        at=at,
        arguments={"finding": str(case.pk), "words": words},
        total=size,
    )
    case.save(update_fields=["job"])
    return case.job


def take_back_next(job: Job) -> Progress:
    """
    The next sessions of a job that ``take_back`` began, all of a person in one step.

    Of those the city may not take back, such as of whoever decides, none is met twice.
    """
    asked = Job.objects.values_list("arguments", flat=True).get(pk=job.pk)
    case = _lock(Finding.objects.get(pk=asked["finding"]), job.account)
    so_far = dict(job.result)
    ids, last, is_last = _share(case, after=so_far.pop("last_person", 0))
    outcome = reverse(
        sessions=ids, by=job.account, at=timezone.now(), reason=asked["words"]
    )
    result = added(so_far, summary(outcome)) | {"last_person": last}
    return Progress(done=len(ids), result=result, is_last=is_last)


def _share(case: Finding, *, after: int) -> tuple[list[UUID], int, bool]:
    """Counted sessions of the next people, who is the last, and whether all are."""
    counted = case.counted().order_by("volunteer", "pk")
    later = counted.filter(volunteer__gt=after).values_list("volunteer", "pk")
    rows = list(later[: AT_ONCE + 1])
    if len(rows) <= AT_ONCE:
        return [pk for _person, pk in rows], rows[-1][0] if rows else after, True
    cut = rows[-1][0]
    whole = [one for one in rows if one[0] != cut]
    # One person alone may have more.
    whole = whole or list(later.filter(volunteer=cut))
    return [pk for _person, pk in whole], whole[-1][0], False


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


def _lock(finding: Finding, by: Account) -> Finding:
    case = Finding.objects.select_for_update(no_key=True).get(pk=finding.pk)
    if not is_staff(by) or is_about(case, by):
        raise CaseIsOnesOwn
    if case.state != FindingState.CONFIRMED:
        raise NotProved
    return case


def _tell(event: str, restriction: Restriction, *, at: datetime) -> None:
    whom = who_answers(Restriction.objects.filter(pk=restriction.pk), at=at)
    if restriction.organization_id:
        heads = heads_of(restriction.organization_id, at=at)
        whom += [(one, restriction.pk) for one in heads]
    notices.tell(event=event, whom=whom, at=at)
