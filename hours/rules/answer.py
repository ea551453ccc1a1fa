from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from hours.errors import NotAsked, NotYours
from hours.models import Session, Status
from hours.rules.judging import decided, run
from hours.telling import ANSWERED
from notices import rules as notices
from notices.attaching.plain import Plain
from notices.models import Message
from volunteers.models import Account


@transaction.atomic
def answer(
    *,
    session: Session,
    text: str,
    files: Iterable[Plain] = (),
    by: Account,
    at: datetime,
) -> Session:
    """
    Answer what the organization asked: the session waits for its decision again.

    The same answer again, after it was given, changes nothing.

    :raises NotYours: if it is somebody else's session
    :raises NotAsked: if nobody is waiting for an answer
    :raises TooManyAttachments: if the thread would have more than twenty files
    """
    locked = (
        Session.objects.of(by)
        .select_for_update(no_key=True, of=("self",))
        .filter(pk=session.pk)
        .first()
    )
    if locked is None:
        raise NotYours
    if not locked.is_queried:
        last = Message.objects.about(locked.pk).last()
        if last and last.author_id == by.pk and last.text == text.strip():
            return locked
        raise NotAsked
    notices.say(about=locked.pk, text=text.strip(), files=files, by=by, at=at)
    if asker := locked.decided_by_id:
        notices.tell(event=ANSWERED, whom=[(asker, locked.pk)], at=at)
    run(
        "move",
        sessions=[locked.pk],
        new=Status.SUBMITTED,
        **decided(by, at, "", ""),
    )
    return Session.objects.get(pk=locked.pk)
