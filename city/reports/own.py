"""What one person's own page shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Sum, When
from django.utils import timezone

from activities.models import Activity, Seat, SignUp
from activities.pages.cards import where
from hours.disputes.minutes import disputed_by_year
from hours.models import Session, Status, VolunteerYear
from hours.pace import Expected, Waits
from hours.reasons import why
from notices.models import Message
from recognition.reports import Standing, Stars, standing, stars
from volunteers.models import Volunteer

RECENT = 6
NEXT = 3
REFUSED = (Status.REJECTED, Status.REVERSED)
ON_ITS_WAY = (Status.OPEN, Status.SUBMITTED, Status.QUERIED)


@dataclass(frozen=True, slots=True)
class Line:
    """
    A session in a list: until when it is decided, and why it was refused.

    ``is_of_another_year`` than the running one: then its date needs the year.
    """

    session: Session
    expected: Expected | None
    why: str
    is_of_another_year: bool


@dataclass(frozen=True, slots=True)
class ToDo:
    """A session the organization asked about, and the question."""

    session: Session
    question: str


@dataclass(frozen=True, slots=True)
class Coming:
    """Where somebody is expected next, waits for a place, or is offered one."""

    sign_up: SignUp

    @property
    def activity(self) -> Activity:
        return self.sign_up.shift.activity

    @property
    def where(self) -> str:
        return where(self.activity)


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year's minutes and sessions that count."""

    year: int
    minutes: int
    sessions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """
    A person's year, what is on its way, what to do, and all years before.

    ``disputed_minutes`` of all years count in totals, but towards no star.
    """

    year: int
    this_year: int
    minutes: int
    sessions: int
    pending_minutes: int
    pending_sessions: int
    all_time_minutes: int
    disputed_minutes: int
    logged_sessions: int
    stars: Stars
    awarded: Standing
    years: list[YearLine]
    choice_of_years: list[int]
    coming: list[Coming]
    todo: list[ToDo]
    recent: list[Line]

    @property
    def is_this_year(self) -> bool:
        return self.year == self.this_year


def own_page(*, volunteer: Volunteer, year: int, today: date) -> OwnPage:
    """The page of one person for one year; totals only, and one look at sessions."""
    years = list(VolunteerYear.objects.filter(volunteer=volunteer).order_by("-year"))
    chosen = next((one for one in years if one.year == year), None)
    all_time = sum(one.minutes for one in years)
    disputed = disputed_by_year(volunteer=volunteer)
    reached = stars(years=years, disputed=disputed, on=today)
    own = Session.objects.filter(volunteer=volunteer)
    in_year = own.filter(service_date__range=(date(year, 1, 1), date(year, 12, 31)))
    pending = in_year.filter(status__in=ON_ITS_WAY).aggregate(
        sessions=Count("pk"), minutes=Sum("minutes", default=0)
    )
    return OwnPage(
        year=year,
        this_year=today.year,
        minutes=chosen.minutes if chosen else 0,
        sessions=chosen.sessions if chosen else 0,
        pending_minutes=pending["minutes"],
        pending_sessions=pending["sessions"],
        all_time_minutes=all_time,
        disputed_minutes=sum(disputed.values()),
        logged_sessions=own.count(),
        stars=reached,
        awarded=standing(volunteer=volunteer, of_year=reached.of_year),
        years=[YearLine(one.year, one.minutes, one.sessions) for one in years],
        choice_of_years=sorted(
            {year, today.year, *(one.year for one in years)}, reverse=True
        ),
        coming=_coming(volunteer),
        todo=_todo(volunteer),
        recent=lines(in_year.with_names().newest_first()[:RECENT]),
    )


def lines(sessions: Iterable[Session]) -> list[Line]:
    """The sessions as lines of a list; two queries for when those that wait end."""
    sessions = list(sessions)
    today = timezone.localdate()
    waits = Waits(sessions, today=today)
    return [
        Line(
            session=one,
            expected=waits.of(one),
            why=why(one.reason_code, one.reason, at=one.decided_at)
            if one.status in REFUSED
            else "",
            is_of_another_year=one.service_date.year != today.year,
        )
        for one in sessions
    ]


def _coming(volunteer: Volunteer) -> list[Coming]:
    """The next few, what is offered and must be answered first."""
    held = SignUp.objects.living().upcoming(timezone.now()).filter(volunteer=volunteer)
    named = held.select_related(
        "shift__activity__organization",
        "shift__activity__site",
        "shift__activity__district",
    )
    is_asked = Case(When(state=Seat.OFFERED, then=0), default=1)
    return [Coming(one) for one in named.order_by(is_asked, "starts_at")[:NEXT]]


def _todo(volunteer: Volunteer) -> list[ToDo]:
    asked = Session.objects.filter(volunteer=volunteer, status=Status.QUERIED)
    sessions = list(asked.with_names().newest_first()[:RECENT])
    said = Message.objects.filter(about__in=[one.pk for one in sessions])
    said = said.exclude(author=volunteer.account_id)
    last = dict(said.order_by("said_at", "id").values_list("about", "text"))
    return [ToDo(one, last.get(one.pk, "")) for one in sessions]
