from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from hours.errors import NoQuestion, NotYours
from hours.models import Session
from hours.models.queries import SessionQuerySet
from hours.rules.tell import tell_people
from hours.telling import ADDED, QUERIED
from notices import rules as notices
from notices.attaching.plain import Plain
from notices.models import Message
from volunteers.models import Account


@transaction.atomic
def add_words(
    *,
    session: Session,
    text: str,
    files: Iterable[Plain] = (),
    by: Account,
    at: datetime,
) -> Message:
    """
    Add to the talk about a session that was asked about; it waits for whom it did.

    The volunteer may until it is decided, whoever asks while the question is open.
    The same words again, right after, add nothing.

    :raises NotYours: if it is neither one's own nor one's to decide
    :raises NoQuestion: if nothing is being asked
    :raises TooManyAttachments: if the thread would have more than twenty files
    """
    own = _locked(Session.objects.of(by), session)
    locked = own or _locked(Session.objects.decidable_by(by), session)
    if locked is None or (own is None and locked.is_of(by)):
        raise NotYours
    last = Message.objects.about(locked.pk).last()
    waits = locked.is_queried or (own is not None and locked.is_submitted)
    if last is None or not waits:
        raise NoQuestion
    text = text.strip()
    if (last.author_id, last.text) == (by.pk, text) and not files:
        return last
    message = notices.say(about=locked.pk, text=text, files=files, by=by, at=at)
    if own is None:
        tell_people(event=QUERIED, sessions=[locked.pk], by=by, at=at)
    elif asker := _last_asker(locked, by):
        notices.tell(event=ADDED, whom=[(asker, locked.pk)], at=at)
    return message


def _locked(among: SessionQuerySet, session: Session) -> Session | None:
    locked = among.select_for_update(no_key=True, of=("self",))
    return locked.filter(pk=session.pk).first()


def _last_asker(session: Session, by: Account) -> int | None:
    """Who spoke last for the organization."""
    others = Message.objects.about(session.pk).exclude(author=by)
    return others.values_list("author", flat=True).last()
