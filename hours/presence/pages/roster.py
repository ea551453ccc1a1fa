"""Who was at a shift, for its organizer: as they were signed up, and as they came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import groupby

from django.utils import timezone

from activities.models import Activity, Seat, Shift, SignUp
from activities.pages.naming import names_of
from config.errors import RuleBroken
from hours.models import Presence, RosterConfirmed, Status, TurnedAway
from hours.permissions import may_record
from hours.presence.differences import differences
from hours.presence.rules.confirm_roster import recorded_at
from hours.presence.words import why_turned_away
from hours.reasons import NOT_CHECKED_OUT
from volunteers.models import Account, Volunteer
from volunteers.permissions import speaks_for

MOST_SHOWN = 500  # people of a shift
MOST_TURNED_AWAY = 50


@dataclass(frozen=True, slots=True)
class Stay:
    """One time somebody was there, and what was otherwise than planned."""

    presence: Presence
    differences: Sequence[str]

    @property
    def needs_a_word(self) -> bool:
        """Whether nobody checked out, and nobody has said yet how long it was."""
        session = self.presence.session
        if session is None:
            return False
        is_asked = (
            session.status == Status.QUERIED and session.reason_code == NOT_CHECKED_OUT
        )
        return is_asked or self.presence.is_on_site


@dataclass(frozen=True, slots=True)
class Person:
    """
    Somebody with a seat, or who came; ``stays`` are in order, none if absent.

    ``is_recorded`` without having checked in, by the roster.
    """

    volunteer: Volunteer
    name: str
    is_seated: bool
    is_own: bool
    stays: Sequence[Stay] = field(default_factory=list)
    is_recorded: bool = False

    @property
    def is_on_site(self) -> bool:
        return any(one.presence.is_on_site for one in self.stays)

    @property
    def is_waiting(self) -> bool:
        return any(one.presence.is_waiting for one in self.stays)

    @property
    def is_absent(self) -> bool:
        return not self.stays and not self.is_recorded


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who could not check in or out, and why."""

    trace: TurnedAway
    name: str
    why: str


@dataclass
class RosterPage:
    """
    The people of one shift of an activity, the one that was asked for or the latest
    that has begun.

    :param typed: the card or number that was sent, if ``problem`` says what is wrong
    """

    activity: Activity
    reader: Account
    at: datetime
    asked: str = ""
    problem: RuleBroken | None = None
    typed: str = ""

    @property
    def is_about_who(self) -> bool:
        """Whether what is wrong is said at the card or number."""
        return self.problem is not None and "who" in self.problem.about

    # Which shift

    @cached_property
    def shifts(self) -> list[Shift]:
        return list(self.activity.shifts.select_related("post").in_order())

    @cached_property
    def shift(self) -> Shift | None:
        asked = (one for one in self.shifts if str(one.pk) == self.asked)
        begun = [one for one in self.shifts if one.has_started(self.at)]
        first = begun[-1:] or self.shifts[:1]
        return next(asked, None) or next(iter(first), None)

    @property
    def is_over(self) -> bool:
        return self.shift is not None and self.shift.is_over(self.at)

    @cached_property
    def confirmed(self) -> RosterConfirmed | None:
        named = RosterConfirmed.objects.select_related("by__volunteer")
        return named.filter(shift=self.shift).first()

    @cached_property
    def records(self) -> bool:
        """Whether the reader may say that somebody was there who did not check in."""
        return may_record(self.reader, self.activity.organization)

    @property
    def has_sheet(self) -> bool:
        """Whether the reader prints who is expected, and enters it from paper."""
        return self.shift is not None and self.activity.is_held and self.records

    # Who

    @cached_property
    def people(self) -> list[Person]:
        """Those with a seat in the order they signed up, then those who came so."""
        stays = self._stays
        seated = [one.volunteer for one in self._seats]
        seats = {one.pk for one in seated}
        others = [
            one.volunteer for one in self._presences if one.volunteer_id not in seats
        ]
        everybody = list({one.pk: one for one in [*seated, *others]}.values())
        names = self._names(everybody)
        return [
            Person(
                volunteer=one,
                name=names[one.pk],
                is_seated=one.pk in seats,
                is_own=speaks_for(self.reader, one),
                stays=stays.get(one.pk, []),
                is_recorded=one.pk in self._recorded,
            )
            for one in everybody
        ]

    @property
    def is_cut(self) -> bool:
        return len(self.people) >= MOST_SHOWN

    @property
    def came(self) -> int:
        """How many were there."""
        return sum(
            one.is_recorded or any(stay.presence.session_id for stay in one.stays)
            for one in self.people
        )

    @property
    def absent(self) -> int:
        return sum(one.is_absent for one in self.people)

    @property
    def to_say(self) -> int:
        """Of how many somebody must say how long they were there."""
        return sum(any(s.needs_a_word for s in one.stays) for one in self.people)

    @property
    def different(self) -> int:
        """With how many something was otherwise than planned."""
        return sum(any(s.differences for s in one.stays) for one in self.people)

    @cached_property
    def _recorded(self) -> set[int]:
        return recorded_at(self.shift) if self.shift else set()

    @cached_property
    def _seats(self) -> list[SignUp]:
        held = SignUp.objects.filter(shift=self.shift, state=Seat.SEATED)
        return list(held.select_related("volunteer").in_order()[:MOST_SHOWN])

    @cached_property
    def _presences(self) -> list[Presence]:
        held = Presence.objects.filter(shift=self.shift).with_names().in_order()
        kept = held.exclude(session__status=Status.WITHDRAWN)
        return list(kept[: 2 * MOST_SHOWN])

    @cached_property
    def _stays(self) -> dict[int, list[Stay]]:
        by_person = sorted(self._presences, key=lambda one: one.volunteer_id)
        return {
            person: [Stay(one, differences(one)) for one in of_one]
            for person, of_one in groupby(by_person, lambda one: one.volunteer_id)
        }

    def _names(self, people: Sequence[Volunteer]) -> dict[int, str]:
        return names_of(
            people,
            activity=self.activity,
            reader=self.reader,
            on=timezone.localdate(self.at),
        )

    # Who could not

    @cached_property
    def turned_away(self) -> list[Away]:
        """Who tried in vain on the day of the shift, the latest first."""
        if self.shift is None:
            return []
        found = self.activity.turned_away.select_related("volunteer", "account")
        rows = list(
            found.filter(at__date=self.shift.date).order_by("-at")[:MOST_TURNED_AWAY]
        )
        names = self._names(_people_of(rows))
        return [
            Away(
                trace=one,
                name=names[one.volunteer_id] if one.volunteer_id else "–",
                why=why_turned_away(one),
            )
            for one in rows
        ]


def _people_of(rows: Iterable[TurnedAway]) -> list[Volunteer]:
    return [one.volunteer for one in rows if one.volunteer]
