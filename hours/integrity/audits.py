"""Draw counted hours by chance, ask who served, and say how many were confirmed."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil, floor, sqrt
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q

from config import jobs
from config.jobs import Progress
from config.models import Job
from config.triggers import read_sql
from hours.integrity.errors import NotDrawn, RepliedAlready
from hours.integrity.telling import DRAWN
from hours.models import Audit, AuditedSession, Reply
from hours.rules.tell import tell_people
from volunteers.models import Account
from volunteers.models.naming import uuid7
from volunteers.permissions import is_staff, speaks_for

# Of a normal distribution, within which 95 of 100 lie.
WITHIN_95 = 1.959964
# Fewer answers than these say nothing of an organization, and might say who answered.
LEAST_TOLD = 10


@transaction.atomic
def draw(
    *,
    since: date,
    until: date,
    size: int,
    by: Account,
    at: datetime,
    seed: str = "",
) -> Audit:
    """
    Let a job draw about ``size`` of the sessions counted on these local dates.

    The same seed draws the same ones; without one, chance gives it.
    """
    audit = Audit.objects.create(
        id=uuid7(),
        seed=seed or secrets.token_hex(8),
        since=since,
        until=until,
        size=size,
        drawn_by=by,
        drawn_at=at,
    )
    audit.job = jobs.start(
        kind="audit", by=by, at=at, arguments={"audit": str(audit.pk)}
    )
    audit.save(update_fields=["job"])
    return audit


def draw_next(job: Job) -> Progress:
    """
    Draw what ``draw`` began, in one step: one reading of the sessions of these days.

    Whose hours they are is asked.
    """
    audit = Audit.objects.get(job=job)
    asked: dict[str, Any] = {
        name: getattr(audit, name) for name in ("seed", "size", "since", "until")
    }
    with connection.cursor() as cursor:
        cursor.execute(read_sql("hours/sql/give_room.sql"))
        cursor.execute(
            read_sql("hours/sql/draw_sample.sql"),
            asked | {"audit": audit.pk},
        )
    drawn = list(audit.sessions.values_list("session", flat=True))
    tell_people(
        event=DRAWN,
        sessions=drawn,
        about=audit.pk,
        by=audit.drawn_by,
        at=audit.drawn_at,
    )
    return Progress(done=len(drawn), result={"audit": str(audit.pk)}, is_last=True)


@transaction.atomic
def reply(
    *, drawn: AuditedSession, said: Reply, words: str, by: Account, at: datetime
) -> AuditedSession:
    """
    Note what came of asking; the same again changes nothing.

    The person, or a child's guardian, says it; city staff note what they heard by
    phone, and alone that nobody was reached.

    :raises NotDrawn: if it is neither one's own nor for the city to note
    :raises RepliedAlready: if somebody has said otherwise
    """
    locked = AuditedSession.objects.select_for_update(no_key=True, of=("self",))
    one = locked.select_related("volunteer").get(pk=drawn.pk)
    own = speaks_for(by, one.volunteer)
    may_say = said != Reply.UNREACHED if own else is_staff(by)
    if not may_say:
        raise NotDrawn
    if (one.reply, one.words) == (said, words):
        return one
    if one.is_settled:
        raise RepliedAlready(reply=one.get_reply_display())
    one.reply, one.words, one.replied_by, one.replied_at = said, words, by, at
    one.save(update_fields=["reply", "words", "replied_by", "replied_at"])
    return one


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of those who answered confirmed, and between what the truth lies."""

    confirmed: int
    answered: int

    @property
    def low(self) -> int:
        """The lower end of Wilson's interval of 95 %, in whole percent."""
        return floor(100 * max(0.0, self._middle - self._half))

    @property
    def high(self) -> int:
        """Its upper end, in whole percent."""
        return ceil(100 * min(1.0, self._middle + self._half))

    @property
    def is_told(self) -> bool:
        """Whether there are enough answers to publish it."""
        return self.answered >= LEAST_TOLD

    @property
    def _widened(self) -> float:
        return 1 + WITHIN_95**2 / self.answered

    @property
    def _middle(self) -> float:
        share = self.confirmed / self.answered
        return (share + WITHIN_95**2 / (2 * self.answered)) / self._widened

    @property
    def _half(self) -> float:
        share = self.confirmed / self.answered
        spread = share * (1 - share) / self.answered
        spread += WITHIN_95**2 / (4 * self.answered**2)
        return WITHIN_95 * sqrt(spread) / self._widened


def rates(organizations: Iterable[UUID]) -> dict[UUID, Rate]:
    """What was confirmed of each of these organizations, in all audits."""
    counted = (
        AuditedSession.objects.filter(
            organization__in=organizations, reply__in=[Reply.CONFIRMED, Reply.DENIED]
        )
        .values_list("organization")
        .annotate(
            confirmed=Count("pk", filter=Q(reply=Reply.CONFIRMED)), answered=Count("pk")
        )
    )
    return {pk: Rate(confirmed, answered) for pk, confirmed, answered in counted}
