"""What became of two records: what was posted, what was left out, by whom and why."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear

from city.models import Merge
from hours.models import Entry, Session
from hours.reasons import MERGED
from volunteers.models import Volunteer

SIZE = 30
MOST = 100  # sessions that were left out, on one page


@dataclass(frozen=True, slots=True)
class Year:
    """One year's minutes: taken off the record given up, counted for the other."""

    year: int
    taken: int
    counted: int


def years(merge: Merge) -> list[Year]:
    """What the ledger says of it, by year of service."""
    taken = Entry.objects.filter(volunteer=merge.given, kind=Entry.Kind.MERGE)
    counted = Entry.objects.filter(
        volunteer=merge.kept,
        kind=Entry.Kind.APPROVE,
        session__volunteer=merge.kept,
        session__replaces__volunteer=merge.given,
    )
    minus, plus = _by_year(taken), _by_year(counted)
    return [
        Year(year, minus.get(year, 0), plus.get(year, 0))
        for year in sorted({*minus, *plus}, reverse=True)
    ]


def _by_year(lines: QuerySet[Entry]) -> dict[int, int]:
    by_year = lines.annotate(year=ExtractYear("service_date")).order_by()
    return dict(by_year.values_list("year").annotate(sum=Sum("minutes")))


def left_out(merge: Merge) -> list[Session]:
    """The sessions of either record that ended without being replaced."""
    # The person's own alone: nothing finds a session by what it replaces.
    again = Session.objects.filter(volunteer=merge.kept, replaces=OuterRef("pk"))
    ended = Session.objects.filter(
        volunteer__in=[merge.given, merge.kept],
        reason_code=MERGED,
        decided_by=merge.by,
        decided_at__gte=merge.at,
    )
    if merge.finished_at:
        ended = ended.filter(decided_at__lte=merge.finished_at)
    found = ended.exclude(Exists(again)).with_names()
    return list(found.order_by("started_at", "pk")[:MOST])


@dataclass(frozen=True, slots=True)
class Merges:
    """Some of what was put together, newest first, and after which it goes on."""

    lines: list[Merge]
    next: UUID | None


def newest(after: Merge | None = None) -> Merges:
    """A page of all that was put together."""
    found = Merge.objects.order_by("-at", "-pk")
    if after:
        found = found.filter(
            Q(at__lt=after.at) | Q(at=after.at, pk__lt=after.pk), at__lte=after.at
        )
    rows = list(found.select_related("given", "kept", "by__volunteer")[: SIZE + 1])
    more, rows = len(rows) > SIZE, rows[:SIZE]
    return Merges(rows, rows[-1].pk if more else None)


def merges_of(person: Volunteer) -> list[Merge]:
    """What the person's record was put together with, newest first."""
    of = Q(kept=person) | Q(given=person)
    found = Merge.objects.filter(of).select_related("given", "kept")
    return list(found.order_by("-at", "-pk")[:SIZE])


def merged_into(person: Volunteer) -> QuerySet[Merge]:
    """
    What was put together with the person's own record, newest first.

    Also what had been put together before with a record that was given up later.
    """
    found = Merge.objects.filter(kept__in=person.all_records)
    return found.select_related("given", "kept").order_by("-at", "-pk")


def merge_of(one: Volunteer, other: Volunteer) -> Merge | None:
    """That these two were put together, whichever of them was given up."""
    pair = [one, other]
    return Merge.objects.filter(given__in=pair, kept__in=pair).first()
