"""A volunteer's own card, and what who runs a check-in sees when scanning it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from activities.models import Seat, Shift, SignUp
from activities.pages.naming import name_at_any
from config.address import address_of
from config.qr import drawn
from hours.models import Presence
from hours.permissions import check_in_activities
from hours.presence.cards import token_of
from hours.presence.on_now import on_now
from volunteers.models import Account, Volunteer

MOST_SHIFTS = 20


def picture_of(volunteer: Volunteer) -> SafeString:
    link = address_of("hours:card", token_of(volunteer))
    return drawn(link, label=_("QR code of the volunteer's card"))


def shifts_run_by(account: Account, *, at: datetime) -> list[Shift]:
    """Those that are on now, of activities whose check-in the account runs."""
    shifts = Shift.objects.with_names().filter(
        on_now(at), activity__in=check_in_activities(account)
    )
    return list(shifts.in_order()[:MOST_SHIFTS])


@dataclass(frozen=True, slots=True)
class Line:
    """A shift that is on, and how the person stands with it."""

    shift: Shift
    is_seated: bool
    presence: Presence | None

    @property
    def is_on_site(self) -> bool:
        return self.presence is not None and self.presence.is_on_site

    @property
    def has_left(self) -> bool:
        return self.presence is not None and self.presence.left_at is not None


@dataclass
class CardPage:
    """Somebody's card before who runs the check-in; where they have a seat is first."""

    person: Volunteer
    reader: Account
    at: datetime

    @cached_property
    def shifts(self) -> Sequence[Shift]:
        return shifts_run_by(self.reader, at=self.at)

    @cached_property
    def name(self) -> str:
        """Whole if the person is a member, as on the organizer's lists."""
        return name_at_any(
            self.person,
            organizations={one.activity.organization_id for one in self.shifts},
            reader=self.reader,
            on=timezone.localdate(self.at),
        )

    @cached_property
    def lines(self) -> list[Line]:
        seats = SignUp.objects.filter(volunteer=self.person, state=Seat.SEATED)
        seated = set(
            seats.filter(shift__in=self.shifts).values_list("shift", flat=True)
        )
        came = Presence.objects.let_in().with_names().in_order()
        own = {
            one.shift_id: one
            for one in came.filter(volunteer=self.person, shift__in=self.shifts)
        }
        lines = [Line(one, one.pk in seated, own.get(one.pk)) for one in self.shifts]
        return sorted(lines, key=lambda line: not (line.is_on_site or line.is_seated))
