"""
Pages of the sessions somebody may see, the newest service first.

However rare what is wanted is, a page looks at a bounded number of sessions: it may
then be short, or empty, and still say where the next one begins.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils import timezone

from config.triggers import read_sql
from hours.models import Level, Session, SessionFilter
from hours.models.queries import FLAGGED, as_array
from volunteers.models import Account, Organization, Volunteer
from volunteers.permissions import (
    approved_organizations,
    read_organizations,
    read_sites,
    reads_the_city,
)

LOOKED_AT = 5_000  # sessions, for one page

BLOCK = "hours/sql/newest_of_scopes.sql"
ONE_PAGE = (
    "SELECT id, started_at FROM ({blocks}) AS found"
    " ORDER BY started_at {way}, id {way} LIMIT %(size)s"
)
# What an index has a place for, and what is asked of each session looked at.
VOLUNTEER = ("volunteer_id", "%(volunteers)s::bigint[]")
ACTIVITY = ("activity_id", "ARRAY[%(activity)s::uuid]")
SITE = ("site_id", "ARRAY[%(site)s::bigint]")
ORGANIZATION = ("organization_id", "ARRAY[%(organization)s::uuid]")
EVERYWHERE = ("true", "ARRAY[true]")
MY_SCOPE = [
    ("volunteer_id", "%(own)s::bigint[]"),
    ("organization_id", "%(organizations)s::uuid[]"),
    ("site_id", "%(sites)s::bigint[]"),
]
IN_MY_SCOPE = "({})".format(
    " OR ".join(f"{column} = ANY({values})" for column, values in MY_SCOPE)
)


@dataclass(frozen=True, slots=True)
class Place:
    """A session's place in the list."""

    started_at: datetime
    pk: UUID


@dataclass(frozen=True, slots=True)
class NewestPage:
    """Some sessions, and whence newer and older ones go on; None where none do."""

    sessions: list[Session]
    newer: Place | None
    older: Place | None


@dataclass(frozen=True)
class Newest:
    """
    A list of sessions: what is wanted of those that ``by`` may see.

    :param site: only at this practice site
    :param after: where the page begins; ``back`` if it goes to newer ones from there
    """

    wanted: SessionFilter
    by: Account
    site: int | None = None
    after: Place | None = None
    back: bool = False

    def page(self, *, size: int) -> NewestPage:
        """At most so many sessions; fewer, even none, where they are rare."""
        look = max(size + 1, LOOKED_AT // max(1, self._places))
        found = self._read(look=look, skip=0, size=size + 1, conditions=self._asked)
        horizon = None
        if self._asked and (len(found) <= size or self._places > 1):
            ends = self._read(look=1, skip=look - 1, size=1, conditions=[])
            horizon = ends[0] if ends else None
            found = [one for one in found if not self._is_beyond(one, horizon)]
        more, found = len(found) > size, found[:size]
        onward = found[-1] if more else horizon
        if self.back:
            found.reverse()
            return NewestPage(_named(found), onward, found[-1] if found else self.after)
        begun = found[0] if found and self.after else None
        return NewestPage(_named(found), begun, onward)

    def _is_beyond(self, one: Place, horizon: Place | None) -> bool:
        """Whether others between the horizon and this one were not looked at."""
        if horizon is None:
            return False
        here, there = (one.started_at, one.pk), (horizon.started_at, horizon.pk)
        return here > there if self.back else here < there

    def _read(
        self, *, look: int, skip: int, size: int, conditions: list[str]
    ) -> list[Place]:
        way = "ASC" if self.back else "DESC"
        blocks = " UNION ".join(
            read_sql(BLOCK).format(
                column=column,
                scopes=values,
                within=" AND ".join(self._within),
                wanted=" AND ".join(conditions) or "true",
                way=way,
            )
            for column, values in self._scopes
        )
        values = self._values | {"look": look, "skip": skip, "size": size}
        with connection.cursor() as cursor:
            cursor.execute(ONE_PAGE.format(blocks=blocks, way=way), values)
            return [Place(started_at, pk) for pk, started_at in cursor.fetchall()]

    @cached_property
    def _scopes(self) -> list[tuple[str, str]]:
        """Where to look: as narrow as an index allows."""
        wanted = self.wanted
        if wanted.volunteer is not None:
            return [VOLUNTEER]
        if wanted.activity is not None:
            return [ACTIVITY]
        if self.site is not None:
            return [SITE]
        if wanted.organization is not None and self._reads_organization:
            return [ORGANIZATION]
        return [EVERYWHERE] if self._reads_all else MY_SCOPE

    @cached_property
    def _asked(self) -> list[str]:
        """What is asked of each session that is looked at, beyond its scope."""
        wanted = self.wanted
        asked = {
            "status = %(status)s": wanted.status,
            "evidence = %(evidence)s": wanted.evidence,
            "level = %(level)s": wanted.level,
            "activity_id IS NULL": wanted.without_activity,
            "minutes >= %(least_minutes)s": wanted.least_minutes,
            "minutes <= %(most_minutes)s": wanted.most_minutes,
            self._marked[0]: wanted.flag,
            "activity_id = %(activity)s::uuid": wanted.activity,
            "site_id = %(site)s": self.site,
            "organization_id = %(organization)s::uuid": wanted.organization,
        }
        ((column, _), *others) = self._scopes
        found = [
            condition
            for condition, value in asked.items()
            if value and (others or not condition.startswith(f"{column} ="))
        ]
        if not self._reads_all and self._scopes not in (MY_SCOPE, [ORGANIZATION]):
            found.append(IN_MY_SCOPE)
        return found

    @cached_property
    def _marked(self) -> tuple[str, dict[str, Any]]:
        """Whether a session looked at is so marked, and with which values it asks."""
        if self.wanted.flag is None:
            return "", {}
        is_marked = FLAGGED[self.wanted.flag]()
        this_one = Session.objects.filter(is_marked, pk=RawSQL("looked_at.id", ()))
        sql, values = this_one.values("pk").query.sql_with_params()
        names = [f"marked_{n}" for n in range(len(values))]
        asked = sql % tuple(f"%({name})s" for name in names)
        return f"EXISTS ({asked})", dict(zip(names, values, strict=True))

    @cached_property
    def _within(self) -> list[str]:
        """The days, and the place from where the page goes on."""
        asked = {
            "service_date >= %(from_date)s": self.wanted.from_date,
            "service_date <= %(to_date)s": self.wanted.to_date,
        }
        found = [condition for condition, value in asked.items() if value]
        if self.after:
            than = ">" if self.back else "<"
            found.append(
                f"(service_date, started_at, id) {than}"
                " (%(after_day)s, %(after)s, %(after_id)s::uuid)"
            )
        return found or ["true"]

    @cached_property
    def _values(self) -> dict[str, Any]:
        wanted, after = self.wanted, self.after
        people = Volunteer.objects.filter(number=wanted.volunteer or "")
        return {
            "status": wanted.status,
            "evidence": wanted.evidence,
            "level": wanted.level,
            "least_minutes": wanted.least_minutes,
            "most_minutes": wanted.most_minutes,
            "activity": wanted.activity and str(wanted.activity),
            "organization": wanted.organization and str(wanted.organization),
            "site": self.site,
            "from_date": wanted.from_date,
            "to_date": wanted.to_date,
            "volunteers": list(people.values_list("pk", flat=True))
            if wanted.volunteer
            else [],
            "own": self._own,
            "organizations": as_array(read_organizations(self.by)),
            "sites": self._sites,
            "after": after and after.started_at,
            "after_day": after and timezone.localdate(after.started_at),
            "after_id": after and str(after.pk),
            **self._marked[1],
        }

    @cached_property
    def _places(self) -> int:
        """How many organizations, sites and people are looked at apart."""
        if self._scopes is not MY_SCOPE:
            return 1
        return len(self._own) + len(self._sites) + len(read_organizations(self.by))

    @cached_property
    def _reads_all(self) -> bool:
        return reads_the_city(self.by)

    @cached_property
    def _reads_organization(self) -> bool:
        return (
            self._reads_all
            or self.wanted.organization in read_organizations(self.by)
            or self._comes_up
        )

    @property
    def _comes_up(self) -> bool:
        """Whether it is what an organization below leaves to ``by`` to decide."""
        one = self.wanted.organization
        if one is None or self.wanted.level != Level.PARENT:
            return False
        own = approved_organizations(self.by)
        theirs = Organization.objects.filter(pk=one)
        return theirs.filter(parent__in=own).exists()

    @cached_property
    def _own(self) -> list[int]:
        person = self.by.as_volunteer
        return [person.pk] if person else []

    @cached_property
    def _sites(self) -> list[int]:
        if self._reads_all:
            return []
        return list(read_sites(self.by).values_list("pk", flat=True))


def _named(places: list[Place]) -> list[Session]:
    """The sessions there; their names are looked up for no others."""
    ids = [one.pk for one in places]
    named = Session.objects.filter(pk__in=ids).with_names()
    known = {one.pk: one for one in named}
    return [known[pk] for pk in ids if pk in known]
