"""Lock the sessions a decision is about, and see which of them it may touch."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Case, CharField, Q, Value, When

from config.triggers import read_sql
from hours import deadlines
from hours.errors import ReasonNeeded, Refused
from hours.models import Evidence, Session, Status
from hours.models.office import office_of
from hours.models.queries import as_array
from hours.reasons import OTHER, require_known
from volunteers.models import Account, Organization
from volunteers.permissions import stood_in_for, wards_of

NOTICE = "notice_running"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision came to: sessions and minutes decided, and what was refused."""

    decided: int
    minutes: int
    refused: list[Refused] = field(default_factory=list)

    @property
    def refused_by_code(self) -> dict[str, int]:
        return dict(Counter(one.code for one in self.refused))

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            decided=self.decided + other.decided,
            minutes=self.minutes + other.minutes,
            refused=self.refused + other.refused,
        )


def not_in_office(by: Account, *, at: datetime) -> When:
    """Refuses what does not stand at the account's desk, as if it did not exist."""
    return _unless(office_of(by, at=at).seen, "not_found")


def higher_level(by: Account, *, at: datetime) -> When:
    """Refuses what is the parent organization's or the city's to decide (L07)."""
    return _unless(office_of(by, at=at).decided, "higher_level")


def _unless(asked: Q, code: str) -> When:
    return When(~asked if asked else Q(pk__in=[]), then=Value(code))


def own_hours(by: Account) -> Q:
    """
    The account's own hours and its wards': nobody decides their own (L17), nor lets
    a deputy do it.
    """
    # Values, not a join: nobody is looked up for each session.
    people = [one.pk for one in (by.as_volunteer, *wards_of(by)) if one]
    own = Q(volunteer__in=people) if people else Q(pk__in=[])
    for office in stood_in_for(by):
        away = office.deputy_of and office.deputy_of.account.as_volunteer
        if away:
            theirs = Q(volunteer=away)
            if office.organization_id:
                here = Organization.objects.filter(
                    Q(pk=office.organization_id) | Q(parent=office.organization_id)
                )
                theirs &= Q(organization__in=here.values("pk"))
            own |= theirs
    return own


def entered_by(by: Account) -> Q:
    """Hours the account entered later: somebody else approves them (L17)."""
    return Q(evidence=Evidence.ENTERED, submitted_by=by)


def own(by: Account) -> When:
    """Refuses one's own hours."""
    return When(own_hours(by), then=Value("own_session"))


def in_notice(at: datetime) -> When:
    """Refuses hours entered later while they are shown to the public (L16)."""
    return When(deadlines.in_notice(at), then=Value(NOTICE))


def undecidable() -> list[When]:
    """Refuses what is not waiting for a decision."""
    return [
        When(status=Status.QUERIED, then=Value("awaiting_answer")),
        When(status=Status.OPEN, then=Value("still_open")),
        When(~Q(status=Status.SUBMITTED), then=Value("already_decided")),
    ]


def lock_and_judge(
    sessions: Iterable[UUID | Session], *refusals: When
) -> tuple[list[UUID], list[Refused]]:
    """
    Lock the sessions in order of id, and part the free ones from the refused.

    The first refusal that is true of a session names its code. Whoever decides
    the same sessions at the same time waits here, then sees what was decided.
    """
    wanted = {one.pk if isinstance(one, Session) else one for one in sessions}
    judged = (
        Session.objects.filter(pk__any_of=wanted)
        .annotate(refusal=Case(*refusals, default=Value(""), output_field=CharField()))
        .select_for_update(no_key=True, of=("self",))
        .order_by("pk")
        .values_list("pk", "refusal")
    )
    codes = dict(judged)
    free = [pk for pk, code in codes.items() if not code]
    refused = {pk: code for pk, code in codes.items() if code}
    refused |= dict.fromkeys(wanted - codes.keys(), "not_found")
    ends = _ends_of_notice(pk for pk, code in refused.items() if code == NOTICE)
    return free, [
        Refused(session=pk, code=refused[pk], until=ends.get(pk))
        for pk in sorted(refused)
    ]


def _ends_of_notice(sessions: Iterable[UUID]) -> dict[UUID, date]:
    shown = list(sessions)
    if not shown:
        return {}
    columns = ("evidence", "submitted_at", "organization_id")
    since = Session.objects.filter(pk__any_of=shown).only(*columns)
    ends = ((one.pk, deadlines.notice_until(one)) for one in since)
    return {pk: until for pk, until in ends if until}


def require_reason(reason_code: str, reason: str) -> None:
    """
    :raises ReasonNeeded: if neither a code nor words are given
    :raises UnknownReason: if there never was such a code; a job goes on with one that
        was retired after it began
    """
    if reason_code in ("", OTHER) and not reason.strip():
        raise ReasonNeeded
    require_known(reason_code)


def run(sql: str, *, sessions: list[UUID], **values: Any) -> tuple[int, int]:
    """How many sessions, and how many minutes, the statement of an SQL file moved."""
    with connection.cursor() as cursor:
        cursor.execute(
            read_sql(f"hours/sql/{sql}.sql"), {"ids": as_array(sessions), **values}
        )
        count, minutes = cursor.fetchone()
    return count, int(minutes or 0)


def execute(sql: str, **values: Any) -> None:
    """Run the statement of an SQL file."""
    with connection.cursor() as cursor:
        cursor.execute(read_sql(f"hours/sql/{sql}.sql"), values)


def settled(
    sql: str, *, free: list[UUID], refused: list[Refused], **values: Any
) -> Outcome:
    """Run the statement over the sessions that are free, and sum up."""
    count, minutes = run(sql, sessions=free, **values) if free else (0, 0)
    return Outcome(decided=count, minutes=minutes, refused=refused)


def decided(by: Account, at: datetime, reason_code: str, reason: str) -> dict[str, Any]:
    return {"by": by.pk, "at": at, "reason_code": reason_code, "reason": reason.strip()}
