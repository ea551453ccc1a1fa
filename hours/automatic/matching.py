"""What a rule matches: one statement, for what it decides and for its dry run."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from config.triggers import read_sql
from hours.automatic.conditions import Conditions, Guardrails
from hours.models.queries import as_array
from volunteers.models import Account, Organization
from volunteers.permissions import stood_in_for, wards_of

MATCHES = "hours/sql/automatic_matches.sql"
FIRST = "hours/sql/automatic_waiting.sql"
WAITING = "status = 'submitted'"
OF_THEM = f"{WAITING} AND id = ANY(%(ids)s::uuid[])"


@dataclass(frozen=True, slots=True)
class Match:
    """A session that a rule matches; below the share of 100, a person looks at it."""

    id: UUID
    volunteer_id: int
    evidence: str
    minutes: int
    chance: int
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """
    What is asked of an organization's sessions.

    :param conditions: within the city's guardrails already
    :param deciders: who made the rule and who switched it on: nothing of their own,
        and nothing they sent in for others
    """

    organization: Organization
    conditions: Conditions
    seed: str
    deciders: tuple[Account, ...]
    at: datetime

    @classmethod
    def within(
        cls,
        *,
        organization: Organization,
        conditions: Conditions,
        seed: str,
        deciders: tuple[Account, ...],
        at: datetime,
    ) -> "Question":
        guardrails = Guardrails.on(timezone.localdate(at))
        kept = guardrails.keep(conditions)
        return cls(organization, kept, seed, deciders, at)

    def values(self) -> dict[str, Any]:
        people = {pk for one in self.deciders for pk in people_of(one)}
        return {
            **asdict(self.conditions),
            "evidences": self.conditions.evidences,
            "organization": self.organization.pk,
            "seed": self.seed,
            "own": sorted(people),
            "deciders": [one.pk for one in self.deciders],
            "at": self.at,
            "today": timezone.localdate(self.at),
        }


def seed_of(organization: Organization, version: int) -> str:
    """
    What draws the share a person looks at: known before the rule is made, so that its
    dry run knows whom chance will draw, and to nobody who names a session's id.
    """
    named = f"{organization.pk} {version}"
    return salted_hmac("hours.automatic", named, algorithm="sha256").hexdigest()


def people_of(account: Account) -> set[int]:
    """Oneself, one's wards, and those one stands in for."""
    away = (one.deputy_of for one in stood_in_for(account))
    others = [one.account.as_volunteer for one in away if one]
    people = [account.as_volunteer, *wards_of(account), *others]
    return {one.pk for one in people if one}


def sql(which: str, *, path: str = MATCHES) -> str:
    """A statement about the sessions that meet ``which``, an SQL condition of ours."""
    matches = read_sql(MATCHES)
    text = read_sql(path).replace("{matches}", matches)
    return text.replace("{which}", which)


def waiting(question: Question, *, most: int) -> list[UUID]:
    """The first that wait and match, the longest waiting first."""
    with connection.cursor() as cursor:
        values = question.values() | {"most": most}
        cursor.execute(sql(WAITING, path=FIRST), values)
        return [pk for (pk,) in cursor.fetchall()]


def matches_of(question: Question, ids: Iterable[UUID]) -> list[Match]:
    """Which of these still wait and match."""
    with connection.cursor() as cursor:
        cursor.execute(sql(OF_THEM), question.values() | {"ids": as_array(ids)})
        return [
            Match(pk, volunteer, evidence, minutes, chance, json.loads(facts))
            for pk, volunteer, evidence, minutes, chance, facts in cursor.fetchall()
        ]
