from datetime import datetime

from django.db import transaction

from hours.disputes.errors import (
    AnsweredAlready,
    DeciderReported,
    NoSuchObjection,
    OwnObjection,
)
from hours.disputes.telling import ANSWERED
from hours.errors import LeftOut
from hours.models import Objection, Session
from hours.rules.correct import Times, correct, lock_person_of
from hours.rules.judging import (
    higher_level,
    lock_and_judge,
    not_in_office,
    own,
    require_reason,
)
from hours.rules.reject import reject
from hours.rules.reverse import reverse
from notices import rules as notices
from volunteers.models import Account
from volunteers.permissions import is_staff


@transaction.atomic
def settle_objection(
    *,
    objection: Objection,
    upheld: bool,
    words: str,
    by: Account,
    at: datetime,
    times: Times | None = None,
) -> Objection:
    """
    Answer what was said of a session and, if it is right, put it right; again: the
    same.

    Upheld, counted hours get the times given, and without any are taken back; hours
    that wait are not accepted. Who decides the session answers, but nobody what they
    said themselves, about their own hours, or what is reported of their own decision.
    Whoever raised it hears of the answer, and of nothing beside it: whose hours they
    are otherwise hears that they were put right.

    :raises ReasonNeeded: without words; whoever objected and the volunteer read them
    :raises NoSuchObjection: if it is about the decision, and ``by`` is not the city
    :raises OwnObjection: if ``by`` raised it
    :raises DeciderReported: if it is a report, and ``by`` decided the session
    :raises AnsweredAlready: if it was answered otherwise, or taken back
    :raises LeftOut: if the session is not for ``by`` to decide, or not at this moment
    :raises RuleBroken: whatever ``correct`` refuses
    """
    require_reason("", words)
    session = _lock(objection, by, at=at)
    locked = Objection.objects.select_for_update(no_key=True).get(pk=objection.pk)
    _check_who(locked, session, by)
    answer = {
        "state": Objection.State.UPHELD if upheld else Objection.State.DISMISSED,
        "answer": words.strip(),
        "answered_by_id": by.pk,
    }
    if not locked.is_open:
        if locked.says_the_same(answer):
            return locked
        raise AnsweredAlready
    if upheld:
        _put_right(session, locked, words, times=times, by=by, at=at)
    Objection.objects.filter(pk=locked.pk).update(**answer, answered_at=at)
    whom = [(locked.raised_by_id, locked.pk)]
    notices.tell(event=ANSWERED, whom=whom, at=at)
    return Objection.objects.get(pk=locked.pk)


def _lock(objection: Objection, by: Account, *, at: datetime) -> Session:
    # Its person first, for putting it right may enter other times.
    session = Session.objects.select_related("volunteer").get(pk=objection.session_id)
    lock_person_of(session)
    __, refused = lock_and_judge(
        [session], not_in_office(by, at=at), own(by), higher_level(by, at=at)
    )
    if refused:
        raise LeftOut(refused[0])
    return Session.objects.with_names().get(pk=session.pk)


def _check_who(objection: Objection, session: Session, by: Account) -> None:
    if objection.about_decision and not is_staff(by):
        raise NoSuchObjection
    if objection.raised_by_id == by.pk:
        raise OwnObjection
    if objection.is_confidential and session.decided_by_id == by.pk:
        raise DeciderReported


def _put_right(
    session: Session,
    objection: Objection,
    words: str,
    *,
    times: Times | None,
    by: Account,
    at: datetime,
) -> None:
    raiser = objection.raised_by
    if session.is_approved and times:
        correct(
            session=session,
            times=times,
            by=by,
            at=at,
            reason=words,
            is_asked_for=objection.says_the_same(times.values),
            told_otherwise=raiser,
        )
    elif session.can_be_reported:
        act = reverse if session.is_approved else reject
        outcome = act(
            sessions=[session], by=by, at=at, reason=words, told_otherwise=raiser
        )
        if outcome.refused:
            raise LeftOut(outcome.refused[0])
