"""The middle of the desk: the lines of a list, and what they come to."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from hours.automatic.told import outside
from hours.deadlines import decision_working_days, notice_until
from hours.desk.ages import Age, age_of
from hours.desk.asked import COUNTED, HIGHER, Asked
from hours.desk.groups import Group
from hours.errors import REFUSALS
from hours.models import Evidence, Level, OrganizationMonth, Session
from hours.models.office import Office, office_of
from hours.newest import Newest, Place
from hours.presence.differences import differences_at_hand
from hours.rules.judging import entered_by, own_hours
from hours.stops import NEVER, read_stops
from volunteers.models import Account

ON_A_PAGE = 50
# Counted hours are many: beyond this nobody counts them, and all at once is no act.
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to look at; ``up`` if it is about who may decide."""

    icon: str
    text: str
    up: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A session as the desk shows it; ``locked`` is the code that keeps one off."""

    session: Session
    age: Age
    locked: str = ""
    flags: list[Flag] = field(default_factory=list)

    @property
    def lock(self) -> str:
        """Why one may not decide it; empty if one may."""
        if self.locked == "higher_level":
            return _("This is not yours to decide. It goes to: %(who)s") % {
                "who": self.session.decider
            }
        return str(REFUSALS[self.locked]) if self.locked else ""

    @property
    def lock_brief(self) -> str:
        """The same in few words, for a line of a list."""
        if self.locked == "own_session":
            return _("Your own hours")
        if self.locked == "higher_level":
            return _("Goes to: %(who)s") % {"who": self.session.decider}
        return _("Entered by you") if self.locked else ""


@dataclass(frozen=True, slots=True)
class Tally:
    """All that match: sessions, minutes, and how many of them one may not decide."""

    count: int
    minutes: int
    locked: int = 0
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some lines, and the ``after`` with which the next ones begin, if there are."""

    lines: list[Line]
    after: str = ""


def lock_of(session: Session, by: Account, *, office: Office) -> str:
    """The code of why the account may not decide the session; empty if it may."""
    if session.is_of(by):
        return "own_session"
    if not office.decides(session):
        return "higher_level"
    if session.evidence == Evidence.ENTERED and session.submitted_by_id == by.pk:
        return "recorder_decides"
    return ""


def tally(asked: Asked, groups: list[Group], by: Account) -> Tally:
    """
    What all sessions come to that match, on whatever page they stand.

    :param groups: what waits at the organization, counted already
    """
    if asked.view == COUNTED:
        return _tally_of_counted(asked)
    sessions = asked.sessions()
    locked = own_hours(by) | entered_by(by)
    office = office_of(by, at=asked.at)
    if asked.view == HIGHER and not office.everywhere:
        locked |= ~office.decided
    if asked.is_of_groups:
        chosen = [one for one in groups if asked.is_about(one.activity)]
        return Tally(
            count=sum(one.count for one in chosen),
            minutes=sum(one.minutes for one in chosen),
            locked=sessions.filter(locked).count(),
        )
    sums = sessions.aggregate(
        n=Count("pk"), total=Sum("minutes"), locked=Count("pk", filter=locked)
    )
    return Tally(
        count=sums["n"] or 0, minutes=sums["total"] or 0, locked=sums["locked"] or 0
    )


def _tally_of_counted(asked: Asked) -> Tally:
    if asked.is_whole:
        # All that counts with the organization: its totals know.
        months = OrganizationMonth.objects.filter(organization=asked.organization)
        sums = months.aggregate(n=Sum("sessions"), total=Sum("minutes"))
    else:
        some = asked.sessions().order_by()[: MOST_COUNTED + 1]
        sums = some.aggregate(n=Count("pk"), total=Sum("minutes"))
    count = sums["n"] or 0
    return Tally(
        count=min(count, MOST_COUNTED),
        minutes=sums["total"] or 0,
        is_cut=count > MOST_COUNTED,
    )


def page(asked: Asked, *, by: Account, at: datetime, after: str = "") -> Page:
    """The lines after ``after``; the longest waiting first, counted ones newest."""
    mark = _read_mark(after)
    if asked.view == COUNTED:
        return _page_of_counted(asked, mark, by=by, at=at)
    sessions = asked.sessions()
    if mark:
        moment, pk = mark
        sessions = sessions.filter(
            Q(submitted_at__gt=moment) | Q(submitted_at=moment, pk__gt=pk),
            submitted_at__gte=moment,
        )
    named = sessions.oldest_first().with_names_of_first(ON_A_PAGE + 1)
    named = named.select_related("organization__parent")
    rows = list(named.prefetch_related("presence__shift"))
    last = rows[ON_A_PAGE - 1] if len(rows) > ON_A_PAGE else None
    return Page(
        lines=lines(rows[:ON_A_PAGE], by=by, at=at),
        after=_mark(last.submitted_at or last.started_at, last.pk) if last else "",
    )


def _page_of_counted(
    asked: Asked, mark: tuple[datetime, UUID] | None, *, by: Account, at: datetime
) -> Page:
    if not asked.form.is_valid():
        return Page(lines=[])
    after = Place(*mark) if mark else None
    found = Newest(wanted=asked.filter, by=by, after=after).page(size=ON_A_PAGE)
    older = found.older
    return Page(
        lines=lines(found.sessions, by=by, at=at),
        after=_mark(older.started_at, older.pk) if older else "",
    )


def lines(rows: list[Session], *, by: Account, at: datetime) -> list[Line]:
    """The sessions with their ages, locks and flags; one query for what was asked."""
    limit = decision_working_days()
    today = timezone.localdate(at)
    office = office_of(by, at=at)
    stops = read_stops(rows)
    return [
        Line(
            session=row,
            age=age_of(
                row.submitted_at or at,
                limit=limit,
                today=today,
                stopped=stops.get(row.pk, NEVER).days,
            ),
            locked=lock_of(row, by, office=office),
            flags=[
                *_notice(row, today=today),
                *flags_of(row, answered=stops.get(row.pk, NEVER).answered),
            ],
        )
        for row in rows
    ]


def _notice(session: Session, *, today: date) -> list[Flag]:
    until = notice_until(session)
    if until is None or until < today or not session.is_submitted:
        return []
    said = _("Shown to the public until %(day)s") % {"day": f"{until:%Y-%m-%d}"}
    return [Flag("clock", said, up=True)]


def flags_of(session: Session, *, answered: bool) -> list[Flag]:
    """What is known about a session that a decider should look at."""
    found = []
    if session.is_disputed:
        found.append(Flag("flag", _("Disputed"), up=True))
    if session.level != Level.ORGANIZATION:
        why = _("A long day, long ago, or a leader's hours")
        found.append(Flag("arrow-up", why, up=True))
    if days := days_outside(session):
        found.append(Flag("calendar-exclamation", outside(days)))
    if told := differences_at_hand(session):
        found.append(Flag("map-pin-question", " · ".join(told)))
    if session.is_drawn:
        found.append(Flag("dice-5", _("Drawn for a look by a person")))
    if answered and not session.is_queried:
        found.append(Flag("message-circle", _("Answered")))
    if session.round > 1:
        found.append(Flag("arrow-back-up", _("Decision taken back")))
    if session.note:
        found.append(Flag("note", session.note))
    return found


def days_outside(session: Session) -> int:
    """How many days before or after its activity's own; 0 on them, or of none."""
    if session.activity is None:
        return 0
    before = session.activity.starts_on - session.service_date
    after = session.service_date - session.activity.ends_on
    return max(before.days, after.days, 0)


def _mark(moment: datetime, pk: UUID) -> str:
    return f"{moment.isoformat()}_{pk}"


def _read_mark(after: str) -> tuple[datetime, UUID] | None:
    """Where a page begins; an address somebody changed leads to the first page."""
    moment, _, pk = after.partition("_")
    try:
        return timezone.localtime(datetime.fromisoformat(moment)), UUID(pk)
    except (ValueError, OverflowError):
        return None
