"""An organizer's page of one activity: who comes when, and what may be done."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Q
from django.forms import Form
from django.utils import timezone

from activities.models import LIVING, Absence, Activity, Seat, Shift, SignUp
from activities.pages.naming import names_of
from activities.permissions import may_organize
from activities.row_forms import (
    CancelForm,
    CopyForm,
    ExcludeForm,
    SeatsForm,
    ShiftForm,
    UntilForm,
)
from config.address import address_of
from volunteers.models import Account

MOST_SHOWN = 300  # people of a shift
MOST_LATE = 50
A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Comer:
    """
    Somebody who comes or waits; the name whole where the reader may see it so.

    ``absence`` says that they did not come to this shift, ``missed`` how often they did
    not within twelve months, of all activities: to the organizers, and to nobody else.
    """

    sign_up: SignUp
    name: str
    number: str
    absence: Absence | None
    missed: int


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A shift, and how many wait for it."""

    shift: Shift
    waiting: int
    is_shown: bool
    has_begun: bool
    has_ended: bool


class OrganizedPage:
    """
    The page for whoever speaks for the activity, and for the city's staff to read.

    :param asked: the id of the shift whose people are shown; by itself the next one
    :param forms: what was sent and is not well-formed, by the name of its act
    """

    def __init__(
        self,
        *,
        activity: Activity,
        reader: Account,
        at: datetime,
        asked: str = "",
        forms: dict[str, Form] | None = None,
        problem: str = "",
    ) -> None:
        self.activity = activity
        self.reader = reader
        self.at = at
        self.problem = problem
        self._asked = asked
        self._forms = forms or {}

    @cached_property
    def may_act(self) -> bool:
        return may_organize(self.reader, self.activity.organization)

    @property
    def address(self) -> str:
        return address_of("activities:activity", self.activity.pk)

    @property
    def today(self) -> date:
        return timezone.localdate(self.at)

    @property
    def is_over(self) -> bool:
        return self.activity.is_over(self.today)

    @property
    def may_be_cancelled(self) -> bool:
        return self.activity.is_held and not self.is_over

    # When

    @cached_property
    def lines(self) -> list[ShiftLine]:
        waiting = Count("sign_ups", filter=Q(sign_ups__state=Seat.WAITING))
        shifts = self.activity.shifts.select_related("post").annotate(waiting=waiting)
        rows = list(shifts.in_order())
        shown = self._choose(rows)
        return [
            ShiftLine(
                shift=one,
                waiting=one.waiting,  # type: ignore[attr-defined]
                is_shown=one is shown,
                has_begun=one.has_started(self.at),
                has_ended=one.is_over(self.at),
            )
            for one in rows
        ]

    def _choose(self, rows: list[Shift]) -> Shift | None:
        asked = (one for one in rows if str(one.pk) == self._asked)
        ahead = (one for one in rows if not one.is_over(self.at))
        return next(asked, None) or next(ahead, None) or next(iter(rows), None)

    @cached_property
    def shown(self) -> ShiftLine | None:
        """The shift whose people are listed."""
        return next((line for line in self.lines if line.is_shown), None)

    @property
    def seats(self) -> int:
        return sum(line.shift.seats for line in self.lines)

    @property
    def seated(self) -> int:
        return sum(line.shift.seated for line in self.lines)

    # Who

    @cached_property
    def people(self) -> list[Comer]:
        """Who comes, then who waits, each in the order in which they came."""
        if self.shown is None:
            return []
        shift = self.shown.shift
        held = SignUp.objects.filter(shift=shift, state__in=LIVING)
        rows = held.select_related("volunteer").in_order()[:MOST_SHOWN]
        known = sorted(rows, key=lambda one: one.is_waiting)
        people = [one.volunteer for one in known]
        names = names_of(
            people, activity=self.activity, reader=self.reader, on=shift.date
        )
        absences, missed = self._absences(known)
        return [
            Comer(
                one,
                names[one.volunteer_id],
                one.volunteer.number,
                absences.get(one.pk),
                missed.get(one.volunteer_id, 0),
            )
            for one in known
        ]

    def _absences(
        self, known: list[SignUp]
    ) -> tuple[dict[UUID, Absence], dict[int, int]]:
        """Those of the shift by sign-up, and how many of a year by person."""
        if not self.may_act:
            return {}, {}
        of_the_shift = Absence.objects.filter(sign_up__in=known)
        people = [one.volunteer_id for one in known]
        return (
            {one.sign_up_id: one for one in of_the_shift},
            Absence.objects.counting(self.at).by_person(people),
        )

    @cached_property
    def given_up_late(self) -> list[Comer]:
        """Who gave a seat back later than asked, and why, for who may act on it."""
        if not (self.may_act and self.shown and self.activity.give_up_hours):
            return []
        late = self.shown.shift.sign_ups.exclude(late_words="")
        rows = list(late.select_related("volunteer").order_by("-ended_at")[:MOST_LATE])
        names = names_of(
            [one.volunteer for one in rows],
            activity=self.activity,
            reader=self.reader,
            on=self.shown.shift.date,
        )
        return [
            Comer(one, names[one.volunteer_id], one.volunteer.number, None, 0)
            for one in rows
        ]

    @property
    def may_mark(self) -> bool:
        """Whether it can be said who did not come to the shift that is shown."""
        return self.may_act and self.shown is not None and self.shown.has_ended

    @property
    def is_cut(self) -> bool:
        return len(self.people) == MOST_SHOWN

    # What may be done: what was sent of an act and is wrong, else an empty form

    @property
    def seats_form(self) -> Form:
        seats = self.shown.shift.seats if self.shown else None
        return self._forms.get("seats") or SeatsForm(initial={"seats": seats})

    @property
    def tasks(self) -> list[str]:
        """The names of the tasks a new time can be of."""
        return list(dict.fromkeys(line.shift.post.name for line in self.lines))

    @property
    def task(self) -> str:
        """The one of the last time."""
        return self.lines[-1].shift.post.name if self.lines else ""

    @cached_property
    def exclude_form(self) -> Form:
        known = ExcludeForm(activity=self.activity, on=self.today)
        return self._forms.get("exclude") or known

    @property
    def may_exclude(self) -> bool:
        """Whether there is anything else that it could be kept apart from."""
        is_off = self.activity.is_cancelled or self.is_over
        return not is_off and bool(self.exclude_form["others"].subwidgets)

    @cached_property
    def guests(self) -> int:
        """How many are invited."""
        return self.activity.guests.count()

    @property
    def cancel_form(self) -> Form:
        return self._forms.get("cancel") or CancelForm()

    @property
    def copy_form(self) -> Form:
        first = max(self.today, self.activity.starts_on) + A_WEEK
        return self._forms.get("copy") or CopyForm(initial={"first_day": first})

    @property
    def until_form(self) -> Form:
        until = self.activity.ends_on + 4 * A_WEEK
        return self._forms.get("repeat") or UntilForm(initial={"until": until})

    @property
    def shift_form(self) -> Form:
        return self._forms.get("add") or ShiftForm(initial=self._next_times())

    def _next_times(self) -> dict[str, object]:
        """As the last time was, on the next day."""
        if not self.lines:
            return {"start": "09:00", "end": "11:00", "seats": 10}
        last = self.lines[-1].shift
        return {
            "date": last.date + timedelta(days=1),
            "start": timezone.localtime(last.starts_at).time(),
            "end": timezone.localtime(last.ends_at).time(),
            "seats": last.seats,
        }
