"""Who may be registered twice: found in the background, offered to the city."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.db import connection
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from city.models import Likeness, TwoPeople
from config import limits
from config.triggers import read_sql
from volunteers.models import Volunteer

HOUR = 3600
SIZE = 20
Pair = TypeVar("Pair", bound=Model)


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
class Pairs(Generic[Pair]):
    """Some pairs, the last first, and after which the next page begins."""

    pairs: list[Pair]
    next: int | None


def newest(after: int | None = None) -> Pairs[Likeness]:
    """A page of the pairs that are both in use still, and not said to be two people."""
    return _page(_offered(), after)


def set_apart(after: int | None = None) -> Pairs[TwoPeople]:
    """A page of all that was said to be two people, also what was taken back."""
    named = TwoPeople.objects.select_related(
        "one", "other", "by__volunteer", "taken_back_by__volunteer"
    )
    return _page(named, after)


def _page(found: QuerySet[Pair], after: int | None) -> Pairs[Pair]:
    found = found.order_by("-pk")
    if after:
        found = found.filter(pk__lt=after)
    rows = list(found[: SIZE + 1])
    more, rows = len(rows) > SIZE, rows[:SIZE]
    return Pairs(rows, rows[-1].pk if more else None)


def likenesses_of(person: Volunteer) -> list[Volunteer]:
    """The other records that may be the same person's."""
    pairs = _offered().filter(Q(one=person) | Q(other=person)).order_by("-pk")
    return [
        pair.other if pair.one_id == person.pk else pair.one for pair in pairs[:SIZE]
    ]


def set_apart_from(person: Volunteer) -> list[TwoPeople]:
    """What holds of the person and records that seemed to be the same person's."""
    said = TwoPeople.objects.in_force().of(person).select_related("one", "other")
    return list(said.order_by("-pk")[:SIZE])


def _offered() -> QuerySet[Likeness]:
    closed = Volunteer.Status.CLOSED
    named = Likeness.objects.select_related("one", "other")
    in_use = named.exclude(one__status=closed).exclude(other__status=closed)
    apart = TwoPeople.objects.in_force().filter(
        one=OuterRef("one"), other=OuterRef("other")
    )
    return in_use.exclude(Exists(apart))
