"""Where two records of one person have hours at the same time, and whose count."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from city.models import Side
from config.triggers import read_sql
from hours.models import Session
from volunteers.models import Volunteer

SHARED = "hours/sql/shared_time.sql"


@dataclass(frozen=True, slots=True)
class Overlap:
    """
    Sessions of two records that hang together by shared time, each side's own.

    One choice is made for all of them: within a side they do not overlap, so either
    side's can be counted whole.
    """

    given: tuple[UUID, ...]
    kept: tuple[UUID, ...]

    @property
    def key(self) -> str:
        """The same for the same sessions: a choice is about these and no others."""
        ids = sorted(one.hex for one in (*self.given, *self.kept))
        return hashlib.sha256("".join(ids).encode()).hexdigest()[:16]

    def left_out(self, side: str) -> tuple[UUID, ...]:
        """What does not count if the side's hours do."""
        return self.kept if side == Side.GIVEN else self.given


@dataclass(frozen=True, slots=True)
class Share:
    """Some sessions of the record given up, with all that overlaps them."""

    again: list[UUID]
    left_out: list[UUID]


@dataclass(frozen=True, slots=True)
class Plan:
    """All that takes time in the record given up, and where it overlaps the other."""

    sessions: list[UUID]
    overlaps: list[Overlap]

    def size(self, choices: Mapping[str, str]) -> int:
        """How many sessions change: of the record given up all, of the other some."""
        mine = (one.kept for one in self.overlaps if choices[one.key] == Side.GIVEN)
        return len(self.sessions) + sum(map(len, mine))

    def open(self, choices: Mapping[str, str]) -> list[Overlap]:
        """The overlaps for which nobody has chosen."""
        return [one for one in self.overlaps if one.key not in choices]

    def share(self, choices: Mapping[str, str], *, size: int) -> Share:
        """About ``size`` of the sessions: what overlaps first, and never in parts."""
        again: list[UUID] = []
        left_out: list[UUID] = []
        for given, lost in self._pieces(choices):
            if len(again) + len(left_out) >= size:
                break
            left_out += lost
            again += [one for one in given if one not in lost]
        return Share(again, left_out)

    def _pieces(
        self, choices: Mapping[str, str]
    ) -> Iterator[tuple[Collection[UUID], Collection[UUID]]]:
        overlapping = {pk for one in self.overlaps for pk in one.given}
        for one in self.overlaps:
            yield one.given, one.left_out(choices[one.key])
        for pk in self.sessions:
            if pk not in overlapping:
                yield (pk,), ()


def plan_of(*, given: Volunteer, kept: Volunteer) -> Plan:
    """What putting the records together comes to, as they stand."""
    sessions = Session.objects.filter(volunteer=given).taking_time()
    with connection.cursor() as cursor:
        cursor.execute(read_sql(SHARED), {"one": given.pk, "other": kept.pk})
        pairs: list[tuple[UUID, UUID]] = cursor.fetchall()
    return Plan(
        sessions=list(sessions.order_by("pk").values_list("pk", flat=True)),
        overlaps=list(_hanging_together(pairs)),
    )


def _hanging_together(pairs: Iterable[tuple[UUID, UUID]]) -> Iterator[Overlap]:
    """Pairs in order of time, joined where they have a session in common."""
    given: dict[UUID, None] = {}
    kept: dict[UUID, None] = {}
    for one, other in pairs:
        if given and one not in given and other not in kept:
            yield Overlap(tuple(given), tuple(kept))
            given, kept = {}, {}
        given[one] = kept[other] = None
    if given:
        yield Overlap(tuple(given), tuple(kept))
