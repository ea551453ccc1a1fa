from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from hours.models import Objection, Session
from notices.models import Attachment, Message
from recognition.models import StarReview
from volunteers.models import ClosedRecord

PEOPLE_AT_ONCE = 50  # whose sessions are locked together


def erase_closed(before: datetime, most: int) -> int:
    """
    Erase for good who they were whose accounts were closed before then.

    Their own words go as well: notes of their sessions, what they answered and sent
    there, and what they objected to.
    Number, home, year of birth and hours are all that stays, of nobody any more.

    :returns: how many
    """
    erased = 0
    while erased < most and (some := _erase(before, min(PEOPLE_AT_ONCE, most))):
        erased += some
    return erased


@transaction.atomic
def _erase(before: datetime, most: int) -> int:
    due = ClosedRecord.objects.filter(closed_at__lt=before).order_by("closed_at", "pk")
    records = list(due.select_for_update(skip_locked=True)[:most])
    _erase_words(
        people=[one.volunteer_id for one in records if one.volunteer_id],
        accounts=[one.account_id for one in records if one.account_id],
    )
    ClosedRecord.objects.filter(pk__in=[one.pk for one in records]).delete()
    return len(records)


def _erase_words(*, people: Iterable[int], accounts: Iterable[int]) -> None:
    theirs = Session.objects.filter(volunteer__in=people).order_by("pk")
    # In order of id, as every decision locks them.
    locked = theirs.select_for_update(no_key=True, of=("self",))
    ids = list(locked.values_list("pk", flat=True))
    Session.objects.filter(pk__any_of=ids).exclude(note="").update(note="")
    said = Message.objects.filter(about__in=ids, author__in=accounts)
    Attachment.objects.filter(message__in=said.values("pk")).delete()
    said.update(text="")
    Objection.objects.filter(raised_by__in=accounts).exclude(words="").update(words="")
    StarReview.objects.filter(raised_by__in=accounts).exclude(words="").update(words="")
