"""What stands on the organizer's screen, on a tablet at the station, and in print."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from activities.models import Activity, Seat, Shift, SignUp
from config.address import address_of
from config.qr import drawn
from hours.models import Presence, Status
from hours.models.presence import PresenceQuerySet
from hours.presence import codes
from hours.presence.codes import Code
from hours.presence.on_now import on_now
from policies.reports import number

SHOWN = 8  # of those who came last
MOST_WAITING = 50


def link_of(code: Code) -> str:
    """Where the code leads whoever scans it."""
    return address_of("hours:check_in_code", code.letters)


def picture_of(code: Code) -> SafeString:
    return drawn(link_of(code), label=_("QR code to check in and out"))


@dataclass
class ScreenPage:
    """
    The code that is good now, and who is there, of the shifts that are on.

    Before the first and after the last nobody checks in, and no code is shown.
    """

    activity: Activity
    at: datetime

    @cached_property
    def code(self) -> Code:
        return codes.code_now(codes.point_of(self.activity), at=self.at)

    @property
    def letters(self) -> str:
        return codes.shown(self.code.letters)

    @property
    def picture(self) -> SafeString:
        return picture_of(self.code)

    @property
    def next_code_at(self) -> datetime:
        """When another takes its place; this one is good for a minute more."""
        return codes.moment_of(codes.minute_of(self.at) + 1)

    @property
    def seconds(self) -> int:
        """How many are left until then."""
        return max(1, round((self.next_code_at - self.at).total_seconds()))

    @property
    def reload_in(self) -> int:
        """After how many the page is read again where no script does it."""
        return self.seconds + 1

    # Which shifts

    @cached_property
    def shifts(self) -> list[Shift]:
        """Those that people may be coming to or leaving now."""
        own = self.activity.shifts.select_related("post").filter(on_now(self.at))
        return list(own.in_order())

    @property
    def is_on(self) -> bool:
        return self.activity.is_held and bool(self.shifts)

    @cached_property
    def next_shift(self) -> Shift | None:
        return self.activity.shifts.upcoming(self.at).in_order().first()

    @property
    def opens_at(self) -> datetime | None:
        """When people may check in to the next shift."""
        if self.next_shift is None:
            return None
        on = self.next_shift.date
        minutes = number("check_in_early_minutes", on=on)
        return self.next_shift.starts_at - timedelta(minutes=minutes)

    # Who

    @property
    def _presences(self) -> PresenceQuerySet:
        return Presence.objects.filter(shift__in=self.shifts)

    @property
    def _kept(self) -> PresenceQuerySet:
        """Of whoever came, but for those who took it back."""
        return self._presences.let_in().exclude(session__status=Status.WITHDRAWN)

    @cached_property
    def came(self) -> int:
        """How many people came, be it that they have left again."""
        return self._kept.values("volunteer").distinct().count()

    @cached_property
    def on_site(self) -> int:
        return self._presences.on_site().count()

    @cached_property
    def expected(self) -> int:
        """How many have a seat on a shift that is on, and have not come to it."""
        here = self._kept.filter(
            volunteer=OuterRef("volunteer"), shift=OuterRef("shift")
        )
        seats = SignUp.objects.filter(shift__in=self.shifts, state=Seat.SEATED)
        return seats.exclude(Exists(here)).count()

    @cached_property
    def waiting(self) -> list[Presence]:
        """Who came without a seat, the longest waiting first."""
        waits = self._presences.waiting().with_names().in_order()
        return list(waits[:MOST_WAITING])

    @cached_property
    def recent(self) -> list[Presence]:
        """Who came last."""
        return list(self._kept.with_names().order_by("-came_at", "-pk")[:SHOWN])

    # Beside the code

    @property
    def kiosk(self) -> str:
        """The address of the same for a tablet that nobody is signed in at."""
        point = codes.point_of(self.activity)
        return address_of("hours:kiosk", self.activity.pk, codes.kiosk_secret(point))


@dataclass
class PosterPage:
    """A code to print: it stays, so what it opens is people's own word."""

    activity: Activity

    @cached_property
    def code(self) -> Code:
        return codes.poster_code(codes.point_of(self.activity))

    @property
    def is_up(self) -> bool:
        return self.code.point.has_poster

    @property
    def letters(self) -> str:
        return codes.shown(self.code.letters)

    @property
    def where_to_type(self) -> str:
        return address_of("hours:check_in")

    @property
    def picture(self) -> SafeString:
        return picture_of(self.code)
