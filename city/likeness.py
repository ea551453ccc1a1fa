"""Who may be registered twice: found in the background, read by the city."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet

from city.models import Likeness
from config import limits
from config.triggers import read_sql
from volunteers.models import Volunteer

HOUR = 3600
SIZE = 20


def find() -> None:
    """Note all there are now, and forget those that are none any more."""
    with connection.cursor() as cursor:
        cursor.execute(read_sql("city/sql/find_likenesses.sql"))


def find_if_due(*, at: datetime) -> bool:
    """
    Find them once an hour at most.

    :return: whether it did
    """
    if limits.spend("likenesses", limit=1, seconds=HOUR) is not None:
        return False
    find()
    return True


@dataclass(frozen=True, slots=True)
class Likenesses:
    """Some pairs, found last first, and after which the next page begins."""

    pairs: list[Likeness]
    next: int | None


def newest(after: int | None = None) -> Likenesses:
    """A page of the pairs that are both in use still."""
    found = _in_use().order_by("-pk")
    if after:
        found = found.filter(pk__lt=after)
    rows = list(found[: SIZE + 1])
    more, rows = len(rows) > SIZE, rows[:SIZE]
    return Likenesses(rows, rows[-1].pk if more else None)


def likenesses_of(person: Volunteer) -> list[Volunteer]:
    """The other records that may be the same person's."""
    pairs = _in_use().filter(Q(one=person) | Q(other=person)).order_by("-pk")
    return [
        pair.other if pair.one_id == person.pk else pair.one for pair in pairs[:SIZE]
    ]


def _in_use() -> QuerySet[Likeness]:
    closed = Volunteer.Status.CLOSED
    named = Likeness.objects.select_related("one", "other")
    return named.exclude(one__status=closed).exclude(other__status=closed)
