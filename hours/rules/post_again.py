"""Hours of one record of a person, posted again for the record that goes on (L32)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from hours.models import Entry, Session
from hours.models.queries import as_array
from hours.reasons import MERGED
from hours.rules.judging import decided, execute, run
from volunteers.models import Account, Volunteer
from volunteers.models.naming import uuid7


@dataclass(frozen=True, slots=True)
class PostedAgain:
    """Sessions and minutes, decided or not: entered anew, and left out."""

    sessions: int = 0
    minutes: int = 0
    left_out: int = 0
    minutes_left_out: int = 0


def lock_timelines(*people: Volunteer) -> None:
    """
    Lock all that takes the time of the people, who are locked already.

    Nobody decides any of it until the end of the transaction.
    """
    list(
        Session.objects.filter(volunteer__in=people)
        .taking_time()
        .select_for_update(no_key=True, of=("self",))
        .order_by("pk")
        .values_list("pk")
    )


@transaction.atomic
def post_again(
    *,
    sessions: Collection[UUID],
    left_out: Collection[UUID],
    kept: Volunteer,
    own: Collection[int],
    by: Account,
    at: datetime,
) -> PostedAgain:
    """
    Reverse or withdraw locked sessions, and enter them anew for the kept record.

    Each is replaced by the same claim in the same state, with its evidence, level,
    submitter, decision and open objections; only what one of the ``own`` accounts
    approved waits again, for nobody decides their own (L17). What is ``left_out`` ends
    without being replaced. No row changes its volunteer. Level and age are not judged
    again.

    :param sessions: of the record that is given up, taking time, locked
    :param left_out: of either record, taking time, locked
    """
    old, new = list(sessions), [uuid7() for _ in sessions]
    values = decided(by, at, MERGED, "")
    # First: what is entered anew may need the time of what is left out.
    left, left_minutes = run("leave_record", sessions=list(left_out), **values)
    again = {"ids": as_array(old), "new_ids": as_array(new)}
    execute("enter_again", kept=kept.pk, own=list(own), **again)
    execute("settle_again", **again, **values)
    execute("object_again", **again, kept=kept.pk, by=by.pk, at=at)
    gone, minutes = run("leave_record", sessions=old, **values)
    every = as_array([*left_out, *old, *new])
    execute("post_together", kind=Entry.Kind.MERGE, **values | {"ids": every})
    return PostedAgain(gone, minutes, left, left_minutes)
