"""
How fast an organization decides, and when somebody may so expect a decision.

A median is no sum, so no trigger can keep it: once a day upkeep computes the paces of
all organizations in one statement, and pages read a row.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import ngettext

from config.database.acts import Act, part
from config.held import HeldEach
from hours.deadlines import decision_working_days, expected_decision_on
from hours.models import Level, OrganizationPace, Session
from hours.stops import NEVER, read_stops
from policies.calendar import add_working_days

LOOKS_BACK = timedelta(days=90)
FEWEST = 20  # decisions that say something of the next ones

REFRESH = Act(
    "hours_refresh_paces",
    sql="hours/sql/acts/refresh_paces.sql",
    takes={"since": "timestamptz", "until": "timestamptz"},
    parts={
        "organization_pace": part(
            "hours/sql/organization_pace.sql", since="since", until="until"
        )
    },
)
ACTS = [REFRESH]


@dataclass(frozen=True, slots=True)
class Pace:
    """Working days in which half, and four of five, were decided; of ``decisions``."""

    decisions: int
    half: int
    most: int

    @property
    def tells_something(self) -> bool:
        """Whether there were enough to say how long the next ones will take."""
        return self.decisions >= FEWEST

    @property
    def sentence(self) -> str:
        """ "Half within 1 working day, four in five within 3"."""
        half, most = max(1, self.half), max(1, self.most)  # at once: within a day
        return ngettext(
            "half within %(n)s working day, four in five within %(most)s",
            "half within %(n)s working days, four in five within %(most)s",
            half,
        ) % {"n": half, "most": most}


@dataclass(frozen=True, slots=True)
class Expected:
    """
    The local date by which a decision may be expected.

    ``within`` are the working days the organization needs as a rule; None where the
    city's limit says the date.
    """

    on: date
    within: int | None = None


def refresh(*, at: datetime) -> None:
    """Compute the paces of all organizations anew; two at once take turns."""
    REFRESH(at - LOOKS_BACK, at)
    HELD.forget()


def refresh_if_due(*, at: datetime) -> bool:
    """
    Refresh once a local day.

    :return: whether it did
    """
    known = OrganizationPace.objects.order_by("-reckoned_at").first()
    today = timezone.localdate(at)
    if known and timezone.localdate(known.reckoned_at) >= today:
        return False
    refresh(at=at)
    return True


def paces_of(organizations: Iterable[UUID]) -> dict[UUID, Pace]:
    """Of those that have decided often enough to tell; one query at most."""
    wanted = set(organizations)
    if len(wanted) > 1:
        found = _read(wanted)
    else:
        found = {one: pace for one in wanted if (pace := HELD(one))}
    return {one: pace for one, pace in found.items() if pace.tells_something}


def _read(organizations: set[UUID]) -> dict[UUID, Pace]:
    rows = OrganizationPace.objects.filter(organization__in=organizations)
    return {
        one.organization_id: Pace(
            one.decisions, one.half_within or 0, one.most_within or 0
        )
        for one in rows
    }


# Whoever logs an hour is told when to expect a decision; each is read once in seconds.
HELD: HeldEach[UUID, Pace] = HeldEach(lambda one: _read({one}).get(one, Pace(0, 0, 0)))


class Waits:
    """
    Until when those among some sessions that wait are to be decided.

    Two queries, for the questions about them and for the paces; none if none waits.

    :param never_asked: where nobody can have been asked about them yet
    """

    def __init__(
        self, sessions: Iterable[Session], *, today: date, never_asked: bool = False
    ) -> None:
        waiting = [one for one in sessions if one.is_submitted]
        self._today = today
        self._limit = decision_working_days()
        may_stop = waiting and not never_asked
        self._stops = read_stops(waiting) if may_stop else {}
        self._paces = paces_of(one.organization_id for one in waiting)

    def of(self, session: Session) -> Expected | None:
        """None if it does not wait."""
        stopped = self._stops.get(session.pk, NEVER).days
        limit = expected_decision_on(session, working_days=self._limit, stopped=stopped)
        pace = self._paces.get(session.organization_id)
        if limit is None or session.submitted_at is None:
            return None
        if pace is None or session.level != Level.ORGANIZATION:
            return Expected(limit)
        within = max(1, pace.most)
        since = timezone.localdate(session.submitted_at)
        on = add_working_days(since, within + stopped)
        # What has already taken longer than is the rule goes by the city's limit.
        if on < self._today and on < limit:
            return Expected(limit)
        return Expected(on, within)

    def on(self, session: Session) -> date | None:
        """The date alone."""
        expected = self.of(session)
        return expected.on if expected else None


def latest(sessions: Iterable[Session], *, today: date) -> Expected | None:
    """When the last of them may be expected; None if none waits."""
    sessions = list(sessions)
    waits = Waits(sessions, today=today)
    found = [one for one in map(waits.of, sessions) if one]
    return max(found, key=lambda one: one.on, default=None)
