from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hours.deadlines import objection_due_on
from hours.disputes.errors import NotCounted, NothingToReport, ObjectedAlready
from hours.disputes.tell import tell_answerers
from hours.errors import NotYours
from hours.models import Objection, Session
from hours.permissions import may_ask_to_correct, may_object
from hours.rules.correct import Times, claim_with
from volunteers.models import Account


@transaction.atomic
def object_to(
    *,
    session: Session,
    words: str,
    by: Account,
    at: datetime,
    times: Times | None = None,
    about_decision: bool = False,
) -> tuple[Objection, bool]:
    """
    Say that a session is not right, and whether that is new; again: the same (L19).

    Those it concerns ask for a correction of counted hours, perhaps with the times
    that would be right; everybody else who may see the session reports it. Those who
    answer hear of it.

    :param about_decision: it is about how it was decided: the city answers
    :raises NotYours: if one may not see the session, or only reads for the city
    :raises NotCounted: if those it concerns need no correction: it does not count
    :raises NothingToReport: if it neither counts nor waits
    :raises ObjectedAlready: if something else of one's own is not answered yet
    :raises RuleBroken: whatever ``correct`` refuses of times
    """
    if not may_object(by, session):
        raise NotYours
    locked = _lock(session)
    said = {
        "kind": _kind(locked, by),
        "about_decision": about_decision,
        "words": words.strip(),
        **_proposed(locked, times, by=by, at=at),
    }
    raised = Objection.objects.open().about(locked).filter(raised_by=by).first()
    if raised is not None:
        if raised.says_the_same(said):
            return raised, False
        raise ObjectedAlready
    _check_state(locked, by)
    new = Objection.objects.create(
        volunteer_id=locked.volunteer_id,
        session=locked,
        organization_id=locked.organization_id,
        raised_by=by,
        raised_at=at,
        due_on=objection_due_on(timezone.localdate(at)),
        **said,
    )
    tell_answerers(new, session=locked, at=at)
    return new, True


def _lock(session: Session) -> Session:
    """The session as it stands; whoever decides it or objects as well waits."""
    locked = Session.objects.select_for_update(no_key=True, of=("self",))
    return locked.select_related("volunteer", "organization").get(pk=session.pk)


def _kind(session: Session, by: Account) -> str:
    asks = may_ask_to_correct(by, session)
    return Objection.Kind.CORRECTION if asks else Objection.Kind.REPORT


def _check_state(session: Session, by: Account) -> None:
    if may_ask_to_correct(by, session):
        if not session.is_approved:
            raise NotCounted
    elif not session.can_be_reported:
        raise NothingToReport


def _proposed(
    session: Session, times: Times | None, *, by: Account, at: datetime
) -> dict[str, Any]:
    """What is proposed, of those who may propose something."""
    if times is None or not may_ask_to_correct(by, session):
        return {"started_at": None, "ended_at": None, "break_minutes": None}
    claim_with(times, session, at=at)
    return times.values
