"""A person's day as the rules of logging look at it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection

from config.triggers import read_sql
from hours.models.states import TAKES_TIME, Status
from volunteers.models import Organization, Volunteer

READ = "hours/sql/day_of_person.sql"
READ_MANY = "hours/sql/days_of_people.sql"


@dataclass(frozen=True, slots=True)
class Logged:
    """A session of the day; one that has not ended holds the time to midnight."""

    id: UUID
    status: str
    started_at: datetime
    until: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Day:
    """
    Where person and organization stand, and all that was logged for one local day.

    No session leaves its local day, so what overlaps one is here as well. ``is_led``
    says whether the person approves for the organization or runs it, ``is_believed``
    whether hours are taken on the person's own word (L34).
    """

    standing: str
    served: str
    is_led: bool
    is_believed: bool
    sessions: list[Logged]

    @property
    def is_registered(self) -> bool:
        return self.standing == Volunteer.Status.REGISTERED

    @property
    def organization_is_active(self) -> bool:
        return self.served == Organization.Status.ACTIVE

    @property
    def seen(self) -> str:
        """All of it in short, as ``make_add_session.sql`` compares it."""
        logged = sorted(self.sessions, key=lambda one: one.id)
        told = (f"{one.id}:{one.status}" for one in logged)
        return " ".join([self.standing, self.served, *told])

    def knows(self, pk: UUID) -> bool:
        """Whether a session of that id was logged for this day."""
        return any(one.id == pk for one in self.sessions)

    @property
    def minutes(self) -> int:
        """The minutes that take the person's time, decided or not."""
        return sum(one.minutes for one in self._taking_time())

    def overlapping(self, start: datetime, end: datetime) -> Logged | None:
        """The first session that shares time with [start, end)."""
        shared = (
            one
            for one in self._taking_time()
            if one.started_at < end and one.until > start
        )
        return next(shared, None)

    def with_one_more(
        self, pk: UUID, start: datetime, end: datetime, minutes: int
    ) -> "Day":
        """The day once that session has been submitted as well."""
        one = Logged(pk, Status.SUBMITTED, start, end, minutes)
        return replace(self, sessions=[*self.sessions, one])

    def without(self, pk: UUID) -> "Day":
        """The day but for that session, which is judged anew."""
        return replace(self, sessions=[one for one in self.sessions if one.id != pk])

    def _taking_time(self) -> Iterator[Logged]:
        return (one for one in self.sessions if one.status in TAKES_TIME)


def read_day(
    *, volunteer: Volunteer, organization: Organization, day: date, today: date
) -> Day:
    """The person's local day as it stands on the local date ``today``."""
    about: dict[str, Any] = {
        "volunteer": volunteer.pk,
        "organization": organization.pk,
        "day": day,
        "today": today,
    }
    with connection.cursor() as cursor:
        cursor.execute(read_sql(READ), about)
        return _as_day(cursor.fetchall())


def read_days(
    *, people: Iterable[tuple[int, date]], organization: Organization, today: date
) -> dict[tuple[int, date], Day]:
    """The same of many people and local dates, by both, in one statement."""
    wanted = sorted(set(people))
    about: dict[str, Any] = {
        "people": [person for person, _day in wanted],
        "days": [day for _person, day in wanted],
        "organization": organization.pk,
        "today": today,
    }
    with connection.cursor() as cursor:
        cursor.execute(read_sql(READ_MANY), about)
        rows = cursor.fetchall()
    return {
        whose: _as_day([row[2:] for row in of_one])
        for whose, of_one in groupby(rows, key=itemgetter(0, 1))
    }


def _as_day(rows: Collection[tuple[Any, ...]]) -> Day:
    rows = list(rows)
    person, served, leads, believed, *_ = rows[0]
    return Day(
        standing=person,
        served=served,
        is_led=leads,
        is_believed=believed,
        sessions=[Logged(*row[4:]) for row in rows if row[4]],
    )
